using System.Globalization;

namespace SupportDesk.Features.Payers;

internal static class FileSize
{
    /// <summary>«84 КБ» for people: whole kilobytes, from a megabyte on with one decimal.</summary>
    public static string Of(long bytes)
    {
        var (kilo, mega) = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? ("КБ", "МБ") : ("KB", "MB");
        return bytes < 1 << 20
            ? $"{Math.Max(1, bytes / 1024).ToString(CultureInfo.CurrentCulture)}\u00A0{kilo}"
            : $"{(bytes / (double)(1 << 20)).ToString("0.#", CultureInfo.CurrentCulture)}\u00A0{mega}";
    }
}
