using System.Globalization;

namespace SupportDesk.Features.Intake;

/// <summary>Sizes and durations of uploads as people read them.</summary>
internal static class Sizes
{
    private const string Nbsp = "\u00A0";

    private static bool IsRussian => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru";

    /// <summary>«48 МБ», «1,4 КБ»: three figures at most.</summary>
    public static string Say(long bytes)
    {
        var units = IsRussian ? new[] { "Б", "КБ", "МБ", "ГБ" } : ["B", "KB", "MB", "GB"];
        double size = bytes;
        var unit = 0;
        while (size >= 1000 && unit < units.Length - 1)
            (size, unit) = (size / 1024, unit + 1);
        return size.ToString(unit == 0 || size >= 100 ? "0" : "0.#", CultureInfo.CurrentCulture) + Nbsp + units[unit];
    }

    public static string Say(TimeSpan left)
    {
        var (second, minute) = IsRussian ? ("с", "мин") : ("s", "min");
        return left.TotalSeconds < 90
            ? Math.Max(1, Math.Ceiling(left.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture) + Nbsp + second
            : Math.Ceiling(left.TotalMinutes).ToString("0", CultureInfo.InvariantCulture) + Nbsp + minute;
    }
}
