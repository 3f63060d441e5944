using System.Globalization;
using System.Text;
using SupportDesk.Features.Diagnostics.Logs;

namespace SupportDesk.Tests.Features.Diagnostics.Logs;

public sealed class LogExcerptTests
{
    private const string Hit = """185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] "POST /pay/result?InvId=12345 HTTP/1.1" 302 154 "-" "-" """;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(1 << 20)]
    public async Task AddAsync_AnyReadSize_FindsTheSame(int step)
    {
        var (reading, file) = await ReadAsync(string.Join("\r\n", Lines(20).Append(Hit).Concat(Lines(20)).Append(Hit)), step);
        Assert.Equal((42, 2, 11), (reading.Lines, file.Mentions, file.ExcerptLines));
        Assert.Equal([(302, 2L)], reading.Statuses);
        Assert.Equal("20/Nov/2026 10:02:41 POST /pay/result 302", file.Summaries[0]);
        Assert.Contains("GET /17 ", Encoding.UTF8.GetString(file.Excerpt), StringComparison.Ordinal);
        Assert.DoesNotContain("GET /16 ", Encoding.UTF8.GetString(file.Excerpt).Split('…')[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAsync_ManyMentions_ExcerptStopsAtItsLimitButCountsOn()
    {
        var (_, file) = await ReadAsync(string.Join('\n', Enumerable.Repeat(Hit, 1000)));
        Assert.Equal((1000, LogExcerpt.MaxLines, true), (file.Mentions, file.ExcerptLines, file.ExcerptIsCut));
    }

    [Fact]
    public async Task AddAsync_LinesOfMegabytes_KeepTheirBeginningsOnly()
    {
        var (reading, file) = await ReadAsync(Hit + new string('x', 3 << 20) + "\n" + Hit);
        Assert.Equal((2, 2), (reading.Lines, file.Mentions));
        Assert.InRange(file.Excerpt.Length, 1, LogExcerpt.MaxBytes);
    }

    [Fact]
    public async Task AddAsync_NoMention_LeavesNoExcerpt()
    {
        var (reading, file) = await ReadAsync(string.Join('\n', Lines(50)));
        Assert.Equal((50, 0, 0), (reading.Lines, file.Mentions, file.Excerpt.Length));
    }

    private static IEnumerable<string> Lines(int count) =>
        Enumerable
            .Range(0, count)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"77.88.1.1 - - [20/Nov/2026:10:02:41 +0300] \"GET /{i} HTTP/1.1\" 200 512"));

    private static async Task<(LogReading Whole, LogFileReading File)> ReadAsync(string text, int step = 64 * 1024)
    {
        var logs = new ReadLogs("12345", null, LogVerdicts.Late) { KeepsExcerpts = true };
        await logs.AddAsync(new Trickle(Encoding.UTF8.GetBytes(text), step), null, CancellationToken.None);
        var reading = logs.Result();
        return (reading, Assert.Single(reading.Files));
    }

    private sealed class Trickle(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(step, buffer.Length)], cancellationToken);
    }
}
