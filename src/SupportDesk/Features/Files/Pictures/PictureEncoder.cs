using SkiaSharp;

namespace SupportDesk.Features.Files.Pictures;

/// <summary>Writes pixels into a new file that holds nothing else: no note, no profile, no time, no preview.</summary>
internal static class PictureEncoder
{
    /// <summary>Of JPEG: the one that the browser's dialog writes with, so that this adds next to no loss to it.</summary>
    private const int Quality = 92;

    // Colours at full size: coloured e-mails on a screenshot stay sharp.
    private static readonly SKJpegEncoderOptions Jpeg = new(Quality, SKJpegEncoderDownsample.Downsample444, SKJpegEncoderAlphaOption.BlendOnBlack);

    // One filter instead of a trial of all five for each row: half of the time, three hundredths more bytes.
    private static readonly SKPngEncoderOptions Png = new(SKPngEncoderFilterFlags.Sub, 6);

    /// <summary>
    /// A JPEG stays a JPEG. All else becomes a PNG, which loses nothing; a photograph of another kind that gets too large that way
    /// becomes a JPEG, as in the browser's dialog.
    /// </summary>
    public static ReencodedPicture Encode(SKBitmap pixels, PictureKind from)
    {
        if (from == PictureKind.Jpeg)
            return Write(pixels, PictureKind.Jpeg);
        var sharp = Write(pixels, PictureKind.Png);
        return from == PictureKind.Png || sharp.Bytes.Length <= PictureLimits.MaxBytes || pixels.AlphaType != SKAlphaType.Opaque
            ? sharp
            : Write(pixels, PictureKind.Jpeg);
    }

    private static ReencodedPicture Write(SKBitmap pixels, PictureKind kind)
    {
        // Without a colour space no profile is written; untagged colours are read as those of the web.
        using var bare = new SKPixmap(pixels.Info.WithColorSpace(null), pixels.GetPixels(), pixels.RowBytes);
        using var file = kind == PictureKind.Jpeg ? bare.Encode(Jpeg) : bare.Encode(Png);
        return file is null ? ReencodedPicture.Refused(PictureFault.Broken) : new ReencodedPicture(PictureFault.None, kind, file.ToArray());
    }
}
