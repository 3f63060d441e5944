using System.Text;
using static SupportDesk.Masking.Tests.Archives.Packing;

namespace SupportDesk.Masking.Tests.Archives;

public sealed class ArchiveLimitsTests
{
    [Theory]
    [InlineData(3, null)]
    [InlineData(2, ArchiveProblem.TooManyEntries)]
    public async Task T76_Entries_AreCountedOverAllLevels(int max, ArchiveProblem? problem)
    {
        var zip = Zip(("in.zip", Zip(("a", "a"u8.ToArray()), ("b", "b"u8.ToArray()))));
        Assert.Equal(problem, (await MaskAsync(zip, new ArchiveLimits { MaxEntries = max })).Result.Fault?.Problem);
    }

    [Theory]
    [InlineData(3, null)]
    [InlineData(2, ArchiveProblem.TooDeep)]
    public async Task T76_Depth_IsLimited(int max, ArchiveProblem? problem)
    {
        var zip = Zip(("in.zip", Zip(("log.gz", Gzip("text")))));
        var (result, _) = await MaskAsync(zip, new ArchiveLimits { MaxDepth = max });
        Assert.Equal(problem, result.Fault?.Problem);
        Assert.Equal(problem is null ? null : "in.zip/log.gz", result.Fault?.Entry);
    }

    [Fact]
    public async Task T76_BombOfBombs_IsStoppedByTheRatioOfAll()
    {
        // Every level stays under the ratio, all of them together do not.
        var random = new Random(1);
        var text = string.Concat(Enumerable.Range(0, 400).Select(_ => $"{random.NextInt64():x} GET /\n"));
        var inner = Gzip(string.Concat(Enumerable.Repeat(text, 100)));
        var bomb = Gzip(Zip([.. Enumerable.Range(0, 40).Select(i => ($"{i}.gz", inner))]));
        var limits = new ArchiveLimits { MaxRatio = 150 };
        Assert.Null((await MaskAsync(inner, limits)).Result.Fault);

        var fault = await FaultAsync(bomb, limits);

        Assert.Equal(ArchiveProblem.RatioTooHigh, fault.Problem);
    }

    [Fact]
    public async Task T76_ZipBomb_IsStopped()
    {
        var fault = await FaultAsync(Zip(("bomb.log", new byte[20 << 20].Select(_ => (byte)'0').ToArray())));
        Assert.Equal(new ArchiveFault(ArchiveProblem.RatioTooHigh, "bomb.log"), fault);
    }

    [Fact]
    public async Task T76_PackedZips_AreHeldUpToALimit()
    {
        var random = new Random(1);
        var noise = Encoding.ASCII.GetBytes(Convert.ToBase64String(Enumerable.Range(0, 100_000).Select(_ => (byte)random.Next()).ToArray()));
        var inner = Zip(("a.log", noise));
        Assert.Equal(ArchiveProblem.TooLarge, (await FaultAsync(inner, new ArchiveLimits { MaxBufferedBytes = inner.Length - 1 })).Problem);
        Assert.Null((await MaskAsync(inner, new ArchiveLimits { MaxBufferedBytes = inner.Length })).Result.Fault);

        var outer = Zip(("1.zip", inner), ("2.zip", inner));
        Assert.Equal(
            new ArchiveFault(ArchiveProblem.TooLarge, "1.zip"),
            await FaultAsync(outer, new ArchiveLimits { MaxBufferedBytes = outer.Length + inner.Length - 1 })
        );
        Assert.Null((await MaskAsync(outer, new ArchiveLimits { MaxBufferedBytes = outer.Length + inner.Length })).Result.Fault);
    }
}
