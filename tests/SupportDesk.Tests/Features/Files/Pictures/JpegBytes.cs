using SkiaSharp;

namespace SupportDesk.Tests.Features.Files.Pictures;

/// <summary>Makes JPEG files: real ones, and what can be put into them by hand.</summary>
internal static class JpegBytes
{
    public static byte[] Start => [0xFF, 0xD8];

    public static byte[] End => [0xFF, 0xD9];

    /// <summary>Notes of a telephone: turned by 90 degrees, taken at a place, with a small picture of the whole.</summary>
    public static byte[] Exif => Segment(0xE1, [.. Notes(6), .. "GPS 55.7558N 37.6173E"u8, .. Start, .. "preview"u8, .. End]);

    /// <summary>A coloured picture with what is given between its start and its tables.</summary>
    public static byte[] Picture(int width = 40, int height = 30, params byte[][] before)
    {
        using var pixels = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(pixels))
        using (var paint = new SKPaint { Color = SKColors.White })
        {
            canvas.Clear(SKColors.Black);
            canvas.DrawRect(0, 0, width / 2, height / 2, paint);
        }

        return Picture(pixels, before);
    }

    public static byte[] Picture(SKBitmap pixels, params byte[][] before)
    {
        using var data = pixels.Encode(SKEncodedImageFormat.Jpeg, 95);
        return [.. Start, .. before.SelectMany(segment => segment), .. data.ToArray().Skip(2)];
    }

    /// <summary>A small picture that calls itself a large one.</summary>
    public static byte[] Claiming(int width, int height)
    {
        var file = Picture();
        var at = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        (file[at + 5], file[at + 6], file[at + 7], file[at + 8]) = ((byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width);
        return file;
    }

    /// <summary>A grey picture of nine megapixels in 9 MB that is drawn a hundred thousand times over.</summary>
    public static byte[] ManyScans(int scans)
    {
        const int side = 3_000,
            blocks = side / 8 * (side / 8);
        byte[] tables =
        [
            .. Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]),
            .. Segment(0xC4, [0x00, 1, .. new byte[15], 0x00]),
            .. Segment(0xC4, [0x10, 1, .. new byte[15], 0xE0]),
        ];
        byte[] frame = Segment(0xC2, [8, side >> 8, side & 0xFF, side >> 8, side & 0xFF, 1, 1, 0x11, 0]);
        // One bit for each block; then runs of 2^14 blocks in which nothing changes, of 15 bits each.
        byte[] first = [.. Segment(0xDA, [1, 1, 0, 0, 0, 0]), .. new byte[blocks / 8 + 1]];
        byte[] again = [.. Segment(0xDA, [1, 1, 0, 1, 63, 0]), .. new byte[(blocks / (1 << 14) + 1) * 15 / 8 + 1]];
        return [.. Start, .. tables, .. frame, .. first, .. Enumerable.Repeat(again, scans).SelectMany(scan => scan), .. End];
    }

    /// <summary>Notes that say which side is up, as of EXIF 2.32.</summary>
    public static byte[] Turned(byte orientation) => Segment(0xE1, Notes(orientation));

    public static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Notes(byte orientation) =>
        [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
}
