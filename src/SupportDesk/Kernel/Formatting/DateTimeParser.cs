using System.Globalization;

namespace SupportDesk.Kernel.Formatting;

/// <summary>Date and time as people type them: «20.11.2026 09:40», «20.11 09:40», «вчера 9:40», «9:40», 2026-11-20T09:40.</summary>
public static class DateTimeParser
{
    private static readonly string[] Formats =
    [
        "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss", "d.M.yyyy", "d.M.yy H:mm", "d.M.yy",
        "yyyy-MM-dd H:mm", "yyyy-MM-dd H:mm:ss", "yyyy-MM-dd", "d/M/yyyy H:mm",
    ];

    private static readonly string[] WithoutYear = ["d.M H:mm", "d.M H:mm:ss", "d.M"];
    private static readonly string[] OnlyTime = ["H:mm", "H:mm:ss"];

    private static readonly Dictionary<string, int> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["сегодня"] = 0,
        ["today"] = 0,
        ["вчера"] = -1,
        ["yesterday"] = -1,
        ["позавчера"] = -2,
    };

    public static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, out DateTimeOffset moment)
    {
        moment = default;
        var plain = string.Join(' ', text.Replace('T', ' ').Replace(',', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("в" or "at" or "МСК" or "MSK" or "мск")));
        var today = now.Date;
        DateTime read;
        var first = plain.Split(' ')[0];
        if (Words.TryGetValue(first, out var days))
        {
            var rest = plain[first.Length..].Trim();
            if (rest.Length > 0 && !Exact(rest, OnlyTime, out read))
                return false;
            read = today.AddDays(days) + (rest.Length > 0 ? TimeOf(rest) : TimeSpan.Zero);
        }
        else if (Exact(plain, OnlyTime, out read))
        {
            read = today + read.TimeOfDay;
        }
        else if (Exact(plain, WithoutYear, out read))
        {
            // A day and month alone mean the last time they were: in January «30.12» is last year's.
            if (!DateTime.TryParse($"{today.Year:0000}-{read.Month:00}-{read.Day:00}", CultureInfo.InvariantCulture, out var day))
                return false;
            read = (day > today.AddDays(1) ? day.AddYears(-1) : day) + read.TimeOfDay;
        }
        else if (!Exact(plain, Formats, out read))
        {
            return false;
        }

        if (read.Year is < 1900 or > 9000)
            return false;
        moment = new DateTimeOffset(read, zone.GetUtcOffset(read));
        return true;
    }

    private static bool Exact(string text, string[] formats, out DateTime read) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out read);

    private static TimeSpan TimeOf(string text) => Exact(text, OnlyTime, out var read) ? read.TimeOfDay : TimeSpan.Zero;
}
