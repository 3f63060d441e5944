using System.Text.RegularExpressions;
using SupportDesk.Features.Files;

namespace SupportDesk.Features.Tickets;

/// <summary>Gives a ticket that an e-mail opens its title; without a subject, from its own words: the first sentence that says something.</summary>
internal static partial class TitleFinder
{
    public const int Longest = 80;
    private const int MostText = 8000;
    private const int FewLetters = 8;

    // A dot behind one of these ends no sentence.
    private static readonly HashSet<string> Short = new(StringComparer.OrdinalIgnoreCase)
    {
        "г", "р", "руб", "коп", "т", "е", "д", "п", "тел", "им", "см", "ул", "стр", "тыс", "млн", "др",
        "no", "mr", "mrs", "ms", "vs", "inc", "ltd", "e", "g", "i",
    };

    /// <summary>The title of a ticket that an e-mail opens: what its subject says, or else its text.</summary>
    /// <returns>Null if neither says anything.</returns>
    public static string? OfEmail(string? subject, string? body) => EmailSubject.Bare(subject ?? "") is { Length: > 0 } bare ? bare : Of(body);

    /// <param name="body">Of the e-mail, masked or not: the title is.</param>
    /// <returns>Null if nothing in it says anything.</returns>
    public static string? Of(string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            return null;
        // Masked before it is cut: half a card number is none to the masker.
        var text = SanitizedText.Body(body).Text;
        text = text.Length > MostText ? text[..MostText] : text;
        var own = string.Join("\n", QuoteFolder.Split(text).Where(part => !part.IsQuote).Select(part => part.Text));
        string? poor = null;
        foreach (var sentence in Sentences(own))
        {
            var title = Marks().Replace(sentence, mark => mark.Groups["last4"] is { Success: true } last4 ? "··" + last4.Value : "···")
                .Trim(' ', '—', '-', '–', ':');
            if (title.Count(char.IsLetter) < 3 || Address().IsMatch(title) || Courtesy().IsMatch(title))
                continue;
            if (title.Count(char.IsLetter) >= FewLetters && title.Contains(' ', StringComparison.Ordinal))
                return Finish(title);
            poor ??= title;
        }

        return poor is null ? null : Finish(poor);
    }

    private static IEnumerable<string> Sentences(string text)
    {
        foreach (var paragraph in Paragraph().Split(text))
        {
            var lines = paragraph.Split('\n').Select(line => line.Trim()).TakeWhile(line => !Signature().IsMatch(line)).ToList();
            var joined = Greeting().Replace(string.Join(' ', lines.Where(line => line.Length > 0 && !Address().IsMatch(line))), "");
            for (var from = 0; from < joined.Length;)
            {
                var to = End(joined, from);
                yield return joined[from..to].Trim();
                from = to;
            }

            // What stands below a signature is a signature, too.
            if (lines.Count < paragraph.Split('\n').Length)
                yield break;
        }
    }

    private static int End(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '!' or '?' or '…') || (i + 1 < text.Length && text[i + 1] != ' '))
                continue;
            if (text[i] == '.' && Short.Contains(WordBefore(text, i)))
                continue;
            return i + 1;
        }

        return text.Length;
    }

    private static string WordBefore(string text, int end)
    {
        var from = end;
        while (from > 0 && char.IsLetter(text[from - 1]))
            from--;
        return text[from..end];
    }

    private static string Finish(string sentence)
    {
        var title = sentence.TrimEnd('.', ',', '!', ' ');
        title = char.ToUpperInvariant(title[0]) + title[1..];
        if (title.Length <= Longest)
            return title;
        var cut = title.LastIndexOf(' ', Longest - 2);
        return title[..(cut > Longest / 2 ? cut : Longest - 1)].TrimEnd(' ', ',', ';', ':', '-', '—') + "…";
    }

    [GeneratedRegex(@"\n[ \t]*\n", RegexOptions.NonBacktracking)]
    private static partial Regex Paragraph();

    [GeneratedRegex(
        @"^(здравствуйте|добр(ый|ого) (день|дня|вечер|вечера|времени суток)|доброе утро|приветствую|привет|уважаем\w+ [^,!.]{1,40}"
        + @"|hello|hi|hey|good (day|morning|afternoon|evening)|dear [^,!.]{1,40}|greetings)((?-i:,? *\p{Lu}\p{L}*( \p{Lu}\p{L}*)? *[,!.])| there)?[\s,!.:)—-]*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Greeting();

    [GeneratedRegex(
        @"^(-- ?$|_{3,}|с уважением|с наилучшими|всего доброго|заранее (спасибо|благодар)"
        + @"|(best |kind |warm )?regards|best wishes|sincerely|yours |thanks[,.!]?$|thank you[,.!]?$|cheers|спасибо[,.!]?$|отправлено (с|из) |sent from )",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Signature();

    [GeneratedRegex(
        @"^((подскажите|помогите|прошу помочь|скажите)?,? ?(пожалуйста|срочно)?|(у меня )?(есть )?(вопрос|проблема)|спасибо.{0,20}|заранее.{0,30}"
        + @"|please help( me)?|(i have )?a (question|problem)|thank.{0,20}|как (у вас )?дела.?|how are you.?|i hope .{0,60}|надеюсь.{0,60})[.!?…]*$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Courtesy();

    [GeneratedRegex(@"^\S*(://|www\.|@)\S*$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"\[masked:[a-z]{2,20}\]|\*[*\s.-]{5,24}(?<last4>[0-9]{4})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Marks();
}
