using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class QuoteFolderTests
{
    [Fact]
    public void Split_AnswerAboveQuoteAndSignature_FoldsBothTogether()
    {
        var parts = QuoteFolder.Split("Да, повторим.\n\n22.11.2026 12:01, SupportDesk пишет:\n> Прошу\n>\n> повторить\n-- \nМария");
        Assert.Equal(["Да, повторим.", "22.11.2026 12:01, SupportDesk пишет:\n> Прошу\n>\n> повторить\n-- \nМария"], parts.Select(p => p.Text));
        Assert.Equal([false, true], parts.Select(p => p.IsQuote));
    }

    [Fact]
    public void Split_AnswersBetweenQuotes_StayVisible()
    {
        var parts = QuoteFolder.Split("> Счёт?\n12345\n> Сумма?\n2480");
        Assert.Equal(["12345", "2480"], parts.Where(p => !p.IsQuote).Select(p => p.Text));
    }

    [Theory]
    [InlineData("> только цитата\n> и всё")]
    [InlineData("Обычное письмо: без цитат.\nДве строки.")]
    public void Split_NothingToFold_ShowsItAll(string body) => Assert.Equal([(body, false)], QuoteFolder.Split(body).Select(p => (p.Text, p.IsQuote)));

    [Fact]
    public void Split_AnyEmail_LosesNoWord() => Prop.ForAll(
        Gen.Elements("текст", "> цитата", "", "-- ", "Иван пишет:", "-----Original Message-----", ">> глубже").ListOf().ToArbitrary(),
        lines =>
        {
            var body = string.Join('\n', lines);
            Assert.Equal(Words(body), QuoteFolder.Split(body).SelectMany(part => Words(part.Text)));
        }).QuickCheckThrowOnFailure();

    private static string[] Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
}
