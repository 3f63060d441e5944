using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Kernel.Formatting;

/// <summary>A moment as it was typed.</summary>
/// <param name="At">In the zone of the reader, also where the text says «мск»; midnight if no time was given.</param>
/// <param name="HasTime">A time was given, not only a day.</param>
/// <param name="IsRelative">It depends on the day on which it was typed: «вчера 9:40», or a time alone.</param>
public readonly record struct TypedMoment(DateTimeOffset At, bool HasTime, bool IsRelative);

/// <summary>
/// Date and time as people type them: «20.11.2026 09:40», «20.11 09:40», «25 ноября 14:03», «вчера 9:40», «9:40», 28112026, 1430,
/// 28/11/2026, 2026-11-20T09:40. The day stands before the month.
/// </summary>
public static partial class DateTimeParser
{
    public const string NotDate = "MomentNotDate";
    public const string NoSuchDay = "MomentNoSuchDay";
    public const string NoSuchTime = "MomentNoSuchTime";
    private const int MostLetters = 60;

    private static readonly Dictionary<string, int> Days = new(StringComparer.Ordinal)
    {
        ["сегодня"] = 0,
        ["today"] = 0,
        ["вчера"] = -1,
        ["yesterday"] = -1,
        ["позавчера"] = -2,
        ["завтра"] = 1,
        ["tomorrow"] = 1,
    };

    private static readonly HashSet<string> Fillers = new(StringComparer.Ordinal) { "в", "во", "at", "on", "г", "г.", "года" };

    private static readonly HashSet<string> Moscow = new(StringComparer.Ordinal) { "мск", "msk", "(мск)", "(msk)" };

    private static readonly TimeZoneInfo MoscowZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");

    private static readonly string[][] Months =
    [
        ["января", "январь", "january"], ["февраля", "февраль", "february"], ["марта", "март", "march"], ["апреля", "апрель", "april"],
        ["мая", "май", "may"], ["июня", "июнь", "june"], ["июля", "июль", "july"], ["августа", "август", "august"],
        ["сентября", "сентябрь", "september"], ["октября", "октябрь", "october"], ["ноября", "ноябрь", "november"],
        ["декабря", "декабрь", "december"],
    ];

