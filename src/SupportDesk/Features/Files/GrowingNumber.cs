using System.Text.RegularExpressions;

namespace SupportDesk.Features.Files;

/// <summary>
/// The end of a text that is still being typed and may become a card number. A draft is saved while the hand rests: the first
/// twelve digits of a card are no card number to the masker, and must not lie on the disk all the same.
/// </summary>
public static partial class GrowingNumber
{
    private const int Shown = 4;

    /// <summary>The text as a draft may hold it: of such a number the last four digits stay.</summary>
    public static string Hide(string text)
    {
        if (AtTheEnd().Match(text) is not { Success: true } match)
            return text;
        var left = match.Value.Count(char.IsAsciiDigit) - Shown;
        return text[..match.Index] + string.Concat(match.Value.Select(c => char.IsAsciiDigit(c) && left-- > 0 ? '*' : c));
    }

    // Eleven digits and more, as an issuer's numbers begin, parted by no more than two characters.
    [GeneratedRegex(
        @"(?<![0-9A-Za-z+*])(?:2[2-7]|3[04-9]|[456][0-9]|81)(?:[\s.,_/|\u00AD\u200B-\u200F\u2060\uFEFF\-]{0,2}[0-9]){9,17}[\s.,\-]{0,2}\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex AtTheEnd();
}
