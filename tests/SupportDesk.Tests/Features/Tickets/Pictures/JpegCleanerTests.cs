using SupportDesk.Features.Tickets.Pictures;

namespace SupportDesk.Tests.Features.Tickets.Pictures;

public sealed class JpegCleanerTests
{
    public static TheoryData<string, byte[]> BrokenFiles => new()
    {
        { "cut off", JpegBytes.Picture()[..^2] },
        { "cut off in the pixels", JpegBytes.Picture()[..^5] },
        { "no frame", [.. JpegBytes.Start, .. JpegBytes.Quantisation, .. JpegBytes.Huffman, .. JpegBytes.Scan, .. JpegBytes.End] },
        { "no scan", [.. JpegBytes.Start, .. JpegBytes.Quantisation, .. JpegBytes.Frame(4, 3), .. JpegBytes.End] },
        { "two frames", JpegBytes.Picture(4, 3, JpegBytes.Frame(4, 3)) },
        { "no height", JpegBytes.Picture(4, 0) },
        { "twelve bits", [.. JpegBytes.Start, .. JpegBytes.Frame(4, 3, precision: 12), .. JpegBytes.Scan, .. JpegBytes.End] },
        { "lossless frame", [.. JpegBytes.Start, .. JpegBytes.Frame(4, 3, marker: 0xC3), .. JpegBytes.Scan, .. JpegBytes.End] },
        { "arithmetic coding", JpegBytes.Picture(4, 3, JpegBytes.Segment(0xCC, [0, 0])) },
        { "length beyond the file", [.. JpegBytes.Start, 0xFF, 0xE1, 0xFF, 0xFF, 1, 2, 3] },
        { "length of one", [.. JpegBytes.Start, 0xFF, 0xE1, 0, 1, .. JpegBytes.Picture()[2..]] },
        { "bytes between segments", [.. JpegBytes.Start, .. JpegBytes.Jfif, 0x41, .. JpegBytes.Picture()[2..]] },
        { "restart outside a scan", JpegBytes.Picture(4, 3, [0xFF, 0xD0]) },
        { "Huffman table that is too short", JpegBytes.Picture(4, 3, JpegBytes.Segment(0xC4, [0, 9, .. new byte[15], 5])) },
        { "quantisation table that is too long", JpegBytes.Picture(4, 3, JpegBytes.Segment(0xDB, [0, .. new byte[70]])) },
        { "scan of a component that is not there", [.. JpegBytes.Start, .. JpegBytes.Frame(4, 3), .. JpegBytes.Segment(0xDA, [1, 2, 0, 0, 63, 0]), .. JpegBytes.Pixels, .. JpegBytes.End] },
        { "empty scan", [.. JpegBytes.Start, .. JpegBytes.Frame(4, 3), .. JpegBytes.Segment(0xDA, [1, 1, 0, 0, 63, 0]), .. JpegBytes.End] },
        { "tables without end", JpegBytes.Picture(4, 3, [.. Enumerable.Repeat(JpegBytes.Quantisation, 3000)]) },
    };

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void Clean_NotWellFormed_IsRefused(string what, byte[] file)
    {
        Assert.True(PictureFault.Broken == PictureCleaner.Clean(file, out var clean), what);
        Assert.Empty(clean);
    }

    [Fact]
    public void T46_Clean_NotesOfEveryKind_AreGone()
    {
        byte[][] notes =
        [
            JpegBytes.Exif, JpegBytes.Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>secret"u8]), JpegBytes.Segment(0xE2, [.. "ICC_PROFILE\0secret"u8]),
            JpegBytes.Segment(0xE2, [.. "MPF\0secret"u8]), JpegBytes.Segment(0xED, [.. "Photoshop 3.0\0secret"u8]), JpegBytes.Segment(0xFE, [.. "card 4111111111111111"u8]),
            JpegBytes.Segment(0xE0, [.. "JFXX\0\x10"u8, .. JpegBytes.Picture()]), JpegBytes.Segment(0xEF, [.. "secret"u8]),
        ];
        Assert.Equal(JpegBytes.Picture(), Clean(JpegBytes.Picture(400, 300, notes)));
    }

    [Fact]
    public void T46_Clean_PreviewInTheFirstSegment_IsGone()
    {
        var preview = JpegBytes.Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 2, 1, .. "secret"u8]);
        var clean = Clean(JpegBytes.Picture(400, 300, preview));
        Assert.Equal(JpegBytes.Picture(400, 300, JpegBytes.Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0])), clean);
    }

    [Fact]
    public void Clean_NoteOnTheColours_IsWrittenAnew()
    {
        var clean = Clean(JpegBytes.Picture(400, 300, JpegBytes.Segment(0xEE, [.. "Adobe"u8, 1, 2, 3, 4, 5, 6, 1, .. "secret"u8])));
        Assert.Equal(JpegBytes.Picture(400, 300, JpegBytes.Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1])), clean);
    }

    [Theory]
    [InlineData("PK\u0003\u0004 a zip with card 4111111111111111")]
    [InlineData("<?php system($_GET[1]);")]
    public void T42_Clean_AFileBehindTheEnd_IsCutOff(string hidden) =>
        Assert.Equal(JpegBytes.Picture(), Clean([.. JpegBytes.Picture(), .. PngBytes.Text(hidden)]));

    [Fact]
    public void Clean_SeveralScansAndFillBytes_AreKeptInOrder()
    {
        byte[] file =
        [
            .. JpegBytes.Start, .. JpegBytes.Quantisation, .. JpegBytes.Frame(4, 3, marker: 0xC2), 0xFF, 0xFF, .. JpegBytes.Huffman, .. JpegBytes.Scan, .. JpegBytes.Huffman,
            .. JpegBytes.Scan, .. JpegBytes.End,
        ];
        Assert.Equal([.. file.Take(2 + 69 + 13), .. file.Skip(2 + 69 + 13 + 2)], Clean(file));
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(40_000, 10)]
    public void T28_Clean_HugeInItsFrame_IsRefused(int width, int height) =>
        Assert.Equal(PictureFault.TooManyPixels, PictureCleaner.Clean(JpegBytes.Picture(width, height), out _));

    private static byte[] Clean(byte[] file)
    {
        Assert.Equal(PictureFault.None, PictureCleaner.Clean(file, out var clean));
        return clean;
    }
}
