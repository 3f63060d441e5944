namespace SupportDesk.Tests.Features.Tickets.Pictures;

/// <summary>Makes JPEG files by hand: the frame around packed pixels is real, the pixels are a few bytes.</summary>
internal static class JpegBytes
{
    public static byte[] Start => [0xFF, 0xD8];

    public static byte[] End => [0xFF, 0xD9];

    public static byte[] Jfif => Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 1, 0, 72, 0, 72, 0, 0]);

    public static byte[] Quantisation => Segment(0xDB, [0, .. Enumerable.Repeat((byte)16, 64)]);

    public static byte[] Huffman => Segment(0xC4, [0, 1, .. new byte[15], 5]);

    public static byte[] Pixels => [0x12, 0xFF, 0x00, 0x34, 0xFF, 0xD0, 0x56];

    /// <summary>A grey picture with what is given between its start and its tables.</summary>
    public static byte[] Picture(int width = 400, int height = 300, params byte[][] before) =>
        [.. Start, .. before.SelectMany(segment => segment), .. Quantisation, .. Frame(width, height), .. Huffman, .. Scan, .. End];

    public static byte[] Frame(int width, int height, byte marker = 0xC0, byte precision = 8) =>
        Segment(marker, [precision, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]);

    public static byte[] Scan => [.. Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. Pixels];

    /// <summary>Notes of a telephone: turned by 90 degrees, taken at a place, with a small picture of the whole.</summary>
    public static byte[] Exif => Segment(0xE1, [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, .. "GPS 55.7558N 37.6173E"u8, .. Start, .. "preview"u8, .. End]);

    /// <summary>What the desk keeps of such notes in a picture that still has to be looked at.</summary>
    public static byte[] Turn => Segment(0xE1, [.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0]);

    public static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];
}
