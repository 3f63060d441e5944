using System.Globalization;

namespace SupportDesk.Features.Email.Pages;

/// <summary>Numbers as people read them: digits in groups, and the form of a word that a number asks for.</summary>
internal static class Plural
{
    /// <summary>Russian has three forms, English uses the first and the last of the same keys.</summary>
    public static string Key(string key, int count) => key + ((count % 100, count % 10) switch
    {
        _ when CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "ru" => count == 1 ? "One" : "Many",
        ( >= 11 and <= 14, _) => "Many",
        (_, 1) => "One",
        (_, >= 2 and <= 4) => "Few",
        _ => "Many",
    });

    public static string Number(int count) => count.ToString("N0", CultureInfo.CurrentCulture);
}
