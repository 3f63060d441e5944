using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using SupportDesk.Kernel.Formatting;

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
            parts.Add(Money.Format(amount));
        if (answers.Last4 is { } last4)
            parts.Add(texts["TitleCard", last4]);
        return string.Join(" / ", parts);
    }

    [GeneratedRegex(@"^\p{L}{0,3}[-№#]?[0-9]{1,16}(?:[-/][0-9]{1,8})?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberLike();
}
