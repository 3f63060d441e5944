using System.Buffers.Binary;
using System.Text;
using SkiaSharp;

namespace SupportDesk.Tests.Features.Files.Pictures;

/// <summary>Reads a picture by its standard, not by the code under test: what stands in it besides pixels, and how it looks.</summary>
internal static class PictureAssert
{
    private static readonly byte[] PlainJfif = [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0];

    /// <summary>A PNG or JPEG that a viewer opens and that holds no note, profile, preview, second picture or byte behind its end.</summary>
    public static void HoldsPixelsOnly(byte[] file, int? width = null, int? height = null)
    {
        if (file.AsSpan().StartsWith(PngBytes.Signature))
            Assert.All(Chunks(file), chunk => Assert.Contains(chunk, (string[])["IHDR", "sBIT", "IDAT", "IEND"]));
        else
            WalkJpeg(file);
        using var pixels = Pixels(file);
        Assert.Equal((width ?? pixels.Width, height ?? pixels.Height), (pixels.Width, pixels.Height));
    }

    /// <summary>The same colour and transparency in every pixel.</summary>
    public static void LooksExactlyLike(byte[] expected, byte[] actual)
    {
        using var before = Pixels(expected);
        using var after = Pixels(actual);
        Assert.Equal((before.Width, before.Height), (after.Width, after.Height));
        Assert.True(before.GetPixelSpan().SequenceEqual(after.GetPixelSpan()));
    }

    public static SKBitmap Pixels(byte[] file)
    {
        using var codec = SKCodec.Create(new MemoryStream(file));
        Assert.NotNull(codec);
        var pixels = new SKBitmap(new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        Assert.Equal(SKCodecResult.Success, codec.GetPixels(pixels.Info, pixels.GetPixels()));
        return pixels;
    }

    public static IReadOnlyList<string> Chunks(byte[] png)
    {
        var chunks = new List<string>();
        var at = 8;
        for (; at < png.Length; at += 12 + BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at)))
            chunks.Add(Encoding.ASCII.GetString(png, at + 4, 4));
        Assert.Equal(png.Length, at);
        Assert.Equal("IEND", chunks[^1]);
        return chunks;
    }

    private static void WalkJpeg(byte[] file)
    {
        Assert.True(file.AsSpan().StartsWith(JpegBytes.Start));
        var at = 2;
        while (file[at + 1] != 0xD9)
        {
            Assert.Equal(0xFF, file[at]);
            var marker = file[at + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2));
            Assert.Contains(marker, (byte[])[0xE0, 0xDB, 0xC0, 0xC4, 0xDA]);
            if (marker == 0xE0)
                Assert.Equal(PlainJfif, file[(at + 4)..(at + 2 + length)]);
            at += 2 + length;
            while (marker == 0xDA && (file[at] != 0xFF || file[at + 1] == 0))
                at++;
        }

        Assert.Equal(file.Length, at + 2);
    }
}
