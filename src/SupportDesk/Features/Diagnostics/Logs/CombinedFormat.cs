using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>
/// Common and combined logs of nginx and Apache. A time of the request may stand behind them: with a dot it is seconds, as
/// nginx writes it, without one microseconds, as Apache's %D does; behind a name such as rt= it is seconds. Names of a
/// host, of a container or of a collector may stand in front, and a word or three before the request.
/// </summary>
internal sealed partial class CombinedFormat : ILogFormat
{
    public LogEntry? Read(string line)
    {
        var match = Combined().Match(line);
        if (!match.Success)
            return null;
        return new LogEntry(
            LogTime.Read(match.Groups["time"].Value), RemoteOf(match.Groups["before"].Value), match.Groups["method"].Value, match.Groups["target"].Value,
            int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture), DurationOf(match.Groups["rest"].Value))
        {
            Referrer = Referrer().Match(match.Groups["rest"].Value) is { Success: true } from ? from.Groups["referrer"].Value : null,
            Size = SizeOf(match.Groups["rest"].Value),
        };
    }

    // Apache may put the name of the virtual host before the address.
    private static string RemoteOf(string before)
    {
        var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.FirstOrDefault(IsAddress) ?? words.FirstOrDefault() ?? "";
    }

    // A bare number is an address, too, and stands in the times and names that collectors put in front.
    private static bool IsAddress(string word) => word.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(word, out _);

    private static long? SizeOf(string rest) =>
        Size().Match(rest) is { Success: true } size ? long.Parse(size.Groups["size"].Value, CultureInfo.InvariantCulture) : null;

    private static TimeSpan? DurationOf(string rest)
    {
        if (Milliseconds().Match(rest) is { Success: true } traefik)
            return LogTime.Milliseconds(traefik.Groups["number"].Value);
        return PlainDurationOf(rest);
    }

    private static TimeSpan? PlainDurationOf(string rest)
    {
        // The time of the whole request before that of the server behind.
        if (Named().Matches(rest).MinBy(named => named.Groups["upstream"].Success) is { } named)
            return LogTime.Seconds(named.Groups["seconds"].Value);
        if (SeveralTrailing().Match(rest) is { Success: true } first)
            return LogTime.Seconds(first.Groups["number"].Value);
        if (Trailing().Match(rest) is not { Success: true } last)
            return null;
        var number = last.Groups["number"].Value;
        return number.Contains('.', StringComparison.Ordinal) ? LogTime.Seconds(number)
            : long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds < TimeSpan.MaxValue.Ticks / 10
                ? TimeSpan.FromMicroseconds(microseconds)
            : null;
    }

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(
        """^(?<before>.*?)\[(?<time>[^\[\]]+)\]( [^ "]+){0,3} "(?<method>[A-Z]+) (?<target>[^ "]+)[^"]*" (?<status>[1-5][0-9]{2})(?<rest>.*)$""",
        Options
    )]
    private static partial Regex Combined();

    // A dash is no zero: some write it where nobody counted.
    [GeneratedRegex("^ (?<size>[0-9]{1,18})( |$)", Options)]
    private static partial Regex Size();

    [GeneratedRegex("""^ [0-9-]+ "(?<referrer>[^"]*)["]""", Options)]
    private static partial Regex Referrer();

    [GeneratedRegex("""\b(rt|request_time|(?<upstream>upstream_response_time|urt))[=:]"?(?<seconds>[0-9]+\.[0-9]+((, | : )([0-9]+\.[0-9]+|-))*)""", Options)]
    private static partial Regex Named();

    // Traefik: … "router@docker" "http://10.0.0.2:80" 31022ms
    [GeneratedRegex("""[" ](?<number>[0-9]+)ms$""", Options)]
    private static partial Regex Milliseconds();

    // That of the request, that of the server behind, and what else stands there.
    [GeneratedRegex("""["] (?<number>[0-9]+\.[0-9]+)( ([0-9]+\.[0-9]+|[.-])){1,3}$""", Options)]
    private static partial Regex SeveralTrailing();

    // Behind the size or the last quote: what is not quoted is neither the referrer nor the browser.
    [GeneratedRegex("""(^ [0-9-]+|["]) "?(?<number>[0-9]+(\.[0-9]+)?)"?$""", Options)]
    private static partial Regex Trailing();
}
