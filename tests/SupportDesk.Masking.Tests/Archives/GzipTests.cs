using System.IO.Compression;
using System.Text;
using static SupportDesk.Masking.Tests.Archives.Packing;

namespace SupportDesk.Masking.Tests.Archives;

public sealed class GzipTests
{
    private static readonly byte[] Empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public async Task MaskAsync_InPieces_GivesMaskedText(int piece)
    {
        var text = string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i} GET /pay?card={Card}&n={i * 7919}\n"));

        var (result, output) = await MaskAsync(Gzip(text), piece: piece);

        Assert.Equal(text.Replace(Card, Hidden, StringComparison.Ordinal), Encoding.UTF8.GetString(Gunzip(output)));
        var entry = Assert.Single(result.Entries);
        Assert.Equal(("", 3000), (entry.Name, entry.Report.Total));
        Assert.Equal(3000, result.Counts[SecretKind.Pan]);
    }

    [Fact]
    public async Task MaskAsync_HeaderWithNameAndComment_LosesThem()
    {
        byte[] plain = Gzip("a");
        byte[] input =
        [
            0x1F, 0x8B, 8, 4 | 8 | 16 | 2, 1, 2, 3, 4, 0, 3,
            3, 0, .. "xyz"u8, .. "4111111111111111.log\0"u8, .. "secret comment\0"u8, 9, 9, .. plain[10..],
        ];

        var (_, output) = await MaskAsync(input);

        Assert.Equal("a"u8.ToArray(), Gunzip(output));
        Assert.Equal(0, output[3]);
        Assert.DoesNotContain("comment", Encoding.Latin1.GetString(output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MaskAsync_SeveralMembers_AreOneText()
    {
        var (result, output) = await MaskAsync([.. Gzip("x=" + Card[..7]), .. Empty, .. Gzip(Card[7..] + "\n")]);

        Assert.Equal("x=" + Hidden + "\n", Encoding.UTF8.GetString(Gunzip(output)));
        Assert.Equal(1, result.Total);
    }

    [Fact]
    public async Task MaskAsync_NothingInside_GivesOneEmptyMember()
    {
        var (result, output) = await MaskAsync(Empty);
        Assert.Equal((20, 1), (output.Length, result.Entries.Count));
        Assert.Null((await MaskAsync(output)).Result.Fault);
        Assert.Empty(Gunzip(output));
    }

    [Fact]
    public async Task MaskAsync_Utf16Text_StaysUtf16()
    {
        var (_, output) = await MaskAsync(Gzip([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Карта " + Card + "\r\n")]));
        Assert.Equal([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Карта " + Hidden + "\r\n")], Gunzip(output));
    }

    [Theory]
    [InlineData(ArchiveProblem.TrailingData, "tail")]
    [InlineData(ArchiveProblem.TrailingData, "\0\0\0\0")]
    [InlineData(ArchiveProblem.Broken, "\u001f\u008b")]
    public async Task MaskAsync_SomethingAfterTheEnd_IsRefused(ArchiveProblem problem, string tail) =>
        Assert.Equal(problem, (await FaultAsync([.. Gzip(Card), .. Encoding.Latin1.GetBytes(tail)])).Problem);

    [Fact]
    public async Task MaskAsync_AnyCut_IsBroken()
    {
        var whole = Gzip("text " + Card + "\n");
        for (var length = 2; length < whole.Length; length++)
            Assert.Equal(ArchiveProblem.Broken, (await FaultAsync(whole[..length])).Problem);
    }

    [Theory]
    [InlineData(2, 9, ArchiveProblem.Unsupported)]
    [InlineData(3, 0x80, ArchiveProblem.Broken)]
    [InlineData(-1, 99, ArchiveProblem.Broken)]
    [InlineData(-5, 99, ArchiveProblem.Broken)]
    [InlineData(10, 0xFF, ArchiveProblem.Broken)]
    public async Task MaskAsync_WrongByte_IsRefused(int at, byte value, ArchiveProblem problem)
    {
        var bytes = Gzip("text " + Card + "\n");
        bytes[at < 0 ? bytes.Length + at : at] = value;
        Assert.Equal(problem, (await FaultAsync(bytes)).Problem);
    }

    [Fact]
    public async Task MaskAsync_ManyEmptyMembers_AreRefused()
    {
        var many = Enumerable.Repeat(Empty, 1500).SelectMany(bytes => bytes).ToArray();
        Assert.Equal(ArchiveProblem.TooManyEntries, (await FaultAsync(many)).Problem);
    }

    [Fact]
    public async Task T76_Bomb_StopsAtTheRatioBeforeItIsUnpacked()
    {
        var bomb = Gzip(Encoding.ASCII.GetBytes(new string('a', 64 << 20)));
        var output = new AsyncOnlyStream([], 1);
        long read = 0;
        var input = new AsyncOnlyStream(bomb, 1000);
        input.Reading = () => read += 1000;

        var result = await new ArchiveMasker().MaskAsync(input, output);

        Assert.Equal(ArchiveProblem.RatioTooHigh, result.Fault?.Problem);
        Assert.InRange(read, 1, 30_000);
    }

    [Theory]
    [InlineData(999, 5000, true)]
    [InlineData(5000, 999, true)]
    [InlineData(1000, 1000, false)]
    public async Task T76_MoreThanAllowed_IsTooLarge(int entry, int all, bool refused)
    {
        var (result, _) = await MaskAsync(Gzip(new string('a', 1000)), new ArchiveLimits { MaxEntryBytes = entry, MaxUnpackedBytes = all });
        Assert.Equal(refused ? ArchiveProblem.TooLarge : null, result.Fault?.Problem);
    }

    [Fact]
    public async Task MaskAsync_PictureInside_IsRefusedWithItsKind()
    {
        var fault = await FaultAsync(Gzip([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]));
        Assert.Equal(new ArchiveFault(ArchiveProblem.BinaryInside, "", TextKind.Image), fault);
    }

    [Fact]
    public async Task MaskAsync_CutByCompressionBlocks_HidesNumbersAcrossThem()
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
            foreach (var digit in "card=" + Card + "\n")
            {
                gzip.WriteByte((byte)digit);
                gzip.Flush();
            }

        var (_, masked) = await MaskAsync(output.ToArray());

        Assert.Equal("card=" + Hidden + "\n", Encoding.UTF8.GetString(Gunzip(masked)));
    }
}
