using System.Globalization;

namespace SupportDesk.Kernel.Formatting;

/// <summary>Sizes of files as people read them.</summary>
public static class ByteSize
{
    private const char Nbsp = '\u00A0';

    /// <summary>«48 МБ», «1,4 КБ»: three figures at most. A kilobyte is 1,024 bytes.</summary>
    public static string Format(long bytes)
    {
        var units = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? new[] { "Б", "КБ", "МБ", "ГБ" } : ["B", "KB", "MB", "GB"];
        double size = bytes;
        var unit = 0;
        while (size >= 1000 && unit < units.Length - 1)
            (size, unit) = (size / 1024, unit + 1);
        return size.ToString(unit == 0 || size >= 100 ? "0" : "0.#", CultureInfo.CurrentCulture) + Nbsp + units[unit];
    }
}
