using System.Globalization;
using System.Text;
using SupportDesk.Data.Entities;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.Outbox.Formatting;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>
/// Writes the prepared case to the provider: a Russian letter in plain text. Facts are indented by two blanks and have a
/// colon, evidence by four, points begin with a dash; <see cref="EmailBlock"/> reads the same signs.
/// </summary>
public static class CaseEmailComposer
{
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    // Kinds that have a place of their own in the e-mail or are no fact about the payment.
    private static readonly ItemKind[] Elsewhere =
        [ItemKind.File, ItemKind.Scope, ItemKind.Impact, ItemKind.Amount, ItemKind.Method, ItemKind.Last4, ItemKind.Invoice];

    /// <param name="Checked">What the shop looked at itself, in Russian.</param>
    /// <param name="LogLines">Lines of the log about this invoice.</param>
    public sealed record Facts(
        CaseType CaseType,
        CaseAnswers Answers,
        string? MerchantLogin,
        string? ShopName,
        string Person,
        IReadOnlyList<string> Checked,
        IReadOnlyList<string> LogLines,
        DateTimeOffset Now,
        TimeZoneInfo Zone,
        string ZoneName);

    public static string Compose(Facts facts, EmailTemplate template) => template.Fill(new Dictionary<string, string?>
    {
        ["case.opening"] = Opening(facts),
        ["case.payment"] = Section("Платёж для примера", "  ", Payment(facts)),
        ["case.story"] = Section("Ждали и получили", "", Story(facts)),
        ["case.evidence"] = string.Join("\n\n", facts.CaseType.Items.Where(IsEvidence)
            .Select(item => Section(item.Label.Ru, "    ", Lines(facts.Answers[item.Key]))).Where(section => section.Length > 0)),
        ["case.log"] = Section("Из лога", "    ", facts.LogLines),
        ["case.checked"] = Section("Что проверили сами", "  – ", facts.Checked),
        ["case.request"] = Section("Просим", "", [facts.CaseType.Request]),
        ["person.signature"] = facts.ShopName is null ? facts.Person : $"{facts.Person}, {facts.ShopName}",
    }).Body;

    private static string Opening(Facts facts)
    {
        var opening = new StringBuilder();
        if (facts.MerchantLogin is not null)
            opening.Append("Магазин ").Append(facts.MerchantLogin).Append(". ");
        opening.Append(facts.CaseType.Name.Ru);
        if (DateTimeParser.TryParse(facts.Answers[FactKeys.Since], facts.Now, facts.Zone, out var since))
        {
            opening.Append(" с ").Append(since.HasTime ? Moment(since.At, facts, "H:mm") + facts.ZoneName + ' ' : "");
            opening.Append(since.At.ToString("d MMMM", Russian));
        }


        opening.Append(facts.Answers.Of(facts.CaseType, ItemKind.Scope).Length == 0 ? "" : facts.Answers.Scope(facts.CaseType) switch
        {
            Scope.One => ", у одного покупателя",
            Scope.Some => ", у части покупателей",
            _ => ", у всех покупателей",
        });
        return opening.Append(". ").Append(facts.Answers.Impact(facts.CaseType) switch
        {
            Impact.PaymentsFail => "Оплаты не проходят.",
            Impact.OrdersStuck => "Оплаты проходят, заказы не выдаются.",
            Impact.CustomerWaits => "Покупатель ждёт.",
            _ => "Работа не стоит, нужен ответ на вопрос.",
        }).ToString();
    }

    private static IEnumerable<string> Payment(Facts facts)
    {
        var answers = facts.Answers;
        if (answers.Invoice(facts.CaseType) is { } invoice)
            yield return "InvoiceID: " + invoice;
        if (AmountAndMethod(facts) is { Length: > 0 } amount)
            yield return "Сумма, способ: " + amount;
        foreach (
            var item in facts.CaseType.Items.Where(item => !Elsewhere.Contains(item.Kind) && !IsEvidence(item) && !IsStory(item) && item.Key != FactKeys.Since)
        )
        {
            if (answers[item.Key].Trim() is { Length: > 0 } answer)
                yield return $"{item.Label.Ru}: {Say(item, answer, facts)}";
        }
    }

    private static string AmountAndMethod(Facts facts)
    {
        var parts = new List<string>();
        if (facts.Answers.Amount(facts.CaseType) is { } amount)
            parts.Add(Money.Format(amount, culture: Russian));
        var method = facts.Answers.Method(facts.CaseType);
        var last4 = facts.Answers.Of(facts.CaseType, ItemKind.Last4).Trim();
        if (method != PaymentMethod.Unknown || last4.Length == 4)
            parts.Add((method == PaymentMethod.Unknown ? "карта" : TitleComposer.MethodName(method, russian: true)) + (last4.Length == 4 ? " ··" + last4 : ""));
        return string.Join(", ", parts);
    }

    private static string Say(ChecklistItem item, string answer, Facts facts) => item.Kind switch
    {
        ItemKind.DateTime when DateTimeParser.TryParse(answer, facts.Now, facts.Zone, out var moment) =>
            moment.At.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture)
            + (moment.HasTime ? ", " + Moment(moment.At, facts, moment.At.Second > 0 ? "H:mm:ss" : "H:mm") + facts.ZoneName : ""),
        ItemKind.Choice => item.Choices.FirstOrDefault(choice => choice.Value == answer)?.Label.Ru ?? answer,
        _ => string.Join(' ', answer.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    };

    private static IEnumerable<string> Story(Facts facts) => facts.CaseType.Items.Where(IsStory)
        .Select(item => facts.Answers[item.Key].Trim() is { Length: > 0 } text ? Prefix(item, text) : null)
        .OfType<string>();

    // «Ждали:» and «Вышло:» stand in the field already if the person took up the hint.
    private static string Prefix(ChecklistItem item, string text)
    {
        var word = item.Key == FactKeys.Expected ? "Ждали" : "Вышло";
        return text.StartsWith(word, StringComparison.OrdinalIgnoreCase) ? text : $"{word}: {text}";
    }

    private static bool IsStory(ChecklistItem item) => item.Key is FactKeys.Expected or FactKeys.Happened;

    private static bool IsEvidence(ChecklistItem item) =>
        item.Kind is ItemKind.NotificationBody or ItemKind.PaymentLink || (item.Kind == ItemKind.LongText && !IsStory(item));

    private static string[] Lines(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Moment(DateTimeOffset moment, Facts facts, string format) =>
        TimeZoneInfo.ConvertTime(moment, facts.Zone).ToString(format, CultureInfo.InvariantCulture).PadLeft(5, '0') + "\u00A0";

    /// <summary>Empty without lines: its place in the template is left out then.</summary>
    private static string Section(string heading, string indent, IEnumerable<string> lines)
    {
        var section = string.Join('\n', lines.Select(line => indent + line));
        return section.Length == 0 ? "" : $"{heading}\n{section}";
    }
}
