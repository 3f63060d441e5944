using System.Text;
using SupportDesk.Masking;

namespace SupportDesk.Features.Files;

/// <summary>Text as it may be stored: secrets hidden, control characters gone, one kind of line end.</summary>
/// <param name="Text">What may be stored.</param>
/// <param name="Hidden">How many places were hidden in it.</param>
/// <param name="Cut">The text was longer than may be stored: who can still be asked is asked for a shorter one.</param>
public readonly record struct SanitizedText(string Text, int Hidden, bool Cut = false)
{
    /// <summary>Characters of one text.</summary>
    public const int MaxBody = 200_000;

    private const int MaxLine = 300;

    public static SanitizedText Body(string? text) => Masked(Clean(text, keepLines: true).TrimEnd(), MaxBody);

    /// <summary>One line: a line end in a title, a name or a subject becomes a blank and never a header of an e-mail.</summary>
    public static SanitizedText Line(string? text, int max = MaxLine) => Masked(Clean(text, keepLines: false).Trim(), max);

    public static string? LineOrNull(string? text, int max = MaxLine) =>
        Line(text, max).Text is { Length: > 0 } line ? line : null;

    public static string? BodyOrNull(string? text) => Body(text).Text is { Length: > 0 } body ? body : null;

    // Masked before it is cut: half a card number is no card number to the masker. And once more behind the cut, which may
    // make one out of a longer run of digits.
    private static SanitizedText Masked(string text, int max)
    {
        var masked = MaskText.Mask(text, out var report);
        var hidden = (int)Math.Min(report.Total, int.MaxValue);
        if (masked.Length <= max)
            return new SanitizedText(masked, hidden);
        masked = MaskText.Mask(masked[..max].TrimEnd(), out report);
        return new SanitizedText(masked, hidden + (int)report.Total, Cut: true);
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
