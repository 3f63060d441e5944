using System.Globalization;

namespace SupportDesk.Features.Files.Uploads;

/// <summary>How long an upload still takes, as people read it.</summary>
internal static class TimeLeft
{
    /// <summary>«40 с», «3 мин»: from a minute and a half on in minutes.</summary>
    public static string Format(TimeSpan left)
    {
        var (second, minute) = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? ("с", "мин") : ("s", "min");
        return left.TotalSeconds < 90
            ? Math.Max(1, Math.Ceiling(left.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture) + '\u00A0' + second
            : Math.Ceiling(left.TotalMinutes).ToString("0", CultureInfo.InvariantCulture) + '\u00A0' + minute;
    }
}
