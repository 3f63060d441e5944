using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Tests.Kernel.Formatting;

public sealed class DateTimeParserTests
{
    private static readonly TimeZoneInfo Moscow = TimeZoneInfo.CreateCustomTimeZone("msk", TimeSpan.FromHours(3), "msk", "msk");
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.FromHours(3));

    [Theory]
    [InlineData("25.11 14:03", "2026-11-25 14:03")]
    [InlineData("25.11 14.03", "2026-11-25 14:03")]
    [InlineData("25.11 1403", "2026-11-25 14:03")]
    [InlineData("25.11, 14:03", "2026-11-25 14:03")]
    [InlineData("14:03 25.11", "2026-11-25 14:03")]
    [InlineData("25.11 14", "2026-11-25 14:00")]
    [InlineData("25.11.2026 9:40:05", "2026-11-25 09:40:05")]
    [InlineData("25.11.2026, 9:40 МСК", "2026-11-25 09:40")]
    [InlineData("вчера 9:40", "2026-11-28 09:40")]
    [InlineData("Вчера в 9:40", "2026-11-28 09:40")]
    [InlineData("9:40 вчера", "2026-11-28 09:40")]
    [InlineData("позавчера в 18", "2026-11-27 18:00")]
    [InlineData("yesterday 9:40", "2026-11-28 09:40")]
    [InlineData("Yesterday at 9:40 pm", "2026-11-28 21:40")]
    [InlineData("1430", "2026-11-29 14:30")]
    [InlineData("905", "2026-11-29 09:05")]
    [InlineData("9:05", "2026-11-29 09:05")]
    [InlineData("14.30", "2026-11-29 14:30")]
    [InlineData("14 ч 30", "2026-11-29 14:30")]
    [InlineData("12:15 am", "2026-11-29 00:15")]
    [InlineData("25 ноября 14:03", "2026-11-25 14:03")]
    [InlineData("25 ноя 2025 в 14:03", "2025-11-25 14:03")]
    [InlineData("November 25, 2026 14:03", "2026-11-25 14:03")]
    [InlineData("25th Nov 14:03", "2026-11-25 14:03")]
    [InlineData("28/11/2026 7:00", "2026-11-28 07:00")]
    [InlineData("28112026 0700", "2026-11-28 07:00")]
    [InlineData("2026-11-28T07:00", "2026-11-28 07:00")]
    [InlineData("2026-11-28 07:00:01.123", "2026-11-28 07:00:01")]
    [InlineData("30.12 10:00", "2025-12-30 10:00")]
    public void TryParse_MomentAsPeopleTypeIt_IsRead(string text, string moment)
    {
        Assert.True(DateTimeParser.TryParse(text, Now, Moscow, out var read));
        Assert.Equal(Local(moment), read.At);
        Assert.True(read.HasTime);
    }

    [Theory]
    [InlineData("25.11 14:03 мск", "2026-11-25 16:03")]
    [InlineData("25.11 14:03", "2026-11-25 14:03")]
    [InlineData("23:30 MSK", "2026-11-30 01:30")]
    public void TryParse_MoscowTimeOnADeskElsewhere_IsMoscows(string text, string moment)
    {
        var ural = TimeZoneInfo.CreateCustomTimeZone("ural", TimeSpan.FromHours(5), "ural", "ural");
        Assert.True(DateTimeParser.TryParse(text, Now.ToOffset(TimeSpan.FromHours(5)), ural, out var read));
        Assert.Equal(TimeSpan.FromHours(5), read.At.Offset);
        Assert.Equal(moment, read.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("сегодня", "2026-11-29")]
    [InlineData("today", "2026-11-29")]
    [InlineData("завтра", "2026-11-30")]
    [InlineData("28112026", "2026-11-28")]
    [InlineData("20261128", "2026-11-28")]
    [InlineData("281126", "2026-11-28")]
    [InlineData("28/11/2026", "2026-11-28")]
    [InlineData("2026-11-28", "2026-11-28")]
    [InlineData("5.1.26", "2026-01-05")]
    [InlineData("5-1-2026", "2026-01-05")]
    [InlineData("5.10", "2026-10-05")]
    [InlineData("3 мая", "2026-05-03")]
    [InlineData("3 марта 2024 г.", "2024-03-03")]
    [InlineData("29.02.2024", "2024-02-29")]
    public void TryParse_DayAlone_SaysThatNoTimeWasGiven(string text, string day)
    {
        Assert.True(DateTimeParser.TryParse(text, Now, Moscow, out var read));
        Assert.Equal(Local(day), read.At);
        Assert.False(read.HasTime);
    }

    [Theory]
    [InlineData("", DateTimeParser.NotDate)]
    [InlineData("на днях", DateTimeParser.NotDate)]
    [InlineData("13", DateTimeParser.NotDate)]
    [InlineData("вчера вечером", DateTimeParser.NotDate)]
    [InlineData("3 чая", DateTimeParser.NotDate)]
    [InlineData("٢٥.١١", DateTimeParser.NotDate)]
    [InlineData("31.02.2026", DateTimeParser.NoSuchDay)]
    [InlineData("31.02.2026 10:00", DateTimeParser.NoSuchDay)]
    [InlineData("29.02 10:00", DateTimeParser.NoSuchDay)]
    [InlineData("11/28/2026", DateTimeParser.NoSuchDay)]
    [InlineData("31 ноября", DateTimeParser.NoSuchDay)]
    [InlineData("99999999", DateTimeParser.NoSuchDay)]
    [InlineData("25:00", DateTimeParser.NoSuchTime)]
    [InlineData("2561", DateTimeParser.NoSuchTime)]
    [InlineData("25.11 9:75", DateTimeParser.NoSuchTime)]
    public void TryParse_ThatCannotBe_SaysWhy(string text, string code)
    {
        Assert.False(DateTimeParser.TryParse(text, Now, Moscow, out _, out var problem));
        Assert.Equal(code, problem);
    }

    [Theory]
    [InlineData("вчера 9:40", true)]
    [InlineData("9:40", true)]
    [InlineData("25.11 9:40", false)]
    public void TryParse_ThatDependsOnToday_SaysSo(string text, bool relative)
    {
        Assert.True(DateTimeParser.TryParse(text, Now, Moscow, out var read));
        Assert.Equal(relative, read.IsRelative);
    }

    [Theory]
    [InlineData("13:05", 13, 5)]
    [InlineData("9.30", 9, 30)]
    [InlineData("1305", 13, 5)]
    [InlineData("13", 13, 0)]
    [InlineData("13 ч", 13, 0)]
    [InlineData("1 PM", 13, 0)]
    public void TryTime_AsPeopleTypeIt_IsRead(string text, int hour, int minute)
    {
        Assert.True(DateTimeParser.TryTime(text, out var time));
        Assert.Equal(new TimeOnly(hour, minute), time);
    }

    [Theory]
    [InlineData("25:00")]
    [InlineData("13:75")]
    [InlineData("13 pm")]
    [InlineData("после обеда")]
    public void TryTime_ThatCannotBe_IsRefused(string text) => Assert.False(DateTimeParser.TryTime(text, out _));

    [Theory]
    [InlineData("31", "02", "2026", false)]
    [InlineData("29", "2", "2024", true)]
    [InlineData("29", "2", "26", false)]
    [InlineData("0", "1", "2026", false)]
    [InlineData("1", "13", "2026", false)]
    [InlineData("1", "мая", "2026", true)]
    [InlineData("1", "мак", "2026", false)]
    [InlineData("1", "1", "", false)]
    [InlineData("1", "1", "99999", false)]
    public void TryDate_OnlyDaysThatExist(string day, string month, string year, bool expected) =>
        Assert.Equal(expected, DateTimeParser.TryDate(day, month, year, out _));

    [Fact]
    public void Format_AnyMoment_IsReadAsTheSameOnAnyDay() => Prop.ForAll<int, int, bool>((minutes, drift, hasTime) =>
    {
        var at = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.FromHours(3)).AddSeconds(7L * Math.Abs((long)minutes));
        at = hasTime ? at : new DateTimeOffset(at.Date, at.Offset);
        return DateTimeParser.TryParse(DateTimeParser.Format(at, hasTime), Now.AddDays(drift % 4000), Moscow, out var read)
            && read == new TypedMoment(at, hasTime, false);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void TryParse_AnyText_NeverThrows() => Prop.ForAll<string?>(text =>
        DateTimeParser.TryParse(text ?? "", Now, Moscow, out _, out var problem) == (problem is null)).QuickCheckThrowOnFailure();

    private static DateTimeOffset Local(string text) =>
        new(DateTime.Parse(text, CultureInfo.InvariantCulture), TimeSpan.FromHours(3));
}
