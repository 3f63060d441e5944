namespace SupportDesk.Cli.Demo;

/// <summary>When payers write and when people of the desk work, in the zone of the desk.</summary>
internal sealed class DemoHours(TimeZoneInfo zone, DateTimeOffset end)
{
    private const int Opens = 9;
    private const int Closes = 19;

    /// <summary>Moments of the last month in their order, fewer at night and on weekends.</summary>
    public IReadOnlyList<DateTimeOffset> Beginnings(int count, DemoDice dice, int days) =>
        [.. Enumerable.Range(0, count).Select(_ => Beginning(dice, days)).Order()];

    /// <summary>The next moment at which somebody of the desk could do it.</summary>
    public DateTimeOffset AtWork(DateTimeOffset moment)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone).DateTime;
        var minutes = local.Minute + (local.Second / 60.0);
        while (local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || local.Hour >= Closes)
            local = local.Date.AddDays(1).AddHours(Opens).AddMinutes(minutes);
        if (local.Hour < Opens)
            local = local.Date.AddHours(Opens).AddMinutes(minutes);
        return Utc(local);
    }

    /// <summary>Later than the moment, and not later than the demo ends.</summary>
    public DateTimeOffset Within(DateTimeOffset moment, DateTimeOffset wanted) =>
        wanted < end ? wanted : moment + ((end - moment) * 0.3);

    private DateTimeOffset Beginning(DemoDice dice, int days)
    {
        var (day, place, minute, weekend) = (dice.Share() * days, dice.Share(), dice.Next(0, 60), dice.Share());
        var local = TimeZoneInfo.ConvertTime(end, zone).Date.AddDays(-(int)day);
        if (local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && weekend < 0.6)
            local = local.AddDays(-3);
        // Most of it between ten and eight, a few early and late.
        var hour = place switch { < 0.05 => 7 + (int)(place * 40), < 0.12 => 21, < 0.16 => 22, _ => 9 + (int)((place - 0.16) / 0.84 * 12) };
        var moment = Utc(local.AddHours(hour).AddMinutes(minute).AddSeconds(dice.Next(0, 60)));
        return moment < end.AddMinutes(-40) ? moment : moment.AddDays(-1);
    }

    private DateTimeOffset Utc(DateTime local) => new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
}
