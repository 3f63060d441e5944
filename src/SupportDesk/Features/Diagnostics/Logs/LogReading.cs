namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>What logs say about one invoice.</summary>
/// <param name="Lines">Lines that were read.</param>
/// <param name="Mentions">Lines that name the invoice.</param>
/// <param name="Notifications">Requests that brought it, in the order of their time.</param>
/// <param name="Retries">Requests behind the first.</param>
/// <param name="Evidence">The lines that name it, as they stand in the file and not masked yet.</param>
public sealed record LogReading(
    string Invoice,
    long Lines,
    long Mentions,
    IReadOnlyList<LogEntry> Notifications,
    LogVerdict Verdict,
    int Retries,
    IReadOnlyList<string> Evidence
)
{
    /// <summary>Lines whose end was not looked at, since they are longer than <see cref="LogLines.MaxLine"/>.</summary>
    public long CutLines { get; init; }

    /// <summary>Packed logs that break off in the middle.</summary>
    public int BrokenFiles { get; init; }

    /// <summary>A log of IIS did not name its columns; those that IIS writes by default were taken for them.</summary>
    public bool AssumesColumns { get; init; }

    /// <summary>Lines that name the invoice in a field and have no shape that can be read.</summary>
    public long Unread { get; init; }

    /// <summary>Requests whose fields the server did not write down: the provider's may be of any invoice, one that has the number may be anybody's.</summary>
    public long WithoutFields { get; init; }

    /// <summary>Visits of the buyer, on the way back from paying; they bring nothing.</summary>
    public int Returns { get; init; }

    /// <summary>HTTP statuses in the lines that name the invoice, most frequent first.</summary>
    public IReadOnlyList<(int Status, long Count)> Statuses { get; init; } = [];

    /// <summary>What each log says, in the order in which they were added; empty unless <see cref="ReadLogs.KeepsExcerpts"/>.</summary>
    public IReadOnlyList<LogFileReading> Files { get; init; } = [];

    /// <summary>Between one notification and the next; null where a time is missing.</summary>
    public IReadOnlyList<TimeSpan?> Pauses => [.. Notifications.Zip(Notifications.Skip(1), (one, next) => next.Time - one.Time)];
}
