using System.Globalization;
using System.Text.RegularExpressions;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>Makes a title out of the facts: what happens, with which order, by which method.</summary>
public static partial class TitleComposer
{
    private const string Between = " / ";
    private const int LongestPart = 60;

    // Words that tell how it feels and not what happens.
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "помогите",
        "помощь",
        "срочно",
        "срочный",
        "проблема",
        "проблемы",
        "вопрос",
        "ошибка",
        "ошибки",
        "сбой",
        "не",
        "работает",
        "работают",
        "пожалуйста",
        "очень",
        "важно",
        "нужна",
        "нужно",
        "нужен",
        "у",
        "нас",
        "меня",
        "с",
        "по",
        "в",
        "и",
        "что",
        "то",
        "ничего",
        "всё",
        "все",
        "здравствуйте",
        "добрый",
        "день",
        "оплата",
        "оплатой",
        "платёж",
        "платеж",
        "robokassa",
        "робокасса",
        "тикет",
        "обращение",
        "поддержка",
        "help",
        "urgent",
        "asap",
        "problem",
        "question",
        "error",
        "issue",
        "please",
        "not",
        "working",
        "broken",
        "it",
        "is",
        "the",
        "a",
        "payment",
        "support",
        "hello",
    };

    public static bool IsRussian => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru";

    public static string Compose(CaseType caseType, CaseAnswers answers, bool russian)
    {
        var parts = (russian ? caseType.Title.Ru : caseType.Title.En).Split(Between, StringSplitOptions.TrimEntries)
            .Select(part => Fill(part, caseType, answers, russian))
            .OfType<string>();
        return string.Join(Between, parts);
    }

    /// <summary>True for «помогите срочно» and its kin: nobody can tell from it what happened.</summary>
    public static bool IsVague(string title) => !title.Any(char.IsDigit) && Word().Matches(title).Count(word => !Empty.Contains(word.Value)) < 2;

    public static string MethodName(PaymentMethod method, bool russian) => (method, russian) switch
    {
        (PaymentMethod.Card, true) => "карта",
        (PaymentMethod.Card, false) => "card",
        (PaymentMethod.Sbp, true) => "СБП",
        (PaymentMethod.Sbp, false) => "SBP",
        (PaymentMethod.Wallet, true) => "кошелёк",
        (PaymentMethod.Wallet, false) => "wallet",
        (_, true) => "другой способ",
        _ => "other method",
    };

    private static string? Fill(string part, CaseType caseType, CaseAnswers answers, bool russian)
    {
        var complete = true;
        var filled = Hole().Replace(part, hole =>
        {
            var word = caseType.Find(hole.Groups["key"].Value) is { } item ? Say(item, answers[item.Key].Trim(), russian) : "";
            complete &= word.Length > 0;
            return word;
        });
        return complete ? filled : null;
    }

    private static string Say(ChecklistItem item, string answer, bool russian) => item.Kind switch
    {
        _ when answer.Length == 0 => "",
        ItemKind.Method => Enum.TryParse<PaymentMethod>(answer, out var method) ? MethodName(method, russian) : "",
        ItemKind.Choice => item.Choices.FirstOrDefault(choice => choice.Value == answer)?.Label is { } label ? russian ? label.Ru : label.En : "",
        _ => Short(string.Join(' ', answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))),
    };

    private static string Short(string text) => text.Length <= LongestPart ? text : text[..LongestPart].TrimEnd() + "…";

    [GeneratedRegex(@"\{(?<key>[^}]*)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
