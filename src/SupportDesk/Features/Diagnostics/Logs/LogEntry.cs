using System.Globalization;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>One request as a web server wrote it down.</summary>
/// <param name="Target">Path and query as they were sent.</param>
/// <param name="Duration">Null where the log does not tell.</param>
public sealed record LogEntry(DateTimeOffset? Time, string? Remote, string Method, string Target, int Status, TimeSpan? Duration)
{
    /// <summary>The page from which the request came; null where the log does not tell.</summary>
    public string? Referrer { get; init; }

    /// <summary>Bytes of the answer without its headers; null where the log does not tell.</summary>
    public long? Size { get; init; }

    /// <summary>The answer has less room than OK and the number of the invoice take.</summary>
    public bool LacksAnswer { get; init; }

    /// <summary>Without the query, which holds signatures and people's data.</summary>
    public string Path => Target.Split('?')[0];

    /// <summary><c>20/Nov/2026 10:02:41 POST /pay/result 302</c>, in the time zone of the log.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{Time:dd/MMM/yyyy HH:mm:ss} {Method} {Path} {Status}").TrimStart();
}

/// <summary>Reads lines of one kind of log.</summary>
internal interface ILogFormat
{
    /// <summary>Null for a line that is no request.</summary>
    LogEntry? Read(string line);
}
