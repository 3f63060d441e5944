using System.Text;
using static SupportDesk.Masking.Tests.Archives.Packing;

namespace SupportDesk.Masking.Tests.Archives;

public sealed class ZipLiesTests
{
    private const string Text = "card=" + Card + "\n";

    public static TheoryData<string, ArchiveProblem> Lies => new()
    {
        { nameof(RawEntry.LocalName), ArchiveProblem.Inconsistent },
        { nameof(RawEntry.LocalMethod), ArchiveProblem.Inconsistent },
        { nameof(RawEntry.LocalFlags), ArchiveProblem.Inconsistent },
        { nameof(RawEntry.LocalUnpacked), ArchiveProblem.Inconsistent },
        { "longer", ArchiveProblem.Broken },
        { "shorter", ArchiveProblem.Broken },
        { nameof(RawEntry.Crc), ArchiveProblem.Broken },
        { "encrypted", ArchiveProblem.Encrypted },
        { "strong", ArchiveProblem.Encrypted },
        { "aes", ArchiveProblem.Encrypted },
        { "method", ArchiveProblem.Unsupported },
        { "symlink", ArchiveProblem.SpecialFile },
        { "device", ArchiveProblem.SpecialFile },
        { "utf8", ArchiveProblem.Broken },
        { "beyond", ArchiveProblem.Inconsistent },
        { "nowhere", ArchiveProblem.Inconsistent },
        { "long data", ArchiveProblem.Broken },
        { "zip64 missing", ArchiveProblem.Inconsistent },
        { "zip64 huge", ArchiveProblem.Broken },
        { "zip64 negative", ArchiveProblem.Inconsistent },
        { "folder", ArchiveProblem.Inconsistent },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task MaskAsync_EntryThatLies_IsRefused(string lie, ArchiveProblem problem)
    {
        var entry = lie switch
        {
            nameof(RawEntry.LocalName) => new RawEntry("a.log", Text) { LocalName = "b.log"u8.ToArray() },
            nameof(RawEntry.LocalMethod) => new RawEntry("a.log", Text) { LocalMethod = 0 },
            nameof(RawEntry.LocalFlags) => new RawEntry("a.log", Text) { LocalFlags = 1 },
            nameof(RawEntry.LocalUnpacked) => new RawEntry("a.log", Text) { LocalUnpacked = 5 },
            "longer" => new RawEntry("a.log", Text) { Unpacked = (uint)Text.Length + 1 },
            "shorter" => new RawEntry("a.log", Text) { Unpacked = (uint)Text.Length - 1 },
            nameof(RawEntry.Crc) => new RawEntry("a.log", Text) { Crc = 1 },
            "encrypted" => new RawEntry("a.log", Text) { Flags = 1 },
            "strong" => new RawEntry("a.log", Text) { Flags = 64 },
            "aes" => new RawEntry("a.log", Text) { Method = 99 },
            "method" => new RawEntry("a.log", Text) { Method = 12 },
            "symlink" => new RawEntry("a.log", "/etc/passwd") { External = 0xA1FF0000 },
            "device" => new RawEntry("a.log", Text) { External = 0x61A40000 },
            "utf8" => new RawEntry([0x8F, 0xAE], "a"u8.ToArray()) { Flags = 2048 },
            "beyond" => new RawEntry("a.log", Text) { Start = 0x7FFFFFFF },
            "nowhere" => new RawEntry("a.log", Text) { Start = 3 },
            "long data" => new RawEntry("a.log", Text) { Packed = 0x7FFFFFFF },
            "zip64 missing" => new RawEntry("a.log", Text) { Unpacked = uint.MaxValue },
            "zip64 huge" => new RawEntry("a.log", Text) { Packed = uint.MaxValue, Extra = [1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0x10] },
            "zip64 negative" => new RawEntry("a.log", Text) { Packed = uint.MaxValue, Extra = [1, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0xF0] },
            "folder" => new RawEntry("a/", Text),
            _ => throw new ArgumentOutOfRangeException(nameof(lie)),
        };
        var fault = await FaultAsync(new RawZip().Add(new RawEntry("first.log", "a")).Add(entry).Build());
        Assert.Equal(problem, fault.Problem);
    }

    [Theory]
    [InlineData("../a.log")]
    [InlineData("a/../../b.log")]
    [InlineData("..\\a.log")]
    [InlineData("/etc/a.log")]
    [InlineData("\\\\host\\a.log")]
    [InlineData("C:\\a.log")]
    [InlineData("c:a.log")]
    [InlineData("a\0.log")]
    [InlineData("a/.. /b.log")]
    [InlineData("")]
    [InlineData("/")]
    public async Task T76_NameThatLeadsOut_IsRefused(string name) =>
        Assert.Equal(ArchiveProblem.UnsafeName, (await FaultAsync(new RawZip().Add(new RawEntry(name, "a")).Build())).Problem);

    [Theory]
    [InlineData("a.log", "a.log")]
    [InlineData("a.log", "./a.log")]
    [InlineData("x/a.log", "x\\a.log")]
    public async Task MaskAsync_TwoOfOneName_AreRefused(string first, string second) =>
        Assert.Equal(
            new ArchiveFault(ArchiveProblem.DuplicateName, first),
            await FaultAsync(new RawZip().Add(new RawEntry(first, "a")).Add(new RawEntry(second, "b")).Build())
        );

    [Fact]
    public async Task T76_OverlappingEntries_AreRefused()
    {
        // Many names for the same packed bytes: small, and endless when unpacked.
        var zip = new RawZip().Add(new RawEntry("a.log", Text));
        zip.Add(new RawEntry("a.log", Text) { Start = 0 });
        Assert.Equal(ArchiveProblem.DuplicateName, (await FaultAsync(zip.Build())).Problem);

        var quoted = new RawEntry("b.log", new string('b', 2000)) { Method = 0 };
        var inner = new MemoryStream();
        quoted.WriteLocal(new BinaryWriter(inner));
        var outer = new RawEntry("a.log"u8.ToArray(), inner.ToArray()) { Method = 0 };
        var overlapping = new RawZip().Add(outer).Add(new RawEntry("b.log", new string('b', 2000)) { Method = 0, Start = 35 }).Build();
        Assert.Equal(new ArchiveFault(ArchiveProblem.Inconsistent, "b.log"), await FaultAsync(overlapping));
    }

    [Fact]
    public async Task MaskAsync_EndInsideTheComment_IsRefused()
    {
        var hidden = new RawZip().Add(new RawEntry("b.log", "b")).Build();
        var zip = new RawZip { Comment = hidden }.Add(new RawEntry("a.log", "a")).Build();
        Assert.Equal(ArchiveProblem.Inconsistent, (await FaultAsync(zip)).Problem);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task MaskAsync_WrongCount_IsRefused(int count) =>
        Assert.NotNull(await FaultAsync(new RawZip { Count = count }.Add(new RawEntry("a.log", Text)).Build()));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task MaskAsync_Zip64WithWrongCount_IsRefused(long count) =>
        Assert.Equal(
            ArchiveProblem.Inconsistent,
            (
                await FaultAsync(
                    new RawZip { Zip64 = true, Zip64Count = count }
                        .Add(new RawEntry("a.log", Text))
                        .Build()
                )
            ).Problem
        );

    [Fact]
    public async Task MaskAsync_SomethingBeforeOrAfter_IsRefused()
    {
        var zip = Zip(("a.log", Text));
        Assert.Equal(ArchiveProblem.NotAnArchive, (await FaultAsync([.. "#!/bin/sh\n"u8, .. zip])).Problem);
        Assert.Equal(ArchiveProblem.Broken, (await FaultAsync([.. zip, .. "tail"u8])).Problem);
    }

    [Fact]
    public async Task MaskAsync_AnyCutOrFlippedByte_NeverThrowsNorLeaks()
    {
        var zip = Zip(("логи/a.log", Text), ("b.log", "b"));
        for (var length = 4; length < zip.Length; length++)
            await FaultAsync(zip[..length]);
        for (var at = 4; at < zip.Length; at++)
            foreach (var value in (byte[])[0, 0xFF, (byte)(zip[at] ^ 1)])
            {
                var changed = zip.ToArray();
                changed[at] = value;
                var (result, output) = await MaskAsync(changed);
                Assert.True(result.Fault is null || result.Entries.Count == 0);
                Assert.DoesNotContain(Card, Encoding.Latin1.GetString(output), StringComparison.Ordinal);
            }
    }
}
