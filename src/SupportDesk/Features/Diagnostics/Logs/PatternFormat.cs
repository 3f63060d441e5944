using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>
/// A log whose shape its owner names, as in the configuration of nginx (<c>$remote_addr [$time_local] "$request" $status
/// $request_time</c>) or Apache (<c>%h %l %u %t "%r" %&gt;s %b %D</c>).
/// </summary>
internal sealed partial class PatternFormat : ILogFormat
{
    // Variable, group, and what it may hold.
    private static readonly Dictionary<string, (string Group, string Pattern)> Nginx = new(StringComparer.Ordinal)
    {
        ["remote_addr"] = ("remote", @"\S+"),
        ["http_x_forwarded_for"] = ("forwarded", ".*?"),
        ["realip_remote_addr"] = ("remote", @"\S+"),
        ["time_local"] = ("time", @"\d+/\w+/\d+:[\d:]+ [+-]\d+"),
        ["time_iso8601"] = ("time", @"\S+"),
        ["msec"] = ("time", @"[\d.]+"),
        ["request"] = ("request", ".*?"),
        ["request_method"] = ("method", @"\S+"),
        ["request_uri"] = ("target", @"\S+"),
        ["uri"] = ("target", @"\S+"),
        ["args"] = ("args", @"\S*"),
        ["query_string"] = ("args", @"\S*"),
        ["status"] = ("status", @"\d{3}"),
        ["body_bytes_sent"] = ("size", @"\d+"),
        ["http_referer"] = ("referrer", ".*?"),
        ["request_time"] = ("seconds", @"[\d.]+|-"),
        ["upstream_response_time"] = ("upstream", @"[\d., :-]+"),
    };

    private static readonly Dictionary<string, (string Group, string Pattern)> Apache = new(StringComparer.Ordinal)
    {
        ["h"] = ("remote", @"\S+"),
        ["a"] = ("remote", @"\S+"),
        ["t"] = ("time", @"\[[^\]]+\]"),
        ["r"] = ("request", ".*?"),
        ["m"] = ("method", @"\S+"),
        ["U"] = ("target", @"\S+"),
        ["q"] = ("args", @"\S*"),
        ["s"] = ("status", @"\d{3}"),
        ["b"] = ("size", @"\d+|-"),
        ["B"] = ("size", @"\d+"),
        ["D"] = ("microseconds", @"\d+"),
        ["T"] = ("seconds", @"[\d.]+"),
    };

    // %{ms}T and the like.
    private static readonly Dictionary<string, (string Group, string Pattern)> ApacheTimes = new(StringComparer.Ordinal)
    {
        ["s"] = ("seconds", @"\d+"),
        ["ms"] = ("milliseconds", @"\d+"),
        ["us"] = ("microseconds", @"\d+"),
    };

    private readonly Regex regex;

    private PatternFormat(Regex regex) => this.regex = regex;

    /// <summary>Null when a request cannot be read out of it: it names neither a request nor a path, or no status.</summary>
    public static PatternFormat? Parse(string pattern)
    {
        // As it stands between the quotes of LogFormat.
        pattern = pattern.Replace("\\\"", "\"", StringComparison.Ordinal);
        var (text, at, known) = (new StringBuilder("^"), 0, new HashSet<string>());
        foreach (Match variable in Variable().Matches(pattern))
        {
            text.Append(Regex.Escape(pattern[at..variable.Index]));
            at = variable.Index + variable.Length;
            var found = variable.Groups["nginx"].Success ? Nginx.GetValueOrDefault(variable.Groups["nginx"].Value)
                : variable.Groups["header"] is { Success: true } header ? Header(header.Value, variable.Groups["argument"].Value)
                : Apache.GetValueOrDefault(variable.Groups["apache"].Value);
            text.Append(found.Group is null || !known.Add(found.Group) ? "(?:.*?)" : $"(?<{found.Group}>{found.Pattern})");
        }

        text.Append(Regex.Escape(pattern[at..])).Append(@"\s*$");
        return known.Contains("status") && (known.Contains("request") || known.Contains("target"))
            ? new PatternFormat(new Regex(text.ToString(), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))
            : null;
    }

    public LogEntry? Read(string line)
    {
        var match = regex.Match(line);
        if (!match.Success)
            return null;
        var request = Value("request")?.Split(' ');
        var target = request is [_, var asked, ..] ? asked : Value("target");
        if (target is null)
            return null;
        if (Value("args") is { Length: > 0 } args && !target.Contains('?', StringComparison.Ordinal))
            target = $"{target}?{args.TrimStart('?')}";
        return new LogEntry(
            Value("time") is { } time ? LogTime.Read(time) : null,
            Value("remote"),
            request?[0] ?? Value("method") ?? "",
            target,
            int.Parse(Value("status")!, CultureInfo.InvariantCulture),
            Taken()
        )
        {
            Referrer = Value("referrer"),
            // Here the dash is Apache's own, which counts.
            Size = Value("size") is "-" ? 0 : long.TryParse(Value("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
        };

        // The finest that is there: Apache's seconds are whole ones.
        TimeSpan? Taken() =>
            Value("microseconds") is { } microseconds ? LogTime.Microseconds(microseconds)
            : Value("milliseconds") is { } milliseconds ? LogTime.Milliseconds(milliseconds)
            : Value("seconds") is { } seconds ? LogTime.Seconds(seconds)
            : Value("upstream") is { } upstream ? LogTime.Seconds(upstream) : null;

        string? Value(string group) => match.Groups[group] is { Success: true } found ? found.Value : null;
    }

    // %{ms}T, and a header of the request, which HTTP spells so.
    private static (string Group, string Pattern) Header(string kind, string argument) => kind switch
    {
        "T" => ApacheTimes.GetValueOrDefault(argument),
        "i" when argument.Equals("Referer", StringComparison.OrdinalIgnoreCase) => ("referrer", ".*?"),
        _ => default,
    };

    [GeneratedRegex(
        @"\$(?<nginx>[a-z0-9_]+)|\$\{(?<nginx>[a-z0-9_]+)\}|%[<>!0-9,]*\{(?<argument>[^}]*)\}(?<header>[a-zA-Z]+)|%[<>!0-9,]*(?<apache>[a-zA-Z])",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Variable();
}
