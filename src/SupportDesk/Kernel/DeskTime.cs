using System.Globalization;
using Microsoft.Extensions.Options;

namespace SupportDesk.Kernel;

/// <summary>Instants as people read them, in the desk's zone and with the zone named.</summary>
public sealed class DeskTime
{
    private const string Nbsp = "\u00A0";
    private readonly TimeProvider clock;

    public DeskTime(IOptions<DeskOptions> options, TimeProvider clock)
    {
        this.clock = clock;
        // A machine without zone data still shows Moscow time, which has had no daylight saving since 2014.
        Zone = TimeZoneInfo.TryFindSystemTimeZoneById(options.Value.TimeZone, out var zone)
            ? zone
            : TimeZoneInfo.CreateCustomTimeZone("Europe/Moscow", TimeSpan.FromHours(3), "MSK", "MSK");
    }

    public TimeZoneInfo Zone { get; }

    public DateTimeOffset Now => Local(clock.GetUtcNow());

    public string ZoneName => Zone.Id == "Europe/Moscow"
        ? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? "МСК" : "MSK"
        : Now.ToString("'UTC'zzz", CultureInfo.InvariantCulture);

    public DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>«10:02» today, «20 ноября, 10:02» this year, else with the year.</summary>
    public string Brief(DateTimeOffset instant)
    {
        var local = Local(instant);
        var time = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return local.Date == Now.Date ? time : $"{Day(local)},{Nbsp}{time}";
    }

    /// <summary>«20 ноября» this year, else with the year.</summary>
    public string DayOnly(DateTimeOffset instant) => Day(Local(instant));

    /// <summary>Always with the day and the zone: «20 ноября, 10:02 МСК».</summary>
    public string DayAndTime(DateTimeOffset instant)
    {
        var local = Local(instant);
        return $"{Day(local)},{Nbsp}{local.ToString("HH:mm", CultureInfo.InvariantCulture)}{Nbsp}{ZoneName}";
    }

    /// <summary>With seconds and the zone: «20 ноября, 10:02:37 МСК».</summary>
    public string Full(DateTimeOffset instant)
    {
        var local = Local(instant);
        return $"{Day(local)},{Nbsp}{local.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}{Nbsp}{ZoneName}";
    }

    /// <summary>As one says it back to whoever typed it: «среда, 25 ноября, 14:03 МСК», without the time «среда, 25 ноября».</summary>
    public string Spoken(DateTimeOffset instant, bool hasTime)
    {
        var local = Local(instant);
        var day = $"{local.ToString("dddd", CultureInfo.CurrentCulture)}, {Day(local)}";
        return hasTime
            ? $"{day}, {local.ToString(local.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture)}{Nbsp}{ZoneName}"
            : day;
    }

    private string Day(DateTimeOffset local)
    {
        var culture = CultureInfo.CurrentUICulture;
        var pattern = culture.TwoLetterISOLanguageName == "ru" ? "d MMMM" : "MMMM d";
        if (local.Year != Now.Year)
            pattern += culture.TwoLetterISOLanguageName == "ru" ? " yyyy" : ", yyyy";
        return local.ToString(pattern, culture).Replace(" ", Nbsp, StringComparison.Ordinal);
    }
}
