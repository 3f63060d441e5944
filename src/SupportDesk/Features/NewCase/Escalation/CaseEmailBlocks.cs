namespace SupportDesk.Features.NewCase.Escalation;

public enum CaseEmailBlockKind { Paragraph, Heading, Facts, Points, Evidence }

/// <summary>A part of an e-mail for the screen. The text is the e-mail's own: nothing is added and nothing left out.</summary>
public sealed record CaseEmailBlock(CaseEmailBlockKind Kind, IReadOnlyList<string> Lines)
{
    /// <summary>Reads the signs that <see cref="CaseEmailComposer"/> writes; anything else is a paragraph.</summary>
    public static IReadOnlyList<CaseEmailBlock> Parse(string email)
    {
        var blocks = new List<CaseEmailBlock>();
        var lines = email.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0)
                continue;
            var kind = KindOf(lines, i);
            var clean = Clean(kind, lines[i]);
            if (kind != CaseEmailBlockKind.Heading && i > 0 && lines[i - 1].Trim().Length > 0 && blocks.Count > 0 && blocks[^1].Kind == kind)
                blocks[^1] = new CaseEmailBlock(kind, [.. blocks[^1].Lines, clean]);
            else
                blocks.Add(new CaseEmailBlock(kind, [clean]));
        }

        return blocks;
    }

    private static CaseEmailBlockKind KindOf(string[] lines, int i) =>
        lines[i] switch
        {
            ['–' or '-', ' ', ..] or [' ', ' ', '–' or '-', ' ', ..] => CaseEmailBlockKind.Points,
            [' ', ' ', ' ', ' ', ..] => CaseEmailBlockKind.Evidence,
            [' ', ' ', ..] line when line.Contains(": ", StringComparison.Ordinal) => CaseEmailBlockKind.Facts,
            { Length: < 50 } line when IsBlank(lines, i - 1) && !IsBlank(lines, i + 1) && char.IsLetterOrDigit(line[^1]) && i > 0 && !IsSignature(lines, i) =>
                CaseEmailBlockKind.Heading,
            _ => CaseEmailBlockKind.Paragraph,
        };

    // The name under an e-mail is short and follows a blank line too, but it comes last.
    private static bool IsSignature(string[] lines, int i) => lines.Skip(i).All(line => line.Trim().Length > 0);

    private static bool IsBlank(string[] lines, int i) => i < 0 || i >= lines.Length || lines[i].Trim().Length == 0;

    private static string Clean(CaseEmailBlockKind kind, string line) => kind switch
    {
        CaseEmailBlockKind.Points => line.TrimStart(' ', '–', '-'),
        CaseEmailBlockKind.Evidence => line[4..].TrimEnd(),
        _ => line.Trim(),
    };
}
