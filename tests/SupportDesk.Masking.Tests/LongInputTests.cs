using System.Text;

namespace SupportDesk.Masking.Tests;

public sealed class LongInputTests
{
    [Fact]
    public void Mask_EndlessSecret_IsHiddenWholeInConstantMemory()
    {
        var masker = new Masker();
        var block = new byte[64 * 1024];
        block.AsSpan().Fill((byte)'q');
        var room = new byte[128 * 1024];
        var output = new StringBuilder();
        Feed("Authorization: Bearer "u8, false);
        var taken = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 500; i++)
        {
            masker.Mask(block, room, out var consumed, out var written, false);
            taken += consumed;
            output.Append(Encoding.UTF8.GetString(room, 0, written));
        }

        Assert.Equal(500 * block.Length, taken);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000);
        Feed("\nend"u8, true);

        Assert.Equal("Authorization: Bearer [masked:token]\nend", output.ToString());
        var finding = Assert.Single(masker.Report.Findings);
        Assert.Equal(500 * block.Length, finding.Length);

        void Feed(ReadOnlySpan<byte> part, bool last)
        {
            masker.Mask(part, room, out _, out var written, last);
            output.Append(Encoding.UTF8.GetString(room, 0, written));
        }
    }

    [Fact]
    public void Mask_OneEndlessLine_KeepsPaceAndHidesItsNumbers()
    {
        var line = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 40_000).Select(i => $"{i}=4111111111111111&")));
        var masker = new Masker();

        var masked = Encoding.UTF8.GetString(Masking.Run(line, masker, _ => 10_000, 4096));

        Assert.DoesNotContain("4111", masked.Replace("4111=", ""), StringComparison.Ordinal);
        Assert.Equal((40_000, 10_000, true), (masker.Report.Total, masker.Report.Findings.Count, masker.Report.Truncated));
    }

    [Fact]
    public void Mask_AfterTheEnd_NeedsReset()
    {
        var masker = new Masker();
        Masking.Run("4111111111111111"u8.ToArray(), masker, _ => 100, 100);

        Assert.Throws<InvalidOperationException>(() => masker.Mask("a"u8, new byte[10], out _, out _, true));
        masker.Reset();

        Assert.Equal(0, masker.Report.Total);
        Assert.Equal("a"u8.ToArray(), Masking.Run("a"u8.ToArray(), masker, _ => 100, 100));
    }

    [Fact]
    public void Report_LinesFarApart_AreCounted()
    {
        var text = new string('\n', 200_000) + "4111111111111111" + new string('\n', 200_000) + "cvv=123";

        var report = Masking.Report(text);

        Assert.Equal([200_001L, 400_001], report.Findings.Select(finding => finding.Line));
        Assert.Equal([200_000L, 400_020], report.Findings.Select(finding => finding.Offset));
        Assert.Equal(text.Length, report.Bytes);
    }
}
