using System.Globalization;
using System.Text;

namespace SupportDesk.Features.Email.Matching;

/// <summary>
/// Brings words that look or sound alike to one spelling: letters of other alphabets, full-width ones, digits for letters,
/// characters that nobody sees, letters that are spaced or doubled.
/// </summary>
internal static class Spelling
{
    /// <summary>Whether a brand stands in a text, however it is written.</summary>
    /// <param name="text">A name, the part of an address before its @, a domain.</param>
    /// <param name="brand">In Latin letters or those of its own alphabet.</param>
    public static bool Sounds(string text, string brand) =>
        Single(LettersOf(Looks(text))).Contains(Single(LettersOf(Looks(brand))), StringComparison.Ordinal)
        || Single(LettersOf(Phonetic(text))).Contains(Single(LettersOf(Phonetic(brand))), StringComparison.Ordinal);

    /// <summary>Letters that look alike become one letter; what parts words stays.</summary>
    public static string Looks(string text) => string.Concat(Plain(text).Select(letter => letter switch
    {
        'а' or 'α' => 'a',
        'в' or 'β' => 'b',
        'е' or 'ё' or 'э' or 'ε' => 'e',
        'к' or 'κ' => 'k',
        'м' => 'm',
        'н' => 'h',
        'о' or 'ο' or '0' => 'o',
        'р' or 'ρ' => 'p',
        'с' or 'ϲ' => 'c',
        'т' or 'τ' => 't',
        'у' or 'γ' => 'y',
        'х' or 'χ' => 'x',
        'ѕ' or '5' or '$' => 's',
        'і' or 'ı' or '1' or 'l' or 'ι' or '|' => 'i',
        'ј' => 'j',
        'б' => 'b',
        'п' => 'n',
        '@' => 'a',
        _ => letter,
    }));

    /// <summary>Letters and digits only, in the look of plain ones.</summary>
    public static string LettersOf(string text) => string.Concat(Plain(text).Where(char.IsLetterOrDigit));

    // «Робокасса» says what robokassa says.
    private static string Phonetic(string text) => string.Concat(Plain(text).Select(letter => letter switch
    {
        'а' or 'α' => "a",
        'б' or 'β' => "b",
        'в' => "v",
        'г' or 'γ' => "g",
        'д' or 'δ' => "d",
        'е' or 'ё' or 'э' or 'ε' or 'η' => "e",
        'ж' => "zh",
        'з' or 'ζ' => "z",
        'и' or 'й' or 'ι' or 'і' => "i",
        'к' or 'κ' => "k",
        'л' or 'λ' => "l",
        'м' or 'μ' => "m",
        'н' or 'ν' => "n",
        'о' or 'ο' or 'ω' or '0' => "o",
        'п' or 'π' => "p",
        'р' or 'ρ' => "r",
        'с' or 'σ' or 'ς' or '5' or '$' => "s",
        'т' or 'τ' => "t",
        'у' or 'υ' => "u",
        'ф' or 'φ' => "f",
        'х' or 'χ' => "h",
        'ц' => "c",
        'ч' => "ch",
        'ш' or 'щ' => "sh",
        'ы' => "y",
        'ь' or 'ъ' => "",
        'ю' => "yu",
        'я' => "ya",
        _ => letter.ToString(),
    }));

    // Full-width, bold and circled letters become plain, accents and what nobody sees go.
    private static string Plain(string text) => string.Concat(
        Whole(text)
            .Normalize(NormalizationForm.FormKD)
            .ToLowerInvariant()
            .Where(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)));

    // Half a pair of surrogates cannot be normalised.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes());

    private static string Single(string text)
    {
        var single = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (single.Length == 0 || single[^1] != letter)
                single.Append(letter);
        }

        return single.ToString();
    }
}
