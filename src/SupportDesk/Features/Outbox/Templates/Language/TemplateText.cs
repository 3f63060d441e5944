using System.Text;

namespace SupportDesk.Features.Outbox.Templates.Language;

/// <summary>A piece of a filled text. Filled pieces come from outside the template: nothing in them is ever read as a placeholder.</summary>
public readonly record struct TemplatePiece(string Text, bool IsFilled);

/// <summary>
/// A template, read once: plain text with names in double braces. No conditions, loops or code. A line with a placeholder
/// that has no value is left out; that is all the logic there is.
/// </summary>
public sealed class TemplateText
{
    public const int MaxLength = 20_000;

    private readonly List<List<Part>> lines = [];
    private readonly List<TemplateFault> faults = [];

    private TemplateText()
    {
    }

    /// <param name="Text">Literal text; for a placeholder its name as typed.</param>
    private sealed record Part(string Text, Placeholder? Hole);

    /// <summary>What keeps this text from being a template of its kind of e-mail, in the order of places.</summary>
    public IReadOnlyList<TemplateFault> Faults => faults;

    /// <summary>Never throws: what is wrong stands in <see cref="Faults"/>, and the text can be shown nevertheless.</summary>
    public static TemplateText Parse(string text, IReadOnlyCollection<Placeholder> known)
    {
        var template = new TemplateText();
        if (text.Length > MaxLength)
        {
            template.faults.Add(new(TemplateFaultKind.TooLong));
            text = text[..MaxLength];
        }

        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
            template.lines.Add(template.ReadLine(line, ++number, known));
        if (string.IsNullOrWhiteSpace(text))
            template.faults.Add(new(TemplateFaultKind.Empty));
        var used = template.lines.SelectMany(line => line).Select(part => part.Hole).ToHashSet();
        template.faults.AddRange(
            known.Where(hole => hole.Required && !used.Contains(hole)).Select(hole => new TemplateFault(TemplateFaultKind.Missing, hole.Name))
        );
        return template;
    }

    /// <summary>Fills in one go: what a value contains is text, whatever it looks like (T-35).</summary>
    public string Fill(IReadOnlyDictionary<string, string?> values) => string.Concat(Pieces(values).Select(piece => piece.Text));

    /// <summary>The same with the places marked, for the preview.</summary>
    public IEnumerable<TemplatePiece> Pieces(IReadOnlyDictionary<string, string?> values)
    {
        var pieces = new List<TemplatePiece>();
        var gap = false;
        foreach (var line in lines)
        {
            if (line.Any(part => part.Hole is { } hole && ValueOf(hole, values).Length == 0))
                continue;
            if (line.TrueForAll(part => part.Hole is null && part.Text.Trim().Length == 0))
            {
                gap = true;
                continue;
            }

            if (pieces.Count > 0)
                pieces.Add(new(gap ? "\n\n" : "\n", false));
            gap = false;
            pieces.AddRange(line.Select(part => part.Hole is { } hole ? new TemplatePiece(ValueOf(hole, values), true) : new TemplatePiece(part.Text, false)));
        }

        return pieces;
    }

    private static string ValueOf(Placeholder hole, IReadOnlyDictionary<string, string?> values)
    {
        var value = values.GetValueOrDefault(hole.Name)?.ReplaceLineEndings("\n") ?? "";
        return hole.IsBlock ? value.Trim('\n') : OneLine(value);
    }

    // A line end in a name or a title must begin no line of the e-mail, and no header (T-33).
    private static string OneLine(string value)
    {
        if (!value.Any(char.IsControl))
            return value.Trim();
        var line = new StringBuilder(value.Length);
        foreach (var letter in value)
            line.Append(char.IsControl(letter) ? ' ' : letter);
        return line.ToString().Trim();
    }

    private List<Part> ReadLine(string line, int number, IReadOnlyCollection<Placeholder> known)
    {
        var parts = new List<Part>();
        var at = 0;
        while (at < line.Length)
        {
            var open = line.IndexOf("{{", at, StringComparison.Ordinal);
            if (open < 0)
                break;
            var close = line.IndexOf("}}", open + 2, StringComparison.Ordinal);
            if (close < 0)
            {
                faults.Add(new(TemplateFaultKind.Unclosed, line[open..], number, open + 1));
                break;
            }

            var name = line[(open + 2)..close].Trim();
            var hole = known.FirstOrDefault(candidate => candidate.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            if (hole is null)
                faults.Add(new(TemplateFaultKind.Unknown, name, number, open + 1, NearestName.Find(name, known.Select(candidate => candidate.Name))));
            if (open > at)
                parts.Add(new(line[at..open], null));
            parts.Add(hole is null ? new(line[open..(close + 2)], null) : new(name, hole));
            if (hole is { IsBlock: true } && line.Trim() != line[open..(close + 2)])
                faults.Add(new(TemplateFaultKind.NotAlone, name, number, open + 1));
            at = close + 2;
        }

        if (at < line.Length)
            parts.Add(new(line[at..], null));
        return parts;
    }
}
