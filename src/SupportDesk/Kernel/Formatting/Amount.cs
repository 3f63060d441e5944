using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Kernel.Formatting;

/// <summary>Amounts of money as people type them, in the currency's main unit.</summary>
public static partial class Amount
{
    private const decimal Most = 1_000_000_000m;

    /// <summary>
    /// As merchants write it, who copy it from a notification: a dot or a comma stands before the fraction, whose places
    /// may be up to six, and blanks between thousands. Commas may stand there too, as English writes it: «1,234.50», «2,480».
    /// </summary>
    /// <param name="problem">Why it is none, a key of the texts; null if it is one.</param>
    public static bool TryParse(string text, out decimal amount, out string? problem)
    {
        amount = 0;
        problem = "AmountNotNumber";
        var plain = Noise().Replace(text, "").TrimEnd('.');
        plain = Thousands().IsMatch(plain) ? plain.Replace(",", "", StringComparison.Ordinal) : plain.Replace(',', '.');
        if (plain.Length == 0 || plain.Count(c => c == '.') > 1)
            return false;
        if (plain[0] == '-')
        {
            problem = "AmountNotPositive";
            return false;
        }

        if (plain.Length > 28 || !decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read))
            return false;
        var places = plain.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? plain.Length - dot - 1 : 0;
        problem = read switch
        {
            <= 0 => "AmountNotPositive",
            > Most => "AmountHuge",
            _ when places > 6 || read != decimal.Round(read, 2) => "AmountPlaces",
            _ => null,
        };
        amount = decimal.Round(read, 2);
        return problem is null;
    }

    /// <summary>
    /// As payers type it on a phone: «1 250,50 ₽», «1250.5», «1,250.00», «1250 руб.». A part of three digits after the only
    /// mark is thousands: nobody pays a fraction of a kopeck.
    /// </summary>
    public static bool TryParseGrouped(string text, out decimal amount)
    {
        amount = 0;
        var digits = Noise().Replace(text, "");
        if (!Grouped().IsMatch(digits))
            return false;
        var last = digits.LastIndexOfAny(['.', ',']);
        var cents = last >= 0 && digits.Length - last - 1 <= 2;
        var whole = (cents ? digits[..last] : digits).Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(cents ? $"{whole}.{digits[(last + 1)..]}" : whole, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
    }

    [GeneratedRegex(
        @"[\s\u00A0\u202F\u2009']|(?:₽|руб(?:лей|ля|ль|\.)?|р\.?|rub)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking
    )]
    private static partial Regex Noise();

    // No amount has thousandths: a comma with three digits behind it divides thousands.
    [GeneratedRegex(@"^[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"^(?:[0-9]{1,12}|[0-9]{1,3}(?:[.,][0-9]{3})+)(?:[.,][0-9]{1,2})?$", RegexOptions.NonBacktracking)]
    private static partial Regex Grouped();
}
