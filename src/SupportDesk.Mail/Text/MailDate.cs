using System.Globalization;

namespace SupportDesk.Mail;

/// <summary>Dates of RFC 5322 section 3.3, read leniently.</summary>
internal static class MailDate
{
    private static readonly string[] Months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    internal static string Format(DateTimeOffset date)
    {
        var zone = date.Offset;
        var sign = zone < TimeSpan.Zero ? '-' : '+';
        return date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + sign + zone.ToString("hhmm", CultureInfo.InvariantCulture);
    }

    internal static bool TryParse(string? text, out DateTimeOffset date)
    {
        date = default;
        if (text is null || text.Length > 200) return false;
        var comment = text.IndexOf('(', StringComparison.Ordinal);
        if (comment >= 0) text = text[..comment];
        int? day = null, month = null, year = null;
        TimeSpan? time = null;
        var zone = TimeSpan.Zero;
        foreach (var token in text.Split([' ', '\t', ',', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (token.Contains(':', StringComparison.Ordinal)) time ??= TimeOf(token);
            else if (time is not null && (token[0] == '+' || !char.IsAsciiDigit(token[0]))) zone = ZoneOf(token) ?? zone;
            else if (time is not null && year is not null && token.Length == 4) zone = -(ZoneOf("+" + token) ?? TimeSpan.Zero);
            else if (Number(token) is { } number)
            {
                if (day is null && number is >= 1 and <= 31) day = number;
                else year ??= number;
            }
            else if (Array.IndexOf(Months, token[..Math.Min(3, token.Length)].ToUpperInvariant()) is var index and >= 0) month ??= index + 1;
        }
        if (day is null || month is null || year is null) return false;
        if (year < 100) year += year < 50 ? 2000 : 1900;
        if (year is < 1900 or > 9998 || day > DateTime.DaysInMonth(year.Value, month.Value)) return false;
        date = new DateTimeOffset(new DateTime(year.Value, month.Value, day.Value) + (time ?? TimeSpan.Zero), zone);
        return true;
    }

    private static TimeSpan? TimeOf(string token)
    {
        var parts = token.Split(':');
        if (parts.Length is < 2 or > 3 || Number(parts[0]) is not (>= 0 and <= 23 and var hour) || Number(parts[1]) is not (>= 0 and <= 59 and var minute)) return null;
        var second = parts.Length == 3 ? Number(parts[2].Split('.')[0]) ?? 0 : 0;
        return new TimeSpan(hour, minute, Math.Clamp(second, 0, 59));
    }

    private static TimeSpan? ZoneOf(string token)
    {
        if (token[0] == '+' && token.Length == 5 && Number(token[1..]) is { } number && number / 100 <= 13 && number % 100 < 60)
        {
            return new TimeSpan(number / 100, number % 100, 0);
        }
        return token.ToUpperInvariant() switch
        {
            "GMT" or "UT" or "UTC" or "Z" => TimeSpan.Zero,
            "MSK" => TimeSpan.FromHours(3),
            "EST" or "CDT" => TimeSpan.FromHours(-5),
            "EDT" => TimeSpan.FromHours(-4),
            "CST" or "MDT" => TimeSpan.FromHours(-6),
            "MST" or "PDT" => TimeSpan.FromHours(-7),
            "PST" => TimeSpan.FromHours(-8),
            _ => null,
        };
    }

    private static int? Number(string token) => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
