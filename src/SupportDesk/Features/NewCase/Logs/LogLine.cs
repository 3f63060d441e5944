using System.Text.RegularExpressions;

namespace SupportDesk.Features.NewCase.Logs;

/// <summary>What one looks for in a line of a web server's log: when, what was called, what was answered.</summary>
internal static partial class LogLine
{
    private const int Longest = 160;

    /// <summary><c>20/Nov/2026 10:02:41 POST /pay/result 302</c>; a line of another shape keeps its beginning.</summary>
    public static string Short(string line)
    {
        var match = Combined().Match(line);
        if (match.Success)
            return $"{match.Groups["day"].Value} {match.Groups["time"].Value} {match.Groups["verb"].Value} {match.Groups["path"].Value} {match.Groups["status"].Value}";
        return line.Length > Longest ? line[..Longest] + "…" : line;
    }

    [GeneratedRegex(
        """\[(?<day>[0-9]{2}/[A-Za-z]{3}/[0-9]{4}):(?<time>[0-9:]{8})[^\]]*\] "(?<verb>[A-Z]+) (?<path>[^ ?"]+)[^"]*" (?<status>[1-5][0-9]{2})\b""",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Combined();
}
