using System.IO.Compression;
using System.Text;
using static SupportDesk.Masking.Tests.Archives.Packing;

namespace SupportDesk.Masking.Tests.Archives;

public sealed class ZipTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(100_000)]
    public async Task MaskAsync_InPieces_GivesMaskedFiles(int piece)
    {
        var (result, output) = await MaskAsync(Zip(("логи/сайт.log", "card=" + Card + "\n"), ("b.txt", "nothing\n"), ("empty.log", "")), piece: piece);

        Assert.Equal([("логи/сайт.log", "card=" + Hidden + "\n"), ("b.txt", "nothing\n"), ("empty.log", "")], UnzipText(output));
        Assert.Equal(["логи/сайт.log", "b.txt", "empty.log"], result.Entries.Select(entry => entry.Name));
        Assert.Equal([1L, 0, 0], result.Entries.Select(entry => entry.Report.Total));
        Assert.Equal(5, result.Entries[0].Report.Findings[0].Offset);
    }

    [Fact]
    public async Task MaskAsync_EverythingElseInTheArchive_StaysBehind()
    {
        var zip = new RawZip { Comment = "comment secret"u8.ToArray(), Gap = 7 }
            .Add(new RawEntry("folder/", "") { External = 0x41ED0010 })
            .Add(
                new RawEntry("a.log", "text")
                {
                    Extra = [1, 2, 6, 0, .. "secret"u8],
                    LocalExtra = [1, 2, 6, 0, .. "secret"u8],
                    Junk = "secret"u8.ToArray(),
                    External = 0x81A40000,
                }
            )
            .Build();

        var (result, output) = await MaskAsync(zip);

        Assert.Null(result.Fault);
        Assert.Equal([("a.log", "text")], UnzipText(output));
        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(output), StringComparison.Ordinal);
        using var archive = new ZipArchive(new MemoryStream(output));
        Assert.Equal((2026, 3, 21), (archive.Entries[0].LastWriteTime.Year, archive.Entries[0].LastWriteTime.Month, archive.Entries[0].LastWriteTime.Day));
    }

    [Fact]
    public async Task MaskAsync_FilesOfMacAndWindows_AreLeftOut()
    {
        var (result, output) = await MaskAsync(Zip(("a.log", "a"u8.ToArray()), ("__MACOSX/._a.log", [0, 5, 22, 7, 0]), ("x/.DS_Store", [0, 0, 0, 1])));

        Assert.Equal(["a.log"], Unzip(output).Select(entry => entry.Name));
        Assert.Equal(["__MACOSX/._a.log", "x/.DS_Store"], result.Skipped);
    }

    [Fact]
    public async Task MaskAsync_Utf16AndWindows1251Inside_KeepTheirBytes()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var cyrillic = Encoding.GetEncoding(1251);
        var utf16 = new UnicodeEncoding(true, true);

        var (_, output) = await MaskAsync(Zip(
            ("1c.log", cyrillic.GetBytes("Карта " + Card + "\r\n")),
            ("iis.log", [.. utf16.Preamble, .. utf16.GetBytes("Карта " + Card + "\r\n")])));

        var files = Unzip(output);
        Assert.Equal(cyrillic.GetBytes("Карта " + Hidden + "\r\n"), files[0].Bytes);
        Assert.Equal([.. utf16.Preamble, .. utf16.GetBytes("Карта " + Hidden + "\r\n")], files[1].Bytes);
    }

    [Fact]
    public async Task MaskAsync_NestedArchives_AreMaskedInside()
    {
        var inner = Zip(("deep.log", Encoding.UTF8.GetBytes("c=" + Card)), ("log.1.gz", Gzip("d=" + Card)));

        var (result, output) = await MaskAsync(Zip(("inner.zip", inner), ("top.log", "t=" + Card is var text ? Encoding.UTF8.GetBytes(text) : [])));

        Assert.Null(result.Fault);
        Assert.Equal(["inner.zip/deep.log", "inner.zip/log.1.gz", "top.log"], result.Entries.Select(entry => entry.Name));
        var top = Unzip(output);
        var nested = Unzip(top[0].Bytes);
        Assert.Equal("c=" + Hidden, Encoding.UTF8.GetString(nested[0].Bytes));
        Assert.Equal("d=" + Hidden, Encoding.UTF8.GetString(Gunzip(nested[1].Bytes)));
        Assert.Equal("t=" + Hidden, Encoding.UTF8.GetString(top[1].Bytes));
    }

    [Fact]
    public async Task MaskAsync_StreamedWithSizesAfterTheData_IsRead()
    {
        var zip = new RawZip().Add(new RawEntry("a.log", "c=" + Card) { Flags = 8, Junk = [0x50, 0x4B, 7, 8, .. new byte[12]] }).Build();
        var (_, output) = await MaskAsync(zip);
        Assert.Equal([("a.log", "c=" + Hidden)], UnzipText(output));
    }

    [Fact]
    public async Task MaskAsync_Zip64_IsRead()
    {
        byte[] sizes = [1, 0, 16, 0, 9, 0, 0, 0, 0, 0, 0, 0, 11, 0, 0, 0, 0, 0, 0, 0];
        var content = "aaaaaaaab"u8.ToArray();
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content);
        sizes[12] = (byte)packed.Length;

        var zip = new RawZip { Zip64 = true }
            .Add(
                new RawEntry("a.log"u8.ToArray(), content)
                {
                    Unpacked = uint.MaxValue,
                    Packed = uint.MaxValue,
                    Extra = sizes,
                    LocalUnpacked = 9,
                }
            )
            .Build();

        Assert.Equal([("a.log", "aaaaaaaab")], UnzipText((await MaskAsync(zip)).Output));
    }

    [Fact]
    public async Task MaskAsync_StoredEntry_IsMasked()
    {
        var (_, output) = await MaskAsync(new RawZip().Add(new RawEntry("a.log", "c=" + Card) { Method = 0 }).Build());
        Assert.Equal([("a.log", "c=" + Hidden)], UnzipText(output));
    }

    [Fact]
    public async Task MaskAsync_NoEntries_GivesAnEmptyZip()
    {
        var (result, output) = await MaskAsync(new RawZip().Build());
        Assert.Null(result.Fault);
        Assert.Empty(Unzip(output));
    }

    [Theory]
    [InlineData("a.png", "\u0089PNG\r\n\u001a\n", TextKind.Image)]
    [InlineData("a.pdf", "%PDF-1.7\n", TextKind.Pdf)]
    [InlineData("a.7z", "7z\u00bc\u00af'\u001c", TextKind.Archive)]
    [InlineData("a.bin", "ab\0c", TextKind.Binary)]
    public async Task MaskAsync_NoTextInside_IsRefusedByName(string name, string content, TextKind kind)
    {
        var fault = await FaultAsync(Zip(("ok.log", "c=1"u8.ToArray()), (name, Encoding.Latin1.GetBytes(content))));
        Assert.Equal(new ArchiveFault(ArchiveProblem.BinaryInside, name, kind), fault);
    }

    [Fact]
    public async Task MaskAsync_OfficeDocument_IsNoLog() =>
        Assert.Equal(ArchiveProblem.BinaryInside, (await FaultAsync(Zip(("[Content_Types].xml", "<a/>"), ("word/document.xml", Card)))).Problem);

    [Fact]
    public async Task MaskAsync_MaskedTwice_GivesTheSameFiles()
    {
        var once = (await MaskAsync(Zip(("a.log", "card=" + Card), ("cvv=123.log", "cvv=123")))).Output;
        var (again, twice) = await MaskAsync(once);
        Assert.Equal(UnzipText(once), UnzipText(twice));
        Assert.Equal(0, again.Counts.GetValueOrDefault(SecretKind.Pan));
    }

    [Fact]
    public async Task MaskAsync_FindingsOfAllEntries_ShareOneLimit()
    {
        var (result, _) = await MaskAsync(Zip(("a", Card + "\n" + Card), ("b", Card + "\n" + Card)), options: new MaskingOptions { MaxFindings = 3 });
        Assert.Equal([2, 1], result.Entries.Select(entry => entry.Report.Findings.Count));
        Assert.Equal(4, result.Total);
    }
}
