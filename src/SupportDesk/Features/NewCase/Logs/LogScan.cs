using System.Buffers;
using System.Text;
using SupportDesk.Features.Diagnostics.Logs;

namespace SupportDesk.Features.NewCase.Logs;

/// <summary>
/// Goes once through a log of any size and keeps only the lines about one invoice with their neighbours. Memory does not
/// grow with the file: a window of lines, and an excerpt with a limit.
/// </summary>
internal sealed class LogScan(string invoice)
{
    public const int Context = 3;
    public const int MaxLines = 200;
    public const int MaxBytes = 256 * 1024;

    // Longer lines are kept by their beginning.
    private const int MaxLine = 16 * 1024;
    private const int MaxShown = 6;

    private readonly InvoiceIdMatcher needle = new(invoice);
    private readonly Queue<byte[]> before = new();
    private readonly Dictionary<int, long> statuses = [];
    private readonly List<string> shown = [];
    private readonly ArrayBufferWriter<byte> excerpt = new();
    private long lines;
    private long mentions;
    private int kept;
    private int after;
    private long lastKept = -1;
    private bool full;

    public static async Task<LogFindings> RunAsync(Stream log, string invoice, CancellationToken ct)
    {
        var scan = new LogScan(invoice);
        var buffer = new byte[256 * 1024];
        var filled = 0;
        var skipping = false;
        while (true)
        {
            var read = await log.ReadAsync(buffer.AsMemory(filled), ct);
            filled += read;
            var start = 0;
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is var end and >= 0)
            {
                if (!skipping)
                    scan.Take(buffer.AsSpan(start, end));
                skipping = false;
                start += end + 1;
            }

            if (read == 0)
            {
                if (filled > start && !skipping)
                    scan.Take(buffer.AsSpan(start, filled - start));
                return scan.Findings();
            }

            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled == buffer.Length)
            {
                // A line longer than the buffer: its beginning is looked at, its rest is passed over.
                if (!skipping)
                    scan.Take(buffer);
                skipping = true;
                filled = 0;
            }
        }
    }

    private void Take(ReadOnlySpan<byte> line)
    {
        lines++;
        line = line.TrimEnd((byte)'\r');
        var hit = needle.IsIn(line);
        if (line.Length > MaxLine)
            line = line[..MaxLine];
        if (hit)
            Mention(line);
        else if (after > 0)
            (after, _) = (after - 1, Keep(line, lines));
        else
            Remember(line);
    }

    private void Mention(ReadOnlySpan<byte> line)
    {
        mentions++;
        var text = Encoding.UTF8.GetString(line);
        if (LogStatus.Of(text) is { } status)
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        if (shown.Count < MaxShown)
            shown.Add(LogLine.Short(text));
        var number = lines - before.Count;
        while (before.TryDequeue(out var earlier))
            Keep(earlier, number++);
        Keep(line, lines);
        after = Context;
    }

    private void Remember(ReadOnlySpan<byte> line)
    {
        if (full)
            return;
        if (before.Count == Context)
            before.Dequeue();
        before.Enqueue(line.ToArray());
    }

    private bool Keep(ReadOnlySpan<byte> line, long number)
    {
        if (full || kept == MaxLines || excerpt.WrittenCount + line.Length + 5 > MaxBytes)
            return full = true;
        if (kept > 0 && number > lastKept + 1)
            excerpt.Write("…\n"u8);
        excerpt.Write(line);
        excerpt.Write("\n"u8);
        lastKept = number;
        kept++;
        return false;
    }

    private LogFindings Findings() =>
        new(
            lines,
            mentions,
            [.. statuses.OrderByDescending(entry => entry.Value).Select(entry => (entry.Key, entry.Value))],
            shown,
            excerpt.WrittenSpan.ToArray(),
            kept,
            full
        );
}
