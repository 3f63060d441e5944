using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Payers;

/// <summary>Reads numbers the way people type them on a phone.</summary>
internal static partial class PayerNumbers
{
    public const decimal LargestAmount = 100_000_000m;

    /// <summary>«1 250,50 ₽», «1250.5», «1,250.00», «1250 руб.». A part of three digits after the only mark is thousands.</summary>
    public static bool TryAmount(string text, out decimal amount)
    {
        amount = 0;
        var digits = Noise().Replace(text, "");
        if (!Amount().IsMatch(digits))
            return false;
        var last = digits.LastIndexOfAny(['.', ',']);
        var cents = last >= 0 && digits.Length - last - 1 <= 2;
        var whole = (cents ? digits[..last] : digits).Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(cents ? $"{whole}.{digits[(last + 1)..]}" : whole,
            NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }

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

    /// <summary>A day that exists; «26» is 2026.</summary>
    public static bool TryDate(string day, string month, string year, out DateOnly date)
    {
        date = default;
        if (!TryPart(day, out var d) || !TryPart(month, out var m) || !TryPart(year, out var y))
            return false;
        if (y is >= 0 and < 100)
            y += 2000;
        if (y is < 1 or > 9999 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
            return false;
        date = new DateOnly(y, m, d);
        return true;
    }

    private static bool TryPart(string text, out int value) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out value);

    [GeneratedRegex(@"[\s\u00A0\u202F\u2009']|(?:₽|руб(?:лей|ля|ль|\.)?|р\.?|rub)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Noise();

    [GeneratedRegex(@"^(?:[0-9]{1,12}|[0-9]{1,3}(?:[.,][0-9]{3})+)(?:[.,][0-9]{1,2})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^[*·•xXхХ.\s-]{0,24}(?<digits>[0-9]{4})$", RegexOptions.ExplicitCapture)]
    private static partial Regex Last4();

    [GeneratedRegex(@"^(?<hour>[0-9]{1,2})(?:\s?[:.,ч-]?\s?(?<minute>[0-9]{2}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();
}
