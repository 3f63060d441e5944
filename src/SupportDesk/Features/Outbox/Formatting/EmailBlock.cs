namespace SupportDesk.Features.Outbox.Formatting;

public enum EmailBlockKind { Paragraph, Heading, Facts, Points, Evidence }

/// <summary>A part of an e-mail for the screen. The text is the e-mail's own: nothing is added and nothing left out.</summary>
public sealed record EmailBlock(EmailBlockKind Kind, IReadOnlyList<string> Lines)
{
    /// <summary>
    /// Reads blanks and dashes as plain text has them: two blanks and a colon for facts, four for evidence, a dash for points.
    /// Anything else is a paragraph.
    /// </summary>
    public static IReadOnlyList<EmailBlock> Parse(string email)
    {
        var blocks = new List<EmailBlock>();
        var lines = email.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0)
                continue;
            var kind = KindOf(lines, i);
            var clean = Clean(kind, lines[i]);
            if (kind != EmailBlockKind.Heading && i > 0 && lines[i - 1].Trim().Length > 0 && blocks.Count > 0 && blocks[^1].Kind == kind)
                blocks[^1] = new EmailBlock(kind, [.. blocks[^1].Lines, clean]);
            else
                blocks.Add(new EmailBlock(kind, [clean]));
        }

        return blocks;
    }

    private static EmailBlockKind KindOf(string[] lines, int i) =>
        lines[i] switch
        {
            ['–' or '-', ' ', ..] or [' ', ' ', '–' or '-', ' ', ..] => EmailBlockKind.Points,
            [' ', ' ', ' ', ' ', ..] => EmailBlockKind.Evidence,
            [' ', ' ', ..] line when line.Contains(": ", StringComparison.Ordinal) => EmailBlockKind.Facts,
            { Length: < 50 } line when IsBlank(lines, i - 1) && !IsBlank(lines, i + 1) && char.IsLetterOrDigit(line[^1]) && i > 0 && !IsSignature(lines, i) =>
                EmailBlockKind.Heading,
            _ => EmailBlockKind.Paragraph,
        };

    // The name under an e-mail is short and follows a blank line too, but it comes last.
    private static bool IsSignature(string[] lines, int i) => lines.Skip(i).All(line => line.Trim().Length > 0);

    private static bool IsBlank(string[] lines, int i) => i < 0 || i >= lines.Length || lines[i].Trim().Length == 0;

    private static string Clean(EmailBlockKind kind, string line) => kind switch
    {
        EmailBlockKind.Points => line.TrimStart(' ', '–', '-'),
        EmailBlockKind.Evidence => line[4..].TrimEnd(),
        _ => line.Trim(),
    };
}
