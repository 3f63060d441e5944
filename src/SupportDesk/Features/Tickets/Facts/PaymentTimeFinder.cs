using System.Globalization;
using System.Text.RegularExpressions;

namespace SupportDesk.Features.Tickets.Facts;

/// <summary>Finds when somebody says that they paid: a day, with a time or without, in a sentence that speaks of paying.</summary>
internal static partial class PaymentTimeFinder
{
    private const string EnglishNames = "january|february|march|april|may|june|july|august|september|october|november|december"
        + "|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec";

    private const int OldestDays = 730;

    private static readonly string[] Months =
        ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"];

    private static readonly string[] EnglishMonths = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <param name="at">When it was written.</param>
    public static IEnumerable<FoundFact> Find(string text, DateTimeOffset at, TimeZoneInfo zone)
    {
        var written = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        foreach (var sentence in Sentences(text))
        {
            if (!Paying().IsMatch(sentence))
                continue;
            foreach (var (day, time) in Days(sentence, written.Date))
            {
                var moment = day + (time ?? TimeSpan.Zero);
                // A day to come is a promise, and one long ago belongs to another story.
                if (moment > written || day < written.Date.AddDays(-OldestDays))
                    continue;
                var instant = new DateTimeOffset(moment, zone.GetUtcOffset(moment));
                yield return new FoundFact(FactField.PaidAt, FactValue.Write(instant, time is null, zone));
            }
        }
    }

    private static string[] Sentences(string text) => Break().Split(text);

    private static IEnumerable<(DateTime Day, TimeSpan? Time)> Days(string sentence, DateTime today)
    {
        foreach (Match match in Numeric().Matches(sentence))
        {
            var time = TimeOf(match);
            var year = match.Groups["year"].Value;
            // 10.0.12.1 is an address and 25.11 may be a sum: without a year a day needs its time.
            if (!IsFree(sentence, match) || (year.Length == 0 && time is null))
                continue;
            if (DayOf(year, match.Groups["month"].Value, match.Groups["day"].Value, today) is { } day)
                yield return (day, time);
        }

        foreach (Match match in Iso().Matches(sentence))
        {
            if (IsFree(sentence, match) && DayOf(match.Groups["year"].Value, match.Groups["month"].Value, match.Groups["day"].Value, today) is { } day)
                yield return (day, TimeOf(match));
        }

        foreach (Match match in Worded().Matches(sentence).Concat(WordedBehind().Matches(sentence)))
        {
            if (IsFree(sentence, match) && MonthOf(match.Groups["name"].Value) is { } month
                && DayOf(match.Groups["year"].Value, month, match.Groups["day"].Value, today) is { } day)
                yield return (day, TimeOf(match));
        }

        foreach (Match match in Relative().Matches(sentence))
        {
            var back = match.Groups["word"].Value.ToLowerInvariant() switch { "сегодня" or "today" => 0, "вчера" or "yesterday" => 1, _ => 2 };
            if (IsFree(sentence, match))
                yield return (today.AddDays(-back), TimeOf(match));
        }
    }

    private static string? MonthOf(string name)
    {
        var plain = name.ToLowerInvariant();
        var at = Array.FindIndex(EnglishMonths, month => plain.StartsWith(month, StringComparison.Ordinal));
        if (at < 0)
            at = Array.FindIndex(Months, month => plain.StartsWith(month, StringComparison.Ordinal));
        return at < 0 ? null : (at + 1).ToString(CultureInfo.InvariantCulture);
    }

    // Without a year it is the last time that the day was.
    private static DateTime? DayOf(string year, string month, string day, DateTime today)
    {
        var whole = year.Length switch { 0 => today.Year, 2 => 2000 + Number(year), _ => Number(year) };
        if (Read(whole) is not { } read)
            return null;
        return year.Length == 0 && read > today ? Read(whole - 1) : read;

        DateTime? Read(int of) => Number(month) is var m and >= 1 and <= 12 && of is > 2000 and < 2200 && Number(day) is var d and >= 1
            && d <= DateTime.DaysInMonth(of, m) ? new DateTime(of, m, d) : null;
    }

    private static TimeSpan? TimeOf(Match match) => match.Groups["hour"] is { Success: true } hour && Number(hour.Value) < 24
        && Number(match.Groups["minute"].Value) < 60 ? new TimeSpan(Number(hour.Value), Number(match.Groups["minute"].Value), 0) : null;

    private static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static bool IsFree(string text, Match match)
    {
        var (from, to) = (match.Index, match.Index + match.Length);
        return (from == 0 || !(char.IsLetterOrDigit(text[from - 1]) || text[from - 1] is '.' or '*' or '-' or '/' or ':'))
            && (to == text.Length || !(char.IsLetterOrDigit(text[to]) || (text[to] is '.' or '-' or '/' or ':' && to + 1 < text.Length
                && char.IsAsciiDigit(text[to + 1]))));
    }

    [GeneratedRegex(@"(?<day>[0-9]{1,2})[./](?<month>[0-9]{1,2})(?:[./](?<year>20[0-9]{2}|[0-9]{2}))?(?:г\.?| г\.?)?"
        + @"(?:,? (?:в |at )?(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"(?<year>20[0-9]{2})-(?<month>[0-9]{2})-(?<day>[0-9]{2})(?:[T ](?<hour>[0-9]{2}):(?<minute>[0-9]{2}))?",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Iso();

    [GeneratedRegex(
        @"(?<day>[0-9]{1,2}) (?<name>январ[яь]|феврал[яь]|марта?|апрел[яь]|ма[яй]|июн[яь]|июл[яь]|августа?|сентябр[яь]|октябр[яь]|ноябр[яь]|декабр[яь]|"
        + EnglishNames + @")(?:,? (?<year>20[0-9]{2}))?(?:г\.?| г\.?| года)?"
        + @"(?:,? (?:в |at |около )?(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Worded();

    [GeneratedRegex(
        @"(?<name>" + EnglishNames + @")\.? (?<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:,? (?<year>20[0-9]{2}))?"
        + @"(?:,? (?:at )?(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex WordedBehind();

    [GeneratedRegex(@"(?<word>сегодня|вчера|позавчера|today|yesterday)(?:,? (?:днём |утром |вечером )?"
        + @"(?:в |at |около )?(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2}))?",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Relative();

    [GeneratedRegex("оплат|оплач|плат[иеё]|заплат|списа|перев[её]л|paid|pay|charged|debited", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Paying();

    [GeneratedRegex(@"[!?\n;]|[.](?:[ ]+[A-ZА-ЯЁ«]|$)", RegexOptions.NonBacktracking)]
    private static partial Regex Break();
}
