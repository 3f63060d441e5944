using System.Text;
using SupportDesk.Masking;

namespace SupportDesk.Features.Files;

/// <summary>Text as it may be stored: secrets hidden, control characters gone, one kind of line end.</summary>
public readonly record struct SanitizedText(string Text, int Hidden)
{
    private const int MaxBody = 200_000;
    private const int MaxLine = 300;

    public static SanitizedText Body(string? text)
    {
        var clean = Clean(text, keepLines: true).TrimEnd();
        return Masked(clean.Length > MaxBody ? clean[..MaxBody] : clean);
    }

    /// <summary>One line: a line end in a title, a name or a subject becomes a blank and never a header of an e-mail.</summary>
    public static SanitizedText Line(string? text, int max = MaxLine)
    {
        var clean = Clean(text, keepLines: false).Trim();
        return Masked(clean.Length > max ? clean[..max].TrimEnd() : clean);
    }

    public static string? LineOrNull(string? text, int max = MaxLine) =>
        Line(text, max).Text is { Length: > 0 } line ? line : null;

    public static string? BodyOrNull(string? text) => Body(text).Text is { Length: > 0 } body ? body : null;

    private static SanitizedText Masked(string text)
    {
        var masked = MaskText.Mask(text, out var report);
        return new SanitizedText(masked, (int)Math.Min(report.Total, int.MaxValue));
    }

    private static string Clean(string? text, bool keepLines)
    {
        var clean = new StringBuilder(text?.Length ?? 0);
        foreach (var c in (text ?? "").ReplaceLineEndings("\n"))
        {
            if (c == '\n' && keepLines)
                clean.Append(c);
            else if (c is '\n' or '\t')
                clean.Append(keepLines ? c : ' ');
            else if (!char.IsControl(c))
                clean.Append(c);
        }

        return clean.ToString();
    }
}