    /// <param name="now">Now, in the zone in which moments are typed.</param>
    public static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, out TypedMoment moment) =>
        TryParse(text, now, zone, out moment, out _);

    /// <summary>A day without a year is the last one that was; a time alone is today's.</summary>
    /// <param name="now">Now, in the zone in which moments are typed.</param>
    /// <param name="problem">Why it is none, a key of the texts; null if it is one.</param>
    public static bool TryParse(string text, DateTimeOffset now, TimeZoneInfo zone, out TypedMoment moment, out string? problem)
    {
        (moment, problem) = (default, NotDate);
        if (text.Length > MostLetters)
            return false;
        var words = Words(text);
        if (words.Length == 0)
            return false;
        // Receipts and the provider name Moscow's time, wherever the desk stands.
        var typedIn = words.Any(Moscow.Contains) ? MoscowZone : zone;
        words = [.. words.Where(word => !Moscow.Contains(word))];
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, typedIn).Date);
        var best = new Reading(null, null, false, NotDate);
        foreach (var (date, time) in Splits(words))
        {
            var read = Read(date, time, today);
            if (read.Problem is null)
            {
                problem = null;
                var local = read.Day!.Value.ToDateTime(read.Time ?? TimeOnly.MinValue);
                var at = new DateTimeOffset(local, (read.Time is null ? zone : typedIn).GetUtcOffset(local));
                moment = new TypedMoment(TimeZoneInfo.ConvertTime(at, zone), read.Time is not null, read.IsRelative);
                return true;
            }

            if (best.Problem == NotDate)
                best = read;
        }

        problem = best.Problem;
        return false;
    }

    /// <summary>«13:05», «13.05», «1305», «13 ч 05», «13», "1:05 pm".</summary>
    public static bool TryTime(string text, out TimeOnly time)
    {
        time = default;
        var match = Clock().Match(text.Trim().ToLowerInvariant());
        if (!match.Success)
            return false;
        var hour = Number(match, "hour");
        var (minute, second) = (Number(match, "minute"), Number(match, "second"));
        if (match.Groups["half"] is { Success: true } half)
        {
            if (hour is < 1 or > 12)
                return false;
            hour = hour % 12 + (half.Value[0] == 'p' ? 12 : 0);
        }

        if (hour > 23 || minute > 59 || second > 59)
            return false;
        time = new TimeOnly(hour, minute, second);
        return true;
    }

    /// <summary>A day that exists, in three parts; «26» is 2026, «ноября», «ноя» and "November" are 11.</summary>
    public static bool TryDate(string day, string month, string year, out DateOnly date)
    {
        date = default;
        if (!TryPart(day, out var d) || !(TryPart(month, out var m) || TryMonth(month, out m)) || !TryPart(year, out var y))
            return false;
        if (y is >= 0 and < 100)
            y += 2000;
        if (y is < 1900 or > 9000 || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(y, m))
            return false;
        date = new DateOnly(y, m, d);
        return true;
    }

    /// <summary>As it is written into a field, so that it is read as the same moment on any later day: «25.11.2026 14:03».</summary>
    /// <param name="local">In the zone in which it is shown.</param>
    public static string Format(DateTimeOffset local, bool hasTime) => local.ToString(
        !hasTime ? "dd.MM.yyyy" : local.Second == 0 ? "dd.MM.yyyy HH:mm" : "dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string[] Words(string text) =>
    [
        .. IsoMark().Replace(text.ToLowerInvariant(), " ").Replace(", ", " ", StringComparison.Ordinal)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim(','))
            .Where(word => word.Length > 0 && !Fillers.Contains(word)),
    ];

    // All of it as a day, all of it as a time, then every place where one may end and the other begin.
    private static IEnumerable<(string? Date, string? Time)> Splits(string[] words)
    {
        var all = string.Join(' ', words);
        yield return (all, null);
        yield return (null, all);
        for (var i = words.Length - 1; i > 0; i--)
        {
            var (first, second) = (string.Join(' ', words[..i]), string.Join(' ', words[i..]));
            yield return (first, second);
            yield return (second, first);
        }
    }

    private static Reading Read(string? date, string? time, DateOnly today)
    {
        TimeOnly? clock = null;
        if (time is not null)
        {
            // A number of one or two digits is an hour only behind a day.
            if (date is null && time.Length < 3)
                return new(null, null, false, NotDate);
            if (TryTime(time, out var read))
                clock = read;
            else
                return new(null, null, false, LooksLikeTime().IsMatch(time) && (date is null || ReadDay(date, today).Day is not null) ? NoSuchTime : NotDate);
        }

        if (date is null)
            return new(today, clock, true, null);
        var (day, relative, problem) = ReadDay(date, today);
        return new(day, clock, relative, problem);
    }

    private static (DateOnly? Day, bool IsRelative, string? Problem) ReadDay(string text, DateOnly today)
    {
        if (Days.TryGetValue(text, out var days))
            return (today.AddDays(days), true, null);
        var shapes = new[] { DayFirst(), YearFirst(), DayAndWord(), WordAndDay(), EightDigits(), EightDigitsYearFirst(), SixDigits() };
        var problem = NotDate;
        foreach (var match in shapes.Select(shape => shape.Match(text)).Where(match => match.Success))
        {
            var (day, month, year) = (match.Groups["day"].Value, match.Groups["month"].Value, match.Groups["year"].Value);
            if (year.Length > 0 ? TryDate(day, month, year, out var date) : TryLast(day, month, today, out date))
                return (date, false, null);
            if (!char.IsLetter(month[0]) || TryMonth(month, out _))
                problem = NoSuchDay;
        }

        return (null, false, problem);
    }

    // A day and month alone mean the last time they were: in January «30.12» is last year's.
    private static bool TryLast(string day, string month, DateOnly today, out DateOnly date) =>
        (TryDate(day, month, today.Year.ToString(CultureInfo.InvariantCulture), out date) && date <= today.AddDays(1))
        || TryDate(day, month, (today.Year - 1).ToString(CultureInfo.InvariantCulture), out date);

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

    private static int Number(Match match, string name) =>
        match.Groups[name] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : 0;

    private readonly record struct Reading(DateOnly? Day, TimeOnly? Time, bool IsRelative, string? Problem);

    [GeneratedRegex(
        @"^(?<hour>[0-9]{1,2})"
        + @"(?:\s?(?:[:.,-]|ч\.?)?\s?(?<minute>[0-9]{2})(?:[:.](?<second>[0-9]{2})(?:\.[0-9]{1,7})?)?(?:\s?м(?:ин)?\.?)?|\s?ч\.?)?"
        + @"(?:\s?(?<half>[ap])\.?m\.?)?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^[0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2})?$|^[0-9]{4}$", RegexOptions.ExplicitCapture)]
    private static partial Regex LooksLikeTime();

    [GeneratedRegex(@"(?<=[0-9])t(?=[0-9])")]
    private static partial Regex IsoMark();

    [GeneratedRegex(@"^(?<day>[0-9]{1,2})(?<mark>[./-])(?<month>[0-9]{1,2})(\k<mark>(?<year>[0-9]{4}|[0-9]{2}))?\.?$", RegexOptions.ExplicitCapture)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?<year>[0-9]{4})(?<mark>[./-])(?<month>[0-9]{1,2})\k<mark>(?<day>[0-9]{1,2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"^(?<day>[0-9]{1,2})(?:-?(?:го|st|nd|rd|th))?[ .]?(?<month>\p{L}{3,10})\.?(?: (?<year>[0-9]{4}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex DayAndWord();

    [GeneratedRegex(@"^(?<month>\p{L}{3,10})\.? (?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:,? (?<year>[0-9]{4}))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex WordAndDay();

    [GeneratedRegex("^(?<day>[0-9]{2})(?<month>[0-9]{2})(?<year>[0-9]{4})$", RegexOptions.ExplicitCapture)]
    private static partial Regex EightDigits();

    [GeneratedRegex("^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex EightDigitsYearFirst();

    [GeneratedRegex("^(?<day>[0-9]{2})(?<month>[0-9]{2})(?<year>[0-9]{2})$", RegexOptions.ExplicitCapture)]
    private static partial Regex SixDigits();
}
