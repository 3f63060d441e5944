using System.Text.RegularExpressions;

namespace SupportDesk.Features.Tickets;

/// <summary>Parts an e-mail into what was written and what was quoted or signed. Nothing is taken away, only folded.</summary>
internal static partial class QuoteFolder
{
    /// <param name="IsQuote">Quoted lines or a signature.</param>
    /// <param name="Lines">Lines in it.</param>
    public sealed record Part(string Text, bool IsQuote, int Lines);

    public static IReadOnlyList<Part> Split(string body)
    {
        var lines = body.Split('\n');
        var parts = new List<Part>();
        for (var from = 0; from < lines.Length;)
        {
            var quote = IsQuoted(lines, from);
            var to = from + 1;
            // A separator or the mark of a signature: all that follows belongs to it.
            if (Rest().IsMatch(lines[from]))
                to = lines.Length;
            while (to < lines.Length && IsQuoted(lines, to) == quote && !Rest().IsMatch(lines[to]))
                to++;
            Add(parts, string.Join('\n', lines[from..to]).Trim('\n', ' ', '\t'), quote, to - from);
            from = to;
        }

        // An e-mail that is nothing but a quote is shown as it is.
        return parts.Exists(part => !part.IsQuote) ? parts : [new Part(body, false, lines.Length)];
    }

    // A quote and the signature after it are folded together.
    private static void Add(List<Part> parts, string text, bool quote, int lines)
    {
        if (text.Length == 0)
            return;
        if (quote && parts.Count > 0 && parts[^1].IsQuote)
            parts[^1] = new Part(parts[^1].Text + "\n" + text, true, parts[^1].Lines + lines);
        else
            parts.Add(new Part(text, quote, lines));
    }

    private static bool IsQuoted(string[] lines, int i) => lines[i].Length == 0
        ? i > 0 && i + 1 < lines.Length && lines[i - 1].StartsWith('>') && lines[i + 1].StartsWith('>')
        : lines[i][0] == '>' || Rest().IsMatch(lines[i]) || (Introduction().IsMatch(lines[i]) && NextIsQuote(lines, i));

    private static bool NextIsQuote(string[] lines, int i) =>
        lines.Skip(i + 1).SkipWhile(line => line.Trim().Length == 0).FirstOrDefault()?.StartsWith('>') == true;

    [GeneratedRegex(
        @"^(-- ?$|-{2,}\s*(Original Message|Исходное сообщение|Пересылаемое сообщение|Forwarded message|Конец пересылаемого)|_{10,}$)",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Rest();

    [GeneratedRegex(@"^.{6,200}(wrote|writes|пишет|написал|написала|написал\(а\)|писал)\s*:\s*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Introduction();
}
