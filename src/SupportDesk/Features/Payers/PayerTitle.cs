using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;

namespace SupportDesk.Features.Payers;

/// <summary>«Списали дважды / заказ А-204 / 1 250,00 ₽ / карта ··1111»: the ticket named by its facts.</summary>
internal static partial class PayerTitle
{
    public static string Of(CheckedAnswers answers, IStringLocalizer<PayersText> texts)
    {
        var parts = new List<string> { texts["What_" + answers.What] };
        // Titles travel into subjects sooner or later: what could be read as a message stays in the facts (T-10).
        if (answers.Order is { } order && NumberLike().IsMatch(order))
            parts.Add(texts["TitleOrder", order]);
        if (answers.Amount is { } amount)
            parts.Add(Money(amount));
        if (answers.Last4 is { } last4)
            parts.Add(texts["TitleCard", last4]);
        return string.Join(" / ", parts);
    }

    /// <summary>Roubles with two decimals; groups and the sign are held together by non-breaking spaces.</summary>
    public static string Money(decimal amount) =>
        amount.ToString("N2", CultureInfo.CurrentCulture).Replace(' ', '\u00A0').Replace('\u202F', '\u00A0') + "\u00A0₽";

    [GeneratedRegex(@"^\p{L}{0,3}[-№#]?[0-9]{1,16}(?:[-/][0-9]{1,8})?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberLike();
}
