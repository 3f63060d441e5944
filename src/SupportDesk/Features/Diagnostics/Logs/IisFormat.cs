using System.Globalization;
using System.Net;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>The W3C extended log of IIS: a line says which columns the next ones have; times are UTC.</summary>
internal sealed class IisFormat : ILogFormat
{
    private const string Header = "#Fields:";
    private static readonly string[] Default =
        (
            "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
            + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken"
        ).Split(' ');
    private static readonly Dictionary<string, int> DefaultColumns = ColumnsOf(Default);
    private Dictionary<string, int> columns = [];

    /// <summary>A line was read whose columns nobody had named: it can be one that IIS writes by default.</summary>
    public bool AssumesColumns { get; private set; }

    public static bool IsDirective(ReadOnlySpan<byte> line) =>
        line.StartsWith("#Fields:"u8) || line.StartsWith("#Software:"u8) || line.StartsWith("#Version:"u8);

    /// <summary>A line with the names of the columns; others are remarks.</summary>
    public void Direct(string line)
    {
        if (line.StartsWith(Header, StringComparison.Ordinal))
            columns = ColumnsOf(line[Header.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    public LogEntry? Read(string line)
    {
        var values = line.TrimEnd().Split(' ');
        // A piece of a log whose beginning is elsewhere.
        var isAssumed = columns.Count == 0 && FitsDefault(values);
        var named = isAssumed ? DefaultColumns : columns;
        if (
            values.Length != named.Count
            || Value("cs-uri-stem") is not { } path
            || !int.TryParse(Value("sc-status"), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        )
            return null;
        AssumesColumns |= isAssumed;
        return new LogEntry(
            Value("date") is { } day && Value("time") is { } time ? LogTime.Read($"{day} {time}") : null, Value("c-ip"), Value("cs-method") ?? "",
            Value("cs-uri-query") is { } query ? $"{path}?{query}" : path, status, Value("time-taken") is { } taken ? LogTime.Milliseconds(taken) : null)
        {
            Referrer = Value("cs(Referer)"),
        };

        string? Value(string name) => named.TryGetValue(name, out var at) && values[at] != "-" ? values[at] : null;
    }

    // IIS keeps the order of its columns whichever are chosen, so a line of as many others differs in one of these places.
    private static bool FitsDefault(string[] values) =>
        values
            is [
                var day,
                var time,
                var server,
                var method,
                ['/', ..],
                _,
                var port,
                _,
                var remote,
                var agent,
                var referrer,
                [>= '1' and <= '5', _, _] status,
                var more,
                var system,
                var taken,
            ]
        && DateTime.TryParseExact($"{day} {time}", "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
        && IsAddress(server)
        && IsAddress(remote)
        && method.All(char.IsAsciiLetterUpper)
        && ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && !agent.StartsWith("HTTP/", StringComparison.Ordinal)
        && (referrer == "-" || referrer.Contains("://", StringComparison.Ordinal))
        && new[] { status, more, system, taken }.All(number => number.All(char.IsAsciiDigit));

    // A bare number can be read as an address as well.
    private static bool IsAddress(string text) => text.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(text, out _);

    private static Dictionary<string, int> ColumnsOf(string[] names) =>
        names.Select((name, at) => (name, at)).DistinctBy(column => column.name).ToDictionary(column => column.name, column => column.at);
}
