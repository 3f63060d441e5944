using System.Globalization;
using System.Text;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Features.NewCase.Logs;

namespace SupportDesk.Tests.Features.NewCase.Logs;

public sealed class LogScanTests
{
    private const string Hit = """185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] "POST /pay/result?InvId=12345 HTTP/1.1" 302 154 "-" "-" """;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public async Task RunAsync_AnyReadSize_FindsTheSame(int step)
    {
        var findings = await ScanAsync(string.Join("\r\n", Lines(20).Append(Hit).Concat(Lines(20)).Append(Hit)), step);
        Assert.Equal((42, 2, 11), (findings.Lines, findings.Mentions, findings.ExcerptLines));
        Assert.Equal([(302, 2L)], findings.Statuses);
        Assert.Equal("20/Nov/2026 10:02:41 POST /pay/result 302", findings.Shown[0]);
        Assert.Contains("GET /17 ", Encoding.UTF8.GetString(findings.Excerpt), StringComparison.Ordinal);
        Assert.DoesNotContain("GET /16 ", Encoding.UTF8.GetString(findings.Excerpt).Split('…')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_ManyMentions_ExcerptStopsAtItsLimitButCountsOn()
    {
        var findings = await ScanAsync(string.Join('\n', Enumerable.Repeat(Hit, 1000)));
        Assert.Equal((1000, LogScan.MaxLines, true), (findings.Mentions, findings.ExcerptLines, findings.ExcerptCut));
    }

    [Fact]
    public async Task RunAsync_LinesOfMegabytes_KeepTheirBeginningsOnly()
    {
        var findings = await ScanAsync(Hit + new string('x', 3 << 20) + "\n" + Hit);
        Assert.Equal((2, 2), (findings.Lines, findings.Mentions));
        Assert.InRange(findings.Excerpt.Length, 1, LogScan.MaxBytes);
    }

    [Fact]
    public async Task RunAsync_NoMention_LeavesNoExcerpt()
    {
        var findings = await ScanAsync(string.Join('\n', Lines(50)));
        Assert.Equal((50, 0, 0), (findings.Lines, findings.Mentions, findings.Excerpt.Length));
    }

    [Theory]
    [InlineData("InvId=12345&x", "12345", true)]
    [InlineData("order 12345 paid", "12345", true)]
    [InlineData("%3D12345", "12345", true)]
    [InlineData("InvId=123456", "12345", false)]
    [InlineData("InvId=112345", "12345", false)]
    [InlineData("sum 12345.50", "12345", false)]
    [InlineData("\"GET / HTTP/1.1\" 200 12345 \"-\"", "12345", false)]
    [InlineData("InvId=7&x", "7", true)]
    [InlineData("took 7 ms", "7", false)]
    public void IsIn_ANumberInALine_CountsOnlyAsItself(string line, string invoice, bool found) =>
        Assert.Equal(found, new InvoiceIdMatcher(invoice).IsIn(Encoding.UTF8.GetBytes(line)));

    [Theory]
    [InlineData("""1.1.1.1 - - [x] "POST /a HTTP/1.1" 500 12""", 500)]
    [InlineData("""{"path":"/pay","status": 403,"ms":12}""", 403)]
    [InlineData("2026-11-20 10:02:41 POST /pay/result - 443 - 1.1.1.1 - 404 0 0 331", 404)]
    [InlineData("status=502 took 5", 502)]
    [InlineData("nothing here", null)]
    public void StatusOf_Line_IsFoundWhereItStands(string line, int? status) => Assert.Equal(status, LogStatus.Of(line));

    private static IEnumerable<string> Lines(int count) =>
        Enumerable
            .Range(0, count)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"77.88.1.1 - - [20/Nov/2026:10:02:41 +0300] \"GET /{i} HTTP/1.1\" 200 512"));

    private static Task<LogFindings> ScanAsync(string text, int step = 64 * 1024) =>
        LogScan.RunAsync(new Trickle(Encoding.UTF8.GetBytes(text), step), "12345", CancellationToken.None);

    private sealed class Trickle(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
