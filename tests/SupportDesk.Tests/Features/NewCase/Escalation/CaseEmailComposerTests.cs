using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Features.Outbox.Formatting;
using SupportDesk.Features.Outbox.Templates;

namespace SupportDesk.Tests.Features.NewCase.Escalation;

public sealed class CaseEmailComposerTests
{
    private static readonly CaseType Full = Sample.CaseType(
        Sample.Item("result-url", ItemKind.Url), Sample.Item("invoice", ItemKind.Invoice), Sample.Item("amount", ItemKind.Amount),
        Sample.Item("method", ItemKind.Method), Sample.Item("last4", ItemKind.Last4), Sample.Item("body", ItemKind.NotificationBody),
        Sample.Item("since", ItemKind.DateTime), Sample.Item("spread", ItemKind.Scope), Sample.Item("impact", ItemKind.Impact),
        Sample.Item("expected", ItemKind.LongText), Sample.Item("happened", ItemKind.LongText));

    [Fact]
    public void Compose_AllFacts_IsTheWholeEmail()
    {
        var email = Compose(
            ("result-url", "https://tmin.example.ru/pay/result"), ("invoice", "12345"), ("amount", "2480"), ("method", "Card"), ("last4", "1111"),
            ("body", "OutSum=2480.000000&InvId=12345"), ("since", "20.11.2026 09:40"), ("spread", "All"), ("impact", "OrdersStuck"),
            ("expected", "заказ станет «Оплачен»"), ("happened", "Вышло: уведомления нет"));
        Assert.Equal("""
            Здравствуйте.

            Магазин lavka-tmin. Уведомление не приходит с 09:40_МСК 20 ноября, у всех покупателей. Оплаты проходят, заказы не выдаются.

            Платёж для примера
              InvoiceID: 12345
              Сумма, способ: 2_480,00_₽, карта ··1111
              result-url: https://tmin.example.ru/pay/result

            Ждали и получили
            Ждали: заказ станет «Оплачен»
            Вышло: уведомления нет

            body
                OutSum=2480.000000&InvId=12345

            Из лога
                10:02:41 POST /pay/result 302

            Что проверили сами
              – Уведомление дошло

            Просим
            Повторите отправку.

            Тимур Ключевой, Лавка «Тмин»
            Отвечайте на это письмо: номер обращения в теме сохранится.
            """, email.Replace('\u00A0', '_'));
    }

    [Fact]
    public void Compose_NothingKnown_StillAsks()
    {
        var email = Compose();
        Assert.Contains("Просим\nПовторите отправку.", email, StringComparison.Ordinal);
        Assert.DoesNotContain("Платёж для примера", email, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ComposedEmail_SetsEveryPartForReading()
    {
        var blocks = EmailBlock.Parse(Compose(("invoice", "12345"), ("expected", "одно"), ("happened", "другое")));
        Assert.Equal(
            ["Здравствуйте.", "Магазин"], blocks.Take(2).Select(block => block.Lines[0].Split(' ')[0]));
        Assert.Equal(
            ["Платёж для примера", "Ждали и получили", "Из лога", "Что проверили сами", "Просим"],
            blocks.Where(block => block.Kind == EmailBlockKind.Heading).Select(block => block.Lines[0]));
        Assert.Equal(["InvoiceID: 12345"], blocks.Single(block => block.Kind == EmailBlockKind.Facts).Lines);
        Assert.Equal(["Уведомление дошло"], blocks.Single(block => block.Kind == EmailBlockKind.Points).Lines);
    }

    private static string Compose(params (string, string)[] answers) => CaseEmailComposer.Compose(new(
        Full, Sample.Answers(answers), "lavka-tmin", "Лавка «Тмин»", "Тимур Ключевой", ["Уведомление дошло"], ["10:02:41 POST /pay/result 302"],
        new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(3)),
        TimeZoneInfo.CreateCustomTimeZone("msk", TimeSpan.FromHours(3), "msk", "msk"), "МСК"),
        new EmailTemplate(CaseTemplate.Kind, CaseTemplate.Kind.BuiltIn(EmailKind.Russian)));
}
