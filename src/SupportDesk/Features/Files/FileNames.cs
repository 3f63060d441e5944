using System.Globalization;
using System.Text;

namespace SupportDesk.Features.Files;

/// <summary>File names as they may be shown and given back: no path, no tricks of direction, nothing a browser would run.</summary>
internal static class FileNames
{
    private const int MaxLength = 120;
    private const string Nameless = "file";

    // Text of these kinds would be run by a browser or a web server that believes in extensions.
    private static readonly HashSet<string> Active = new(StringComparer.OrdinalIgnoreCase)
    {
        ".htm", ".html", ".xhtml", ".shtml", ".mht", ".mhtml", ".svg", ".svgz", ".xml", ".xsl", ".xslt", ".js", ".mjs", ".vbs", ".hta",
        ".php", ".php3", ".php5", ".phtml", ".pht", ".phar", ".asp", ".aspx", ".jsp", ".cgi", ".bat", ".cmd", ".ps1", ".sh", ".lnk", ".url", ".scr",
    };

    public static string Clean(string? name)
    {
        var clean = new StringBuilder();
        foreach (var rune in (name ?? "").EnumerateRunes())
        {
            var letter = IsHarmless(rune) ? rune : new Rune('_');
            if (!IsInvisible(rune))
                clean.Append(letter);
        }

        var last = clean.ToString().Split('/', '\\')[^1].Trim(' ', '.', '_');
        if (last.Length == 0)
            return Nameless;
        var extension = Path.GetExtension(last);
        if (Active.Contains(extension))
            (last, extension) = (last + ".txt", extension + ".txt");
        return last.Length <= MaxLength
            ? last
            : last[..(MaxLength - Math.Min(extension.Length, 20))].TrimEnd(' ', '.') + (extension.Length <= 20 ? extension : "");
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned;

    private static bool IsHarmless(Rune rune) => rune.Value is not ('<' or '>' or ':' or '"' or '|' or '?' or '*' or ';' or '%' or '`');
}
