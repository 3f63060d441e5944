using System.Globalization;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>Instants and durations as logs write them.</summary>
internal static class LogTime
{
    private static readonly string[] Formats = ["dd/MMM/yyyy:HH:mm:ss zzz", "dd/MMM/yyyy:HH:mm:ss K", "dd/MMM/yyyy:HH:mm:ss.FFFFFF zzz"];

    /// <summary>The time of a combined log, ISO 8601, or seconds since 1970; without a zone it is UTC.</summary>
    public static DateTimeOffset? Read(string text)
    {
        var plain = text.Trim('[', ']', ' ');
        if (double.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var epoch))
            return epoch is > 100_000_000 and < 10_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)(epoch * 1000))
                : epoch is >= 100_000_000_000 and < 10_000_000_000_000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)epoch) : null;
        return DateTimeOffset.TryParseExact(plain, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var combined) ? combined
            : DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var iso) ? iso : null;
    }

    /// <summary>Seconds; nginx lists those of each upstream that was asked, <c>0.100, 2.000 : 0.050</c>, which are added up.</summary>
    public static TimeSpan? Seconds(string text)
    {
        TimeSpan? sum = null;
        foreach (var part in text.Trim('"', ' ').Split([',', ':'], StringSplitOptions.TrimEntries))
        {
            if (part == "-")
                continue;
            if (Span(part, 1) is not { } some)
                return null;
            sum = (sum ?? TimeSpan.Zero) + some;
        }

        return sum;
    }

    public static TimeSpan? Milliseconds(string text) => Span(text, 0.001);

    public static TimeSpan? Nanoseconds(string text) => Span(text, 0.000_000_001);

    public static TimeSpan? Microseconds(string text) => Span(text, 0.000_001);

    private static TimeSpan? Span(string text, double unit) =>
        double.TryParse(text.Trim('"', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * unit < 1_000_000
            ? TimeSpan.FromSeconds(number * unit)
            : null;
}
