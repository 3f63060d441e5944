using SupportDesk.Features.Intake.Letters;
using SupportDesk.Features.Intake.Situations;
using SupportDesk.Features.Templates;

namespace SupportDesk.Tests.Features.Intake.Letters;

public sealed class LetterComposerTests
{
    private static readonly Situation Full = Sample.Situation(
        Sample.Item("result-url", ItemKind.Url), Sample.Item("invoice", ItemKind.Invoice), Sample.Item("amount", ItemKind.Amount),
        Sample.Item("method", ItemKind.Method), Sample.Item("last4", ItemKind.Last4), Sample.Item("body", ItemKind.NotificationBody),
        Sample.Item("since", ItemKind.DateTime), Sample.Item("spread", ItemKind.Spread), Sample.Item("impact", ItemKind.Impact),
        Sample.Item("expected", ItemKind.LongText), Sample.Item("happened", ItemKind.LongText));

    [Fact]
    public void Compose_AllFacts_IsTheWholeLetter()
    {
        var letter = Compose(
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
            """, letter.Replace('\u00A0', '_'));
    }

    [Fact]
    public void Compose_NothingKnown_StillAsks()
    {
        var letter = Compose();
        Assert.Contains("Просим\nПовторите отправку.", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("Платёж для примера", letter, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ComposedLetter_SetsEveryPartForReading()
    {
        var blocks = LetterBlock.Parse(Compose(("invoice", "12345"), ("expected", "одно"), ("happened", "другое")));
        Assert.Equal(
            ["Здравствуйте.", "Магазин"], blocks.Take(2).Select(block => block.Lines[0].Split(' ')[0]));
        Assert.Equal(
            ["Платёж для примера", "Ждали и получили", "Из лога", "Что проверили сами", "Просим"],
            blocks.Where(block => block.Kind == LetterBlockKind.Heading).Select(block => block.Lines[0]));
        Assert.Equal(["InvoiceID: 12345"], blocks.Single(block => block.Kind == LetterBlockKind.Facts).Lines);
        Assert.Equal(["Уведомление дошло"], blocks.Single(block => block.Kind == LetterBlockKind.Points).Lines);
    }

    [Theory]
    [InlineData("Одна строка")]
    [InlineData("Короткая\nещё короче\n\nконец")]
    [InlineData("  отступ: и двоеточие:\n    код\n\n  – пункт\n- ещё пункт\n\n\n\nПодпись")]
    public void Parse_HandWrittenLetter_LosesNoWord(string letter)
    {
        var words = LetterBlock.Parse(letter).SelectMany(block => block.Lines).SelectMany(Words);
        Assert.Equal(Words(letter), words);
    }

    private static IEnumerable<string> Words(string text) => text.Split([' ', '\n', '–', '-'], StringSplitOptions.RemoveEmptyEntries);

    private static string Compose(params (string, string)[] answers) => LetterComposer.Compose(new(
        Full, Sample.Answers(answers), "lavka-tmin", "Лавка «Тмин»", "Тимур Ключевой", ["Уведомление дошло"], ["10:02:41 POST /pay/result 302"],
        new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.FromHours(3)),
        TimeZoneInfo.CreateCustomTimeZone("msk", TimeSpan.FromHours(3), "msk", "msk"), "МСК"),
        new LetterTemplate(CaseTemplate.Kind, CaseTemplate.Kind.BuiltIn(LetterKind.Russian)));
}
