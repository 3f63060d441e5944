using System.Text;
using SupportDesk.Masking.Archives;
using static SupportDesk.Masking.Tests.Archives.Packing;

namespace SupportDesk.Masking.Tests.Archives;

public sealed class EntryNameTests
{
    [Theory]
    [InlineData(866, 0)]
    [InlineData(65001, 0)]
    [InlineData(65001, 2048)]
    public async Task MaskAsync_CyrillicName_IsReadAndWrittenAsUtf8(int codePage, int flags)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var zip = new RawZip().Add(new RawEntry(Encoding.GetEncoding(codePage).GetBytes("Журнал/Ошибки №1.log"), "a"u8.ToArray()) { Flags = flags }).Build();

        var (result, output) = await MaskAsync(zip);

        Assert.Equal("Журнал/Ошибки №1.log", Assert.Single(result.Entries).Name);
        Assert.Equal([("Журнал/Ошибки №1.log", "a")], UnzipText(output));
    }

    [Fact]
    public async Task MaskAsync_NameInInfoZipField_IsPreferred()
    {
        byte[] raw = "??????.log"u8.ToArray(), name = Encoding.UTF8.GetBytes("журнал.log");
        byte[] extra = [0x75, 0x70, (byte)(5 + name.Length), 0, 1, .. BitConverter.GetBytes(Crc32.Of(raw)), .. name];
        var (result, _) = await MaskAsync(new RawZip().Add(new RawEntry(raw, "a"u8.ToArray()) { Extra = extra }).Build());
        Assert.Equal("журнал.log", Assert.Single(result.Entries).Name);
    }

    [Theory]
    [InlineData("a<b>|c?.log", "a_b__c_.log")]
    [InlineData("con.log", "_con.log")]
    [InlineData("x/LPT1", "x/_LPT1")]
    [InlineData("invoice\u202Egol.exe", "invoice_gol.exe")]
    [InlineData("new\nline\u001b[31m.log", "new_line_[31m.log")]
    [InlineData("dots. . .", "dots")]
    [InlineData("./a//b.log", "a/b.log")]
    public async Task MaskAsync_OddName_IsCleaned(string name, string clean)
    {
        var (result, output) = await MaskAsync(new RawZip().Add(new RawEntry(name, "a")).Build());
        Assert.Equal(clean, Assert.Single(result.Entries).Name);
        Assert.Equal(clean, Assert.Single(Unzip(output)).Name);
    }

    [Fact]
    public async Task MaskAsync_SecretsInNames_AreHiddenAlsoInFaults()
    {
        var (result, output) = await MaskAsync(Zip(("4111111111111111.log", "a"), ("4111 1111 1111 1111.log", "b")));
        Assert.Equal(["____________1111.log", "____ ____ ____ 1111.log"], result.Entries.Select(entry => entry.Name));
        Assert.DoesNotContain("4111", Encoding.UTF8.GetString(output), StringComparison.Ordinal);

        Assert.Equal("____________1111.png", (await FaultAsync(Zip((Card + ".png", "\0\0\0")))).Entry);
        Assert.Equal(
            "x_____________1111",
            (await FaultAsync(new RawZip().Add(new RawEntry("../x " + Card, "a")).Build())).Entry.Replace(" ", "_", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task MaskAsync_NamesThatBecomeOne_AreNumbered()
    {
        var (result, _) = await MaskAsync(Zip(("a?.log", "1"), ("a*.log", "2"), ("A_.LOG", "3"), ("dir.d/x", "4"), ("dir.d/X", "5")));
        Assert.Equal(["a_.log", "a_ (2).log", "A_ (3).LOG", "dir.d/x", "dir.d/X (2)"], result.Entries.Select(entry => entry.Name));
    }

    [Fact]
    public async Task MaskAsync_PathTooLong_IsRefused() =>
        Assert.Equal(ArchiveProblem.UnsafeName, (await FaultAsync(Zip((string.Concat(Enumerable.Repeat("folder/", 200)), "a")))).Problem);
}
