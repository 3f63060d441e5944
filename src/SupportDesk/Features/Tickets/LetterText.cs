using System.Globalization;
using System.Resources;

namespace SupportDesk.Features.Tickets;

/// <summary>Texts of letters in the language of the person who gets them, not of the one who writes.</summary>
internal sealed class LetterText(string language)
{
    private static readonly ResourceManager Texts = new(typeof(TicketsText));
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language);

    public string this[string key, params object?[] args] => string.Format(culture, Texts.GetString(key, culture)!, args);
}
