using System.Text;
using SkiaSharp;
using SupportDesk.Features.Files.Pictures;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Files.Pictures;

public sealed class PictureReencoderTests : IDisposable
{
    private const string Secret = "4111111111111111";
    private readonly PictureReencoder reencoder = new();

    public static TheoryData<string, byte[]> Notes => new()
    {
        { "camera's notes with a place and a preview", JpegBytes.Picture(40, 30, JpegBytes.Exif) },
        { "XMP", JpegBytes.Picture(40, 30, JpegBytes.Segment(0xE1, Ascii("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + Secret))) },
        { "profile", JpegBytes.Picture(40, 30, JpegBytes.Segment(0xE2, Ascii("ICC_PROFILE\0\u0001\u0001" + Secret))) },
        { "list of further pictures", [.. JpegBytes.Picture(40, 30, JpegBytes.Segment(0xE2, Ascii("MPF\0MM\0*" + Secret))), .. JpegBytes.Picture(8, 8)] },
        { "notes of a photo editor", JpegBytes.Picture(40, 30, JpegBytes.Segment(0xED, Ascii("Photoshop 3.0\0" + Secret))) },
        { "comment", JpegBytes.Picture(40, 30, JpegBytes.Segment(0xFE, Ascii("card " + Secret))) },
        { "preview beside the first segment", JpegBytes.Picture(40, 30, JpegBytes.Segment(0xE0, [.. "JFXX\0\x10"u8, .. JpegBytes.Picture(8, 8)])) },
        { "segment of nobody", JpegBytes.Picture(40, 30, JpegBytes.Segment(0xEF, Ascii(Secret))) },
        { "zip behind a JPEG", [.. JpegBytes.Picture(), .. Ascii("PK\u0003\u0004" + Secret)] },
        { "text", PngBytes.Picture(4, 3, PngBytes.Chunk("tEXt", Ascii("Comment\0card " + Secret))) },
        { "XMP in a PNG", PngBytes.Picture(4, 3, PngBytes.Chunk("iTXt", Ascii("XML:com.adobe.xmp\0\0\0\0\0" + Secret))) },
        { "packed text", PngBytes.Picture(4, 3, PngBytes.Chunk("zTXt", [.. Ascii("Raw profile\0\0"), .. PngBytes.Pack(Ascii(Secret))])) },
        { "camera's notes in a PNG", PngBytes.Picture(4, 3, PngBytes.Chunk("eXIf", Ascii("MM\0*GPS 55.7558N " + Secret))) },
        { "profile in a PNG", PngBytes.Picture(4, 3, PngBytes.Chunk("iCCP", [.. Ascii("profile\0\0"), .. PngBytes.Pack(Ascii(Secret))])) },
        { "times and sizes", PngBytes.Picture(4, 3, PngBytes.Chunk("tIME", 7, 234, 11, 25, 1, 2, 3), PngBytes.Chunk("pHYs", 0, 0, 0, 1, 0, 0, 0, 1, 0)) },
        { "moving PNG", PngBytes.Moving() },
        { "chunk of nobody", PngBytes.Picture(4, 3, PngBytes.Chunk("prVt", Ascii(Secret))) },
        { "chunk of nobody that calls itself needed", PngBytes.Picture(4, 3, PngBytes.Chunk("ABCD", Ascii(Secret))) },
        { "file behind the packed pixels", With([.. PngBytes.Pack(PngBytes.Rows(4, 3)), .. Ascii("PK\u0003\u0004" + Secret)]) },
        { "script behind a PNG", [.. PngBytes.Picture(), .. Ascii("<script>alert(1)</script>" + Secret)] },
        { "moving GIF with a zip behind it", [.. Sample("moving.gif"), .. Ascii("PK\u0003\u0004" + Secret)] },
        { "moving WebP", Sample("moving.webp") },
        { "WebP with bytes behind it", [.. Sample("lossy.webp"), .. Ascii(Secret)] },
        { "bitmap of Windows with bytes behind it", [.. Sample("window.bmp"), .. Ascii(Secret)] },
    };

    public static TheoryData<string, byte[]> Lossless =>
        new()
        {
            { "grey", PngBytes.Picture() },
            { "one bit", Png(1, 0, 1) },
            { "four bits of grey", Png(4, 0, 2) },
            { "colours", Png(8, 2, 12) },
            { "grey and transparent", Png(8, 4, 8) },
            { "colours and transparent", Png(8, 6, 16) },
            {
                "palette with a transparent colour",
                [
                    .. PngBytes.Signature,
                    .. PngBytes.Header(4, 3, depth: 1, colour: 3),
                    .. PngBytes.Chunk("PLTE", 1, 2, 3, 4, 5, 6),
                    .. PngBytes.Chunk("tRNS", 0),
                    .. PngBytes.Chunk("IDAT", PngBytes.Pack(PngBytes.Rows(1, 3))),
                    .. PngBytes.End,
                ]
            },
            { "interlaced", Interlaced() },
            {
                "pixels in many chunks",
                [
                    .. PngBytes.Signature,
                    .. PngBytes.Header(4, 3),
                    .. PngBytes.Pack(PngBytes.Rows(4, 3)).SelectMany(one => PngBytes.Chunk("IDAT", one)),
                    .. PngBytes.End,
                ]
            },
            {
                "one row of the greatest width",
                [
                    .. PngBytes.Signature,
                    .. PngBytes.Header(PictureLimits.MaxSide, 1),
                    .. PngBytes.Chunk("IDAT", PngBytes.Pack(PngBytes.Rows(PictureLimits.MaxSide, 1))),
                    .. PngBytes.End,
                ]
            },
            { "bitmap of Windows", Sample("window.bmp") },
            { "first of moving GIF pictures", Sample("moving.gif") },
            { "first of moving WebP pictures", Sample("moving.webp") },
        };

    public static TheoryData<string, byte[]> BrokenFiles =>
        new()
        {
            { "JPEG cut off", JpegBytes.Picture()[..^2] },
            { "JPEG cut off in the pixels", JpegBytes.Picture()[..^60] },
            { "JPEG of several scans cut off", Sample("progressive.jpg")[..^120] },
            { "JPEG of several scans without an end", Sample("progressive.jpg")[..^2] },
            { "JPEG without a height", JpegBytes.Claiming(4, 0) },
            { "JPEG with a length beyond the file", [.. JpegBytes.Start, 0xFF, 0xE1, 0xFF, 0xFF, 1, 2, 3] },
            { "PNG cut off in the pixels", PngBytes.Picture()[..^22] },
            { "PNG without a header", [.. PngBytes.Signature, .. PngBytes.Chunk("IDAT", 1, 2, 3), .. PngBytes.End] },
            { "PNG without pixels", [.. PngBytes.Signature, .. PngBytes.Header(4, 3), .. PngBytes.End] },
            { "PNG with too few pixels", With(PngBytes.Pack(PngBytes.Rows(4, 2))) },
            { "PNG with an unknown filter", With(PngBytes.Pack(PngBytes.Rows(4, 3, filter: 5))) },
            { "PNG whose pixels are not packed", With(PngBytes.Rows(4, 3)) },
            { "PNG with a negative length", [.. PngBytes.Signature, .. PngBytes.Header(4, 3), 0xFF, 0xFF, 0xFF, 0xFF, .. "IDAT"u8, 0, 0, 0, 0] },
            {
                "PNG without a palette",
                [.. PngBytes.Signature, .. PngBytes.Header(4, 3, colour: 3), .. PngBytes.Chunk("IDAT", PngBytes.Pack(PngBytes.Rows(4, 3))), .. PngBytes.End]
            },
            { "PNG of a depth that nobody knows", [.. PngBytes.Signature, .. PngBytes.Header(4, 3, depth: 3), .. PngBytes.End] },
            { "PNG without width", [.. PngBytes.Signature, .. PngBytes.Header(0, 3), .. PngBytes.End] },
            { "PNG of impossible size", [.. PngBytes.Signature, .. PngBytes.Header(int.MaxValue, int.MaxValue), .. PngBytes.End] },
            { "GIF of a script", "GIF89a\x01\0\x01\0\0\0\0<script>alert(1)</script>"u8.ToArray() },
            { "GIF without pixels", Sample("moving.gif")[..30] },
            { "WebP cut off", Sample("moving.webp")[..60] },
            { "bitmap cut off", Sample("window.bmp")[..70] },
        };

    [Theory]
    [MemberData(nameof(Notes))]
    public async Task T46_RunAsync_AnythingBesidesPixels_IsGone(string what, byte[] file)
    {
        var clean = await CleanAsync(file);
        PictureAssert.HoldsPixelsOnly(clean);
        Assert.True(clean.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Secret)) < 0, what);
    }

    [Theory]
    [MemberData(nameof(Lossless))]
    public async Task T46_RunAsync_SharpPicture_KeepsEveryPixel(string what, byte[] file)
    {
        var clean = await CleanAsync(file);
        PictureAssert.HoldsPixelsOnly(clean);
        Assert.True(clean.AsSpan().StartsWith(PngBytes.Signature), what);
        PictureAssert.LooksExactlyLike(file, clean);
    }

    // A JPEG keeps colours for two by two pixels, so those of the neighbours bleed one pixel into an area before the desk sees it.
    [Fact]
    public async Task T46_RunAsync_BlackArea_StaysExactlyBlackInAPngAndWithinTheEdgeOfAJpeg()
    {
        using var pixels = new SKBitmap(new SKImageInfo(64, 64, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (var y = 0; y < 64; y++)
        {
            for (var x = 0; x < 64; x++)
                pixels.SetPixel(x, y, x is >= 16 and < 48 && y is >= 16 and < 48 ? SKColors.Black : new SKColor((byte)(x * 4), (byte)(y * 4), 200));
        }

        using var png = pixels.Encode(SKEncodedImageFormat.Png, 100);
        AssertBlack(await CleanAsync(png.ToArray()), 16, 48);
        AssertBlack(await CleanAsync(JpegBytes.Picture(pixels)), 24, 40);
    }

    // Where the white corner, upper left in what is stored, is seen; as of EXIF 2.32.
    [Theory]
    [InlineData(1, false, 0, 0)]
    [InlineData(2, false, 1, 0)]
    [InlineData(3, false, 1, 1)]
    [InlineData(4, false, 0, 1)]
    [InlineData(5, true, 0, 0)]
    [InlineData(6, true, 1, 0)]
    [InlineData(7, true, 1, 1)]
    [InlineData(8, true, 0, 1)]
    public async Task RunAsync_NoteOnWhichSideIsUp_IsFollowedAndGone(byte orientation, bool isOnItsSide, int right, int low)
    {
        var clean = await CleanAsync(JpegBytes.Picture(64, 32, JpegBytes.Turned(orientation)));
        var (width, height) = isOnItsSide ? (32, 64) : (64, 32);
        PictureAssert.HoldsPixelsOnly(clean, width, height);
        using var pixels = PictureAssert.Pixels(clean);
        for (var corner = 0; corner < 4; corner++)
        {
            var (x, y) = (corner % 2, corner / 2);
            Assert.Equal((x, y) == (right, low), pixels.GetPixel(x * (width - 1), y * (height - 1)).Red > 128);
        }
    }

    [Fact]
    public async Task RunAsync_GreyPhotograph_StaysGreyAndUpright()
    {
        using var pixels = new SKBitmap(new SKImageInfo(16, 8, SKColorType.Gray8, SKAlphaType.Opaque));
        pixels.Erase(new SKColor(120, 120, 120));
        var clean = await CleanAsync(JpegBytes.Picture(pixels, JpegBytes.Turned(6)));
        PictureAssert.HoldsPixelsOnly(clean, 8, 16);
        using var grey = PictureAssert.Pixels(clean);
        Assert.Equal(new SKColor(120, 120, 120), grey.GetPixel(4, 8));
        using var codec = SKCodec.Create(new MemoryStream(clean));
        Assert.Equal(SKColorType.Gray8, codec.Info.ColorType);
    }

    [Theory]
    [InlineData("cmyk.jpg", false)]
    [InlineData("progressive.jpg", false)]
    [InlineData("deep.png", true)]
    [InlineData("lossy.webp", true)]
    public async Task RunAsync_UnusualKindsOfPixels_AreReadWithTheirColours(string sample, bool isPng)
    {
        var clean = await CleanAsync(Sample(sample));
        PictureAssert.HoldsPixelsOnly(clean, 24, 16);
        Assert.Equal(isPng, clean.AsSpan().StartsWith(PngBytes.Signature));
        using var pixels = PictureAssert.Pixels(clean);
        var (left, right) = (pixels.GetPixel(3, 8), pixels.GetPixel(20, 8));
        Assert.True(left.Red > left.Blue + 60 && right.Blue > right.Red + 60, $"{left} {right}");
    }

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public async Task RunAsync_Damaged_IsRefused(string what, byte[] file)
    {
        var refused = await reencoder.RunAsync(file, CancellationToken.None);
        Assert.True(refused.Fault == PictureFault.Broken, $"{what}: {refused.Fault}");
        Assert.Empty(refused.Bytes);
    }

    [Theory]
    [InlineData("photo.heic")]
    [InlineData("photo.avif")]
    [InlineData("scan.tiff")]
    public async Task RunAsync_KindThatCannotBeRead_IsNamedAsSuch(string sample)
    {
        // As long as the library does not read it either, nothing useful is refused.
        using (var codec = SKCodec.Create(new MemoryStream(Sample(sample))))
            Assert.Null(codec);
        Assert.Equal(PictureKind.Other, PictureSniffer.Sniff(Sample(sample)));
        Assert.Equal(PictureFault.WrongKind, (await reencoder.RunAsync(Sample(sample), CancellationToken.None)).Fault);
    }

    [Theory]
    [InlineData(100_000, 100_000)]
    [InlineData(60_000, 60_000)]
    [InlineData(40_000, 10)]
    [InlineData(8_000, 8_000)]
    public async Task T28_RunAsync_HugePng_IsRefusedByItsHeader(int width, int height)
    {
        byte[] file = [.. PngBytes.Signature, .. PngBytes.Header(width, height), .. PngBytes.Chunk("IDAT", PngBytes.Pack(new byte[1 << 20])), .. PngBytes.End];
        Assert.Equal(PictureFault.TooManyPixels, (await reencoder.RunAsync(file, CancellationToken.None)).Fault);
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(65_500, 10)]
    [InlineData(8_000, 8_000)]
    public async Task T28_RunAsync_HugeJpeg_IsRefusedByItsHeader(int width, int height) =>
        Assert.Equal(PictureFault.TooManyPixels, (await reencoder.RunAsync(JpegBytes.Claiming(width, height), CancellationToken.None)).Fault);

    [Fact]
    public async Task T28_RunAsync_JpegThatIsDrawnAHundredThousandTimes_IsGivenUp()
    {
        using var hasty = new PictureReencoder { Timeout = TimeSpan.FromSeconds(0.5) };
        PictureAssert.HoldsPixelsOnly((await reencoder.RunAsync(JpegBytes.ManyScans(1), CancellationToken.None)).Bytes, 3_000, 3_000);
        Assert.Equal(PictureFault.Broken, (await hasty.RunAsync(JpegBytes.ManyScans(100_000), CancellationToken.None)).Fault);
    }

    [Fact]
    public async Task T28_RunAsync_PersonLeaves_EndsTheDecoderAndLetsTheNextOneIn()
    {
        // As many as the decoder reads before it gives up by itself; a clock would ring too late on a busy machine.
        var file = JpegBytes.ManyScans(99);
        using var gone = new CancellationTokenSource();
        var reading = reencoder.RunAsync(file, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await CleanAsync(PngBytes.Picture());
    }

    [Fact]
    public async Task RunAsync_ManyAtOnce_AllComeOut()
    {
        var clean = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => CleanAsync(i % 2 == 0 ? PngBytes.Picture() : JpegBytes.Picture())));
        Assert.All(clean, file => PictureAssert.HoldsPixelsOnly(file));
    }

    /// <summary>Native code reads what strangers send: damage ends in a refusal or in a clean picture, never in anything else.</summary>
    [Fact]
    public async Task T46_RunAsync_DamagedAtRandom_IsRefusedOrClean()
    {
        byte[][] seeds =
        [
            JpegBytes.Picture(40, 30, JpegBytes.Exif),
            Sample("cmyk.jpg"),
            Sample("progressive.jpg"),
            Sample("deep.png"),
            Sample("moving.gif"),
            Sample("moving.webp"),
            Sample("lossy.webp"),
            Sample("window.bmp"),
            Interlaced(),
            PngBytes.Moving(),
        ];
        var random = new Random(46);
        for (var i = 0; i < 5_000; i++)
        {
            var file = Damage(seeds[i % seeds.Length], random);
            var result = await reencoder.RunAsync(file, CancellationToken.None);
            if (result.Fault == PictureFault.None)
                PictureAssert.HoldsPixelsOnly(result.Bytes);
            else
                Assert.Empty(result.Bytes);
        }
    }

    public void Dispose() => reencoder.Dispose();

    private static byte[] Damage(byte[] seed, Random random)
    {
        var file = seed.ToList();
        for (var times = random.Next(1, 6); times > 0; times--)
        {
            var at = random.Next(file.Count);
            switch (random.Next(5))
            {
                case 0:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[at] = (byte)(random.Next(2) * 255);
                    break;
                case 2:
                    file.RemoveRange(at, Math.Min(random.Next(1, 9), file.Count - at - 1));
                    break;
                case 3:
                    file.InsertRange(at, seed.Skip(random.Next(seed.Length)).Take(random.Next(40)).ToList());
                    break;
                default:
                    file[at] = (byte)random.Next(256);
                    break;
            }
        }

        return [.. file];
    }

    private static void AssertBlack(byte[] file, int from, int to)
    {
        using var pixels = PictureAssert.Pixels(file);
        for (var y = from; y < to; y++)
        {
            for (var x = from; x < to; x++)
                Assert.Equal(SKColors.Black, pixels.GetPixel(x, y));
        }
    }

    private async Task<byte[]> CleanAsync(byte[] file)
    {
        var result = await reencoder.RunAsync(file, CancellationToken.None);
        Assert.Equal(PictureFault.None, result.Fault);
        return result.Bytes;
    }

    private static byte[] With(byte[] pixels) => [.. PngBytes.Signature, .. PngBytes.Header(4, 3), .. PngBytes.Chunk("IDAT", pixels), .. PngBytes.End];

    private static byte[] Png(byte depth, byte colour, int rowBytes) =>
        [.. PngBytes.Signature, .. PngBytes.Header(4, 3, depth, colour), .. PngBytes.Chunk("IDAT", PngBytes.Pack(PngBytes.Rows(rowBytes, 3))), .. PngBytes.End];

    // Of 9 by 9 grey pixels the seven passes have 2×2, 1×2, 3×1, 2×3, 5×2, 4×5, 9×4.
    private static byte[] Interlaced()
    {
        byte[] rows = [.. new[] { (2, 2), (1, 2), (3, 1), (2, 3), (5, 2), (4, 5), (9, 4) }.SelectMany(pass => PngBytes.Rows(pass.Item1, pass.Item2))];
        return [.. PngBytes.Signature, .. PngBytes.Header(9, 9, interlaced: 1), .. PngBytes.Chunk("IDAT", PngBytes.Pack(rows)), .. PngBytes.End];
    }

    private static byte[] Ascii(string text) => PngBytes.Text(text);

    private static byte[] Sample(string name) =>
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests/SupportDesk.Tests/Features/Files/Pictures/Samples", name));
}
