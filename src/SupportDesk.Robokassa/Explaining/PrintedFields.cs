using System.Text.RegularExpressions;

namespace SupportDesk.Robokassa.Explaining;

/// <summary>Reads dictionaries as programs print them, each language in its own way, with words around them.</summary>
internal static partial class PrintedFields
{
    /// <summary>What each of the ways finds, the strictest first; most of it is nothing.</summary>
    public static IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> Of(string text)
    {
        yield return Between(text, PrintR(), ")");
        if (JavaStart().IsMatch(text))
            yield return Between(text, Java(), "})");
        if (GoStart().Match(text) is { Success: true } go)
            yield return Between(text[go.Index..], Go(), "]");
        yield return [.. Tuple().Matches(text).Select(pair => KeyValuePair.Create(pair.Groups["name"].Value, ValueOf(pair)))];
        yield return [.. Multipart().Matches(text).Select(part => KeyValuePair.Create(part.Groups["name"].Value, part.Groups["value"].Value.Trim('\r', '\n')))];
        yield return [.. Pair().Matches(text).Select(pair => KeyValuePair.Create(pair.Groups["name"].Value, ValueOf(pair)))];
    }

    /// <summary>Takes away the backslashes before quotes, slashes and other backslashes.</summary>
    public static string Unescape(string quoted) => Escaped().Replace(quoted, "${plain}");

    private static string ValueOf(Match pair) => pair.Groups["quoted"] is { Success: true } quoted ? Unescape(quoted.Value) : pair.Groups["value"].Value;

    // These languages quote nothing: a value ends where the next name begins, whatever blanks it has.
    private static List<KeyValuePair<string, string>> Between(string text, Regex name, string closing)
    {
        var fields = new List<KeyValuePair<string, string>>();
        for (var match = name.Match(text); match.Success;)
        {
            var next = match.NextMatch();
            var value = text[(match.Index + match.Length)..(next.Success ? next.Index : text.Length)];
            if (!next.Success && value.LastIndexOfAny(closing.ToCharArray()) is var end and >= 0)
                value = value[..end];
            value = value.Trim();
            fields.Add(new(match.Groups["name"].Value, value is ['[', .., ']'] ? value[1..^1] : value));
            match = next;
        }

        return fields;
    }

    private const RegexOptions Plain = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\[(?<name>[a-z_][a-z0-9_]*)\][ \t]*=>", Plain)]
    private static partial Regex PrintR();

    [GeneratedRegex(@"[{(]\s*[a-z_][a-z0-9_]*=[^>]", Plain)]
    private static partial Regex JavaStart();

    [GeneratedRegex(@"[{(,]\s*(?<name>[a-z_][a-z0-9_]*)=", Plain)]
    private static partial Regex Java();

    [GeneratedRegex(@"\bmap\[[a-z_][a-z0-9_]*:", Plain)]
    private static partial Regex GoStart();

    [GeneratedRegex(@"(map\[|\s)(?<name>[a-z_][a-z0-9_]*):", Plain)]
    private static partial Regex Go();

    // ImmutableMultiDict of Python, and its lists of tuples.
    [GeneratedRegex(
        """[(]\s*["'](?<name>[a-z_][a-z0-9_]*)["']\s*,\s*u?("(?<quoted>([^"\\]|\\.)*)"|'(?<quoted>([^'\\]|\\.)*)'|(?<value>[0-9.]+))\s*,?\s*[)]""",
        Plain | RegexOptions.Singleline
    )]
    private static partial Regex Tuple();

    [GeneratedRegex("""form-data;\s*name="?(?<name>[^"\r\n;]+)"?[^\n]*\n([^\r\n]+\r?\n)*\r?\n(?<value>[^\n]*)""", Plain)]
    private static partial Regex Multipart();

    // Python, Ruby, JavaScript, and var_dump and var_export of PHP. A bracket before a value is that of a list with one value.
    [GeneratedRegex(
        """["'\[:]?\b(?<name>[a-z_][a-z0-9_]*)["'\]]*[ \t]*(=>|:|=)(\s*(string\([0-9]+\)\s*"(?<value>[^"]*)"|(int|float)\((?<value>[-0-9.]+)\))"""
            + """|[ \t]*(\[\s*u?("(?<quoted>([^"\\]|\\.)*)"|'(?<quoted>([^'\\]|\\.)*)')\s*\]"""
            + """|u?("(?<quoted>([^"\\]|\\.)*)"|'(?<quoted>([^'\\]|\\.)*)')|(?<value>[^\s"',\[\](){}<>]+)))""",
        Plain | RegexOptions.Singleline
    )]
    private static partial Regex Pair();

    [GeneratedRegex("""\\(?<plain>["'\\/])""", Plain)]
    private static partial Regex Escaped();
}
