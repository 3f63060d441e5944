using System.Net;
using System.Text;

namespace SupportDesk.Features.Email.Matching;

/// <summary>
/// The words of an HTML e-mail that has no text part. One pass, nothing is loaded or executed; where a link goes is
/// written behind its words.
/// </summary>
internal static class HtmlText
{
    private const int MostChars = 2_000_000;
    private static readonly HashSet<string> Silent = new(StringComparer.Ordinal)
    {
        "script",
        "style",
        "head",
        "title",
        "template",
        "noscript",
        "svg",
        "math",
        "object",
    };
    private static readonly HashSet<string> Breaks = new(StringComparer.Ordinal)
    {
        "br",
        "p",
        "div",
        "tr",
        "table",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "blockquote",
        "address",
        "dt",
        "dd",
    };

    public static string Of(string html)
    {
        if (html.Length > MostChars)
            html = html[..MostChars];
        var output = new Output();
        var at = 0;
        while (at < html.Length)
        {
            var open = html.IndexOf('<', at);
            if (open < 0)
                open = html.Length;
            output.Text(html.AsSpan(at, open - at));
            if (open == html.Length)
                break;
            at = Markup(html, open, output);
        }

        return output.Finish();
    }

    private static int Markup(string html, int open, Output output)
    {
        if (string.CompareOrdinal(html, open, "<!--", 0, 4) == 0)
            return After(html, "-->", open + 4);
        if (open + 1 >= html.Length || !(char.IsAsciiLetter(html[open + 1]) || html[open + 1] is '/' or '!' or '?'))
        {
            output.Text("<");
            return open + 1;
        }

        var end = EndOfTag(html, open + 1);
        var tag = html.AsSpan(open + 1, end - open - 1);
        var closing = tag.StartsWith("/");
        var name = Name(closing ? tag[1..] : tag);
        var next = Math.Min(end + 1, html.Length);
        if (!closing && Silent.Contains(name) && !tag.EndsWith("/"))
            return After(html, ">", IndexOfClosing(html, name, next));
        output.Tag(name, closing, name == "a" && !closing ? Href(tag) : null);
        return next;
    }

    private static int After(string html, string mark, int from)
    {
        var at = from >= html.Length ? -1 : html.IndexOf(mark, from, StringComparison.Ordinal);
        return at < 0 ? html.Length : at + mark.Length;
    }

    private static int IndexOfClosing(string html, string name, int from)
    {
        var at = html.IndexOf("</" + name, from, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? html.Length : at;
    }

    // A '>' inside a quoted attribute does not end the tag.
    private static int EndOfTag(string html, int from)
    {
        var quote = '\0';
        for (var at = from; at < html.Length; at++)
        {
            var letter = html[at];
            if (quote != '\0')
                quote = letter == quote ? '\0' : quote;
            else if (letter == '>')
                return at;
            else if (letter is '"' or '\'' && html[at - 1] == '=')
                quote = letter;
        }

        // A quote without an end: the tag ends where any '>' comes first.
        var plain = html.IndexOf('>', from);
        return plain < 0 ? html.Length : plain;
    }

    private static string Name(ReadOnlySpan<char> tag)
    {
        var length = 0;
        while (length < tag.Length && length < 20 && char.IsAsciiLetterOrDigit(tag[length]))
            length++;
        return tag[..length].ToString().ToLowerInvariant();
    }

    private static string? Href(ReadOnlySpan<char> tag)
    {
        var at = tag.IndexOf("href", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        var value = tag[(at + 4)..].TrimStart();
        if (value is not ['=', ..])
            return null;
        value = value[1..].TrimStart();
        var end = value is ['"' or '\'', ..] ? value[1..].IndexOf(value[0]) : value.IndexOfAny(' ', '\t', '\n');
        if (value is ['"' or '\'', ..])
            value = value[1..];
        return WebUtility.HtmlDecode((end < 0 ? value : value[..end]).Trim().ToString());
    }

    private sealed class Output
    {
        private readonly StringBuilder text = new();
        private int quotes;
        private int preformatted;
        private int links;
        private string? href;
        private int linkStart;

        public void Text(ReadOnlySpan<char> piece)
        {
            if (piece.IsEmpty)
                return;
            foreach (var letter in WebUtility.HtmlDecode(piece.ToString()))
            {
                if (letter == '\r')
                    continue;
                if (preformatted > 0 && letter == '\n')
                    Break();
                else if (char.IsWhiteSpace(letter) && letter != '\u00A0')
                    Blank();
                else
                    Letter(letter);
            }
        }

        public void Tag(string name, bool closing, string? link)
        {
            if (name == "pre")
                preformatted = Math.Max(0, preformatted + (closing ? -1 : 1));
            if (Breaks.Contains(name) && (name == "br" || !AtLineStart))
                Break();
            if (name == "p" && !closing && text.Length > 0 && !EndsWithEmptyLine)
                Break();
            if (name == "blockquote")
                quotes = Math.Clamp(quotes + (closing ? -1 : 1), 0, 8);
            if (name == "li" && !closing)
                Words("– ");
            if (name is "td" or "th" && !closing && !AtLineStart)
                Words(" ");
            if (name == "a")
                Link(closing, link);
        }

        public string Finish()
        {
            var lines = text.ToString().Split('\n').Select(line => line.TrimEnd());
            var result = new StringBuilder();
            var empty = 0;
            foreach (var line in lines)
            {
                empty = line.Length == 0 ? empty + 1 : 0;
                if (empty < 3)
                    result.Append(line).Append('\n');
            }

            return result.ToString().Trim();
        }

        private bool AtLineStart => text.Length == 0 || text[^1] == '\n';

        private bool EndsWithEmptyLine => text.Length > 1 && text[^1] == '\n' && text[^2] == '\n';

        private void Link(bool closing, string? link)
        {
            if (!closing)
                (href, linkStart) = (links++ < 200 ? link : null, text.Length);
            else if (
                href is not null
                && (href.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || href.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            )
            {
                var shown = text.ToString(linkStart, text.Length - linkStart).Trim();
                if (!shown.TrimEnd('/').Equals(href.TrimEnd('/'), StringComparison.OrdinalIgnoreCase))
                    Words($" <{href}>");
                href = null;
            }
        }

        private void Words(string words)
        {
            foreach (var letter in words)
                Letter(letter);
        }

        private void Letter(char letter)
        {
            if (AtLineStart && quotes > 0)
                text.Append('>', quotes).Append(' ');
            text.Append(letter);
        }

        private void Blank()
        {
            if (!AtLineStart && (preformatted > 0 || text[^1] != ' '))
                text.Append(' ');
        }

        private void Break() => text.Append('\n');
    }
}
