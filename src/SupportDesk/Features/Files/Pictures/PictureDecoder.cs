using SkiaSharp;

namespace SupportDesk.Features.Files.Pictures;

/// <summary>Reads the pixels of a picture as a person would see them: upright, in the colours of the web, the first of moving ones.</summary>
internal static class PictureDecoder
{
    // Skia knows further kinds, such as icons and raw photographs; nobody needs them here, and each is a door.
    private static readonly Dictionary<PictureKind, SKEncodedImageFormat> Formats = new()
    {
        [PictureKind.Png] = SKEncodedImageFormat.Png,
        [PictureKind.Jpeg] = SKEncodedImageFormat.Jpeg,
        [PictureKind.WebP] = SKEncodedImageFormat.Webp,
        [PictureKind.Gif] = SKEncodedImageFormat.Gif,
        [PictureKind.Bmp] = SKEncodedImageFormat.Bmp,
    };

    /// <returns>The pixels, to be disposed of, or null and why.</returns>
    public static SKBitmap? Decode(ArraySegment<byte> file, PictureKind kind, TimeSpan timeout, out PictureFault fault, CancellationToken ct)
    {
        fault = PictureFault.WrongKind;
        if (!Formats.TryGetValue(kind, out var format))
            return null;
        using var stream = new PictureStream(file, timeout, ct);
        using var codec = SKCodec.Create(stream);
        fault = PictureFault.Broken;
        if (codec is null || codec.EncodedFormat != format || codec.Info.Width <= 0 || codec.Info.Height <= 0)
            return null;
        fault = PictureFault.TooManyPixels;
        if (!PictureLimits.Allow(codec.Info.Width, codec.Info.Height))
            return null;
        fault = PictureFault.Broken;
        if (Read(codec) is not { } pixels)
            return null;
        // Skia calls a JPEG of several scans whole when it was cut off between two of them.
        if (kind == PictureKind.Jpeg && stream.IsCutOff)
        {
            pixels.Dispose();
            return null;
        }

        fault = PictureFault.None;
        return PictureOrientation.Turn(pixels, codec.EncodedOrigin);
    }

    private static SKBitmap? Read(SKCodec codec)
    {
        var pixels = new SKBitmap();
        if (pixels.TryAllocPixels(InfoOf(codec)) && codec.GetPixels(pixels.Info, pixels.GetPixels()) == SKCodecResult.Success)
            return pixels;
        pixels.Dispose();
        return null;
    }

    // Grey stays one byte a pixel. Colours are those of the web, so that a profile can be left out and nothing looks different; for a
    // picture that has none this changes no pixel. Transparency is kept beside the colours, since multiplied with it they lose bits.
    private static SKImageInfo InfoOf(SKCodec codec)
    {
        var colour = codec.Info.ColorType == SKColorType.Gray8 ? SKColorType.Gray8 : SKColorType.Rgba8888;
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque
            : codec.EncodedOrigin == SKEncodedOrigin.TopLeft ? SKAlphaType.Unpremul : SKAlphaType.Premul;
        return new SKImageInfo(codec.Info.Width, codec.Info.Height, colour, alpha, SKColorSpace.CreateSrgb());
    }
}
