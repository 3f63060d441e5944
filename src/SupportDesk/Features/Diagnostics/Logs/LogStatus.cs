using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>The HTTP status in a line that no format reads: behind the quoted request, under its name, or alone between blanks.</summary>
internal static partial class LogStatus
{
    private static readonly Regex[] Shapes = [BehindQuotes(), Named(), Iis(), Alone()];

    public static int? Of(string line) => Shapes
        .Select(shape => shape.Match(line))
        .Where(match => match.Success)
        .Select(match => (int?)int.Parse(match.Groups["status"].Value, CultureInfo.InvariantCulture))
        .FirstOrDefault();

    [GeneratedRegex("\"\\s(?<status>[1-5][0-9]{2})(\\s|$)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex BehindQuotes();

    [GeneratedRegex(
        "\\bstatus(_?code)?\"?\\s?[:=]\\s?\"?(?<status>[1-5][0-9]{2})\\b",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking | RegexOptions.IgnoreCase
    )]
    private static partial Regex Named();

    // sc-status sc-substatus sc-win32-status time-taken
    [GeneratedRegex("\\s(?<status>[1-5][0-9]{2})\\s[0-9]+\\s[0-9]+(\\s[0-9]+)?\\s*$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Iis();

    [GeneratedRegex("\\s(?<status>[1-5][0-9]{2})(\\s|$)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Alone();
}
