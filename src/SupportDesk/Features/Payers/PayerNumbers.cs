using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Payers;

/// <summary>Reads numbers the way people type them on a phone.</summary>
internal static partial class PayerNumbers
{
    private static readonly string[][] Months =
    [
        ["января", "январь", "january"], ["февраля", "февраль", "february"], ["марта", "март", "march"], ["апреля", "апрель", "april"],
        ["мая", "май", "may"], ["июня", "июнь", "june"], ["июля", "июль", "july"], ["августа", "август", "august"],
        ["сентября", "сентябрь", "september"], ["октября", "октябрь", "october"], ["ноября", "ноябрь", "november"],
        ["декабря", "декабрь", "december"],
    ];

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

    /// <summary>«13:05», «13.05», «1305», «13».</summary>
    public static bool TryTime(string text, out TimeOnly time)
    {
        time = default;
        var match = Clock().Match(text.Trim());
        if (!match.Success)
            return false;
        var hour = int.Parse(match.Groups["hour"].ValueSpan, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;
        if (hour > 23 || minute > 59)
            return false;
        time = new TimeOnly(hour, minute);
        return true;
    }

    /// <summary>A day that exists; «26» is 2026, «ноября», «ноя» and "November" are 11.</summary>
    public static bool TryDate(string day, string month, string year, out DateOnly date)
    {
        date = default;
        if (!TryPart(day, out var d) || !(TryPart(month, out var m) || TryMonth(month, out m)) || !TryPart(year, out var y))
            return false;
        if (y is >= 0 and < 100)
            y += 2000;
        if (y is < 1 or > 9999 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
            return false;
        date = new DateOnly(y, m, d);
        return true;
    }

    // By the first three letters: no two months share them in either language, and the cases of Russian only change the end.
    private static bool TryMonth(string text, out int month)
    {
        var word = text.Trim().TrimEnd('.').ToLowerInvariant();
        month = word.Length < 3 ? 0 : 1 + Array.FindIndex(Months, names => names.Any(name => Begins(name, word)));
        return month > 0;
    }

    // «мая» is all there is of that one; a word that goes on otherwise is another word.
    private static bool Begins(string name, string word) =>
        name.StartsWith(word, StringComparison.Ordinal) || (name[..^1] is { Length: > 2 } stem && word[..^1] == stem);

    private static bool TryPart(string text, out int value) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);

    [GeneratedRegex(@"^[*·•xXхХ.\s-]{0,24}(?<digits>[0-9]{4})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Last4();

    [GeneratedRegex(@"^(?<hour>[0-9]{1,2})(?:\s?[:.,ч-]?\s?(?<minute>[0-9]{2}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();
}
