using System.Buffers;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>
/// Keeps the lines of one log that name an invoice, with their neighbours. Memory does not grow with the log: a window of
/// lines, and an excerpt with a limit.
/// </summary>
internal sealed class LogExcerpt
{
    public const int Context = 3;
    public const int MaxLines = 200;
    public const int MaxBytes = 256 * 1024;
    public const int MaxSummaries = 6;

    // Longer lines are kept by their beginning.
    private const int MaxLine = 16 * 1024;
    private const int MaxSummary = 160;

    private readonly Queue<byte[]> before = new();
    private readonly List<string> summaries = [];
    private readonly ArrayBufferWriter<byte> excerpt = new();
    private long lines;
    private long mentions;
    private int kept;
    private int after;
    private long lastKept = -1;
    private bool isFull;

    public void Add(ReadOnlySpan<byte> line, bool isMention)
    {
        lines++;
        line = line[..Math.Min(line.Length, MaxLine)];
        if (isMention)
            AddMention(line);
        else if (after > 0)
            (after, isFull) = (after - 1, !TryKeep(line, lines));
        else if (!isFull)
            Remember(line);
    }

    /// <param name="entry">What the line of the last mention was read as; null for one of another shape, which is shown by its beginning.</param>
    public void Summarize(LogEntry? entry, string line)
    {
        if (summaries.Count < MaxSummaries)
            summaries.Add(entry?.Summary ?? (line.Length > MaxSummary ? line[..MaxSummary] + "…" : line));
    }

    public LogFileReading Result() => new(mentions, summaries, excerpt.WrittenSpan.ToArray(), kept, isFull);

    private void AddMention(ReadOnlySpan<byte> line)
    {
        mentions++;
        var number = lines - before.Count;
        while (before.TryDequeue(out var earlier))
            isFull = !TryKeep(earlier, number++);
        isFull = !TryKeep(line, lines);
        after = Context;
    }

    private void Remember(ReadOnlySpan<byte> line)
    {
        if (before.Count == Context)
            before.Dequeue();
        before.Enqueue(line.ToArray());
    }

    private bool TryKeep(ReadOnlySpan<byte> line, long number)
    {
        if (isFull || kept == MaxLines || excerpt.WrittenCount + line.Length + 5 > MaxBytes)
            return false;
        if (kept > 0 && number > lastKept + 1)
            excerpt.Write("…\n"u8);
        excerpt.Write(line);
        excerpt.Write("\n"u8);
        lastKept = number;
        kept++;
        return true;
    }
}
