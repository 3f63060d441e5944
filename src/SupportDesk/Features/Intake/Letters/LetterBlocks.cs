namespace SupportDesk.Features.Intake.Letters;

public enum LetterBlockKind { Paragraph, Heading, Facts, Points, Evidence }

/// <summary>A part of a letter for the screen. The text is the letter's own: nothing is added and nothing left out.</summary>
public sealed record LetterBlock(LetterBlockKind Kind, IReadOnlyList<string> Lines)
{
    /// <summary>Reads the signs that <see cref="LetterComposer"/> writes; anything else is a paragraph.</summary>
    public static IReadOnlyList<LetterBlock> Parse(string letter)
    {
        var blocks = new List<LetterBlock>();
        var lines = letter.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Trim().Length == 0)
                continue;
            var kind = KindOf(lines, i);
            var clean = Clean(kind, lines[i]);
            if (kind != LetterBlockKind.Heading && i > 0 && lines[i - 1].Trim().Length > 0 && blocks.Count > 0 && blocks[^1].Kind == kind)
                blocks[^1] = new LetterBlock(kind, [.. blocks[^1].Lines, clean]);
            else
                blocks.Add(new LetterBlock(kind, [clean]));
        }

        return blocks;
    }

    private static LetterBlockKind KindOf(string[] lines, int i) => lines[i] switch
    {
        ['–' or '-', ' ', ..] or [' ', ' ', '–' or '-', ' ', ..] => LetterBlockKind.Points,
        [' ', ' ', ' ', ' ', ..] => LetterBlockKind.Evidence,
        [' ', ' ', ..] line when line.Contains(": ", StringComparison.Ordinal) => LetterBlockKind.Facts,
        { Length: < 50 } line when IsBlank(lines, i - 1) && !IsBlank(lines, i + 1) && char.IsLetterOrDigit(line[^1]) && i > 0 && !IsSignature(lines, i) => LetterBlockKind.Heading,
        _ => LetterBlockKind.Paragraph,
    };

    // The name under a letter is short and follows a blank line too, but it comes last.
    private static bool IsSignature(string[] lines, int i) => lines.Skip(i).All(line => line.Trim().Length > 0);

    private static bool IsBlank(string[] lines, int i) => i < 0 || i >= lines.Length || lines[i].Trim().Length == 0;

    private static string Clean(LetterBlockKind kind, string line) => kind switch
    {
        LetterBlockKind.Points => line.TrimStart(' ', '–', '-'),
        LetterBlockKind.Evidence => line[4..].TrimEnd(),
        _ => line.Trim(),
    };
}
