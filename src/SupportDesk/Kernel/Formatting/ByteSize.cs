using System.Globalization;

namespace SupportDesk.Kernel.Formatting;

/// <summary>Sizes of files as people read them.</summary>
public static class ByteSize
{
    private const char Nbsp = '\u00A0';

    /// <summary>«48 МБ», «1,4 КБ»: three figures at most. A kilobyte is 1,024 bytes.</summary>
    public static string Format(long bytes)
    {
        var (size, unit) = Scale(bytes);
        return Number(size, unit) + Nbsp + Units[unit];
    }

    /// <summary>How far something of a known size is, in the unit of the whole, which stands behind it: «18,2» of «48 МБ».</summary>
    public static string FormatPart(long bytes, long whole)
    {
        var (_, unit) = Scale(whole);
        return Number(bytes / Math.Pow(1024, unit), unit);
    }

    private static string[] Units => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? ["Б", "КБ", "МБ", "ГБ"] : ["B", "KB", "MB", "GB"];

    private static string Number(double size, int unit) => size.ToString(unit == 0 || size >= 100 ? "0" : "0.#", CultureInfo.CurrentCulture);

    private static (double Size, int Unit) Scale(long bytes)
    {
        double size = bytes;
        var unit = 0;
        while (size >= 1000 && unit < 3)
            (size, unit) = (size / 1024, unit + 1);
        return (size, unit);
    }
}
