using SupportDesk.Features.Tickets.Pictures;

namespace SupportDesk.Tests.Features.Tickets.Pictures;

public sealed class PngCleanerTests
{
    public static TheoryData<string, byte[]> BrokenFiles => new()
    {
        { "cut off", PngBytes.Picture()[..^6] },
        { "no end", PngBytes.Picture()[..^12] },
        { "wrong checksum", Changed(PngBytes.Picture(), 20) },
        { "no header", [.. PngBytes.Signature, .. PngBytes.Chunk("IDAT", 1, 2, 3), .. PngBytes.End] },
        { "two headers", PngBytes.Picture(4, 3, PngBytes.Header(4, 3)) },
        { "no pixels", [.. PngBytes.Signature, .. PngBytes.Header(4, 3), .. PngBytes.End] },
        { "too few pixels", With(PngBytes.Pack(PngBytes.Rows(4, 2))) },
        { "too many pixels", With(PngBytes.Pack(PngBytes.Rows(4, 4))) },
        { "a file behind the packed pixels", With([.. PngBytes.Pack(PngBytes.Rows(4, 3)), .. "PK\x3\x4 zip"u8]) },
        { "a large file behind the packed pixels", With([.. PngBytes.Pack(PngBytes.Rows(4, 3)), .. new byte[100_000]]) },
        { "unknown filter", With(PngBytes.Pack(PngBytes.Rows(4, 3, filter: 5))) },
        { "pixels that are not packed", With(PngBytes.Rows(4, 3)) },
        { "wrong checksum of the pixels", With(Changed(PngBytes.Pack(PngBytes.Rows(4, 3)), -1)) },
        { "unknown chunk that may not be skipped", PngBytes.Picture(4, 3, PngBytes.Chunk("ABCD", 1)) },
        { "length beyond the file", [.. PngBytes.Signature, .. PngBytes.Header(4, 3), 0x7F, 0xFF, 0xFF, 0xFF, .. "IDAT"u8, 0, 0, 0, 0] },
        { "negative length", [.. PngBytes.Signature, .. PngBytes.Header(4, 3), 0xFF, 0xFF, 0xFF, 0xFF, .. "IDAT"u8, 0, 0, 0, 0] },
        { "no palette", [.. PngBytes.Signature, .. PngBytes.Header(4, 3, colour: 3), .. PngBytes.Chunk("IDAT", PngBytes.Pack(PngBytes.Rows(4, 3))), .. PngBytes.End] },
        { "depth that nobody knows", [.. PngBytes.Signature, .. PngBytes.Header(4, 3, depth: 3), .. PngBytes.End] },
        { "no width", [.. PngBytes.Signature, .. PngBytes.Header(0, 3), .. PngBytes.End] },
        { "chunk between the pixels", [.. PngBytes.Signature, .. PngBytes.Header(4, 3), .. PngBytes.Chunk("IDAT", PngBytes.Pack(PngBytes.Rows(4, 3))[..5]),
            .. PngBytes.Chunk("tEXt", 1), .. PngBytes.Chunk("IDAT", PngBytes.Pack(PngBytes.Rows(4, 3))[5..]), .. PngBytes.End] },
        { "end with content", [.. PngBytes.Picture()[..^12], .. PngBytes.Chunk("IEND", 1)] },
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
            PngBytes.Chunk("tEXt", PngBytes.Text("Comment\0card 4111111111111111")), PngBytes.Chunk("iTXt", PngBytes.Text("XML:com.adobe.xmp\0\0\0\0\0secret")),
            PngBytes.Chunk("zTXt", PngBytes.Text("Raw profile\0\0secret")), PngBytes.Chunk("eXIf", PngBytes.Text("MM\0*GPS 55.7558N")),
            PngBytes.Chunk("iCCP", PngBytes.Text("profile\0\0secret")), PngBytes.Chunk("tIME", 7, 234, 11, 25, 1, 2, 3), PngBytes.Chunk("pHYs", 0, 0, 0, 1, 0, 0, 0, 1, 0),
            PngBytes.Chunk("acTL", 0, 0, 0, 2, 0, 0, 0, 0), PngBytes.Chunk("prVt", PngBytes.Text("secret")),
        ];
        Assert.Equal(PngBytes.Picture(), Clean(PngBytes.Picture(4, 3, notes)));
    }

    [Theory]
    [InlineData("PK\u0003\u0004 a zip with card 4111111111111111")]
    [InlineData("<script>alert(1)</script>")]
    public void T42_Clean_AFileBehindTheEnd_IsCutOff(string hidden) =>
        Assert.Equal(PngBytes.Picture(), Clean([.. PngBytes.Picture(), .. PngBytes.Text(hidden)]));

    [Fact]
    public void Clean_PaletteAndTransparency_Stay()
    {
        byte[] file =
        [
            .. PngBytes.Signature, .. PngBytes.Header(4, 3, colour: 3), .. PngBytes.Chunk("PLTE", 1, 2, 3, 4, 5, 6), .. PngBytes.Chunk("tRNS", 0),
            .. PngBytes.Chunk("IDAT", PngBytes.Pack(PngBytes.Rows(4, 3))), .. PngBytes.End,
        ];
        Assert.Equal(file, Clean(file));
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(8, 2, 12)]
    [InlineData(16, 6, 32)]
    [InlineData(4, 0, 2)]
    public void Clean_KindsOfPixels_AreCountedRight(byte depth, byte colour, int rowBytes)
    {
        byte[] file = [.. PngBytes.Signature, .. PngBytes.Header(4, 3, depth, colour), .. PngBytes.Chunk("IDAT", PngBytes.Pack(PngBytes.Rows(rowBytes, 3))), .. PngBytes.End];
        Assert.Equal(file, Clean(file));
    }

    [Fact]
    public void Clean_Interlaced_CountsAllSevenPasses()
    {
        // Of 9 by 9 grey pixels: 2×2, 1×2, 3×1, 2×3, 5×2, 4×5, 9×4.
        byte[] rows = [.. new[] { (2, 2), (1, 2), (3, 1), (2, 3), (5, 2), (4, 5), (9, 4) }.SelectMany(pass => PngBytes.Rows(pass.Item1, pass.Item2))];
        byte[] file = [.. PngBytes.Signature, .. PngBytes.Header(9, 9, interlaced: 1), .. PngBytes.Chunk("IDAT", PngBytes.Pack(rows)), .. PngBytes.End];
        Assert.Equal(file, Clean(file));
    }

    [Fact]
    public void Clean_PixelsInManyChunks_AreOneStream()
    {
        var packed = PngBytes.Pack(PngBytes.Rows(4, 3));
        byte[] file = [.. PngBytes.Signature, .. PngBytes.Header(4, 3), .. packed.SelectMany(one => PngBytes.Chunk("IDAT", one)), .. PngBytes.End];
        Assert.Equal(file, Clean(file));
    }

    [Theory]
    [InlineData(100_000, 100_000)]
    [InlineData(40_000, 10)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void T28_Clean_HugeInItsHeader_IsRefusedBeforeAnythingIsUnpacked(int width, int height)
    {
        byte[] file = [.. PngBytes.Signature, .. PngBytes.Header(width, height), .. PngBytes.Chunk("IDAT", PngBytes.Pack(new byte[1 << 20])), .. PngBytes.End];
        Assert.Equal(PictureFault.TooManyPixels, PictureCleaner.Clean(file, out _));
    }

    private static byte[] With(byte[] pixels) => [.. PngBytes.Signature, .. PngBytes.Header(4, 3), .. PngBytes.Chunk("IDAT", pixels), .. PngBytes.End];

    private static byte[] Changed(byte[] file, int at)
    {
        var changed = file.ToArray();
        changed[at < 0 ? changed.Length + at : at] ^= 1;
        return changed;
    }

    private static byte[] Clean(byte[] file)
    {
        Assert.Equal(PictureFault.None, PictureCleaner.Clean(file, out var clean));
        return clean;
    }
}
