using System.Text.RegularExpressions;

namespace SupportDesk.Features.Payers;

/// <summary>Reads numbers the way people type them on a phone.</summary>
internal static partial class PayerNumbers
{
    public const decimal LargestAmount = 100_000_000m;

    /// <summary>«1111», «··1111», «**** 1111».</summary>
    public static bool TryLast4(string text, out string last4)
    {
        var match = Last4().Match(text.Trim());
        last4 = match.Groups["digits"].Value;
        return match.Success;
    }

    /// <summary>
    /// What may be shown again of an answer about four digits: a number that was typed whole leaves its last four,
    /// whether or not its check digit fits.
    /// </summary>
    public static string ShortenCard(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        return digits.Length > 4 ? digits[^4..] : text;
    }

    [GeneratedRegex(@"^[*·•xXхХ.\s-]{0,24}(?<digits>[0-9]{4})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Last4();
}
