using SupportDesk.Features.Tickets;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class TitleFinderTests
{
    [Theory]
    [InlineData("Здравствуйте! Не приходит уведомление на ResultURL. Что делать?", "Не приходит уведомление на ResultURL")]
    [InlineData("Добрый день, Анна!\n\nсписали деньги два раза, заказ один", "Списали деньги два раза, заказ один")]
    [InlineData("Здравствуйте, не проходит оплата картой.", "Не проходит оплата картой")]
    [InlineData("Добрый день.\nПодскажите, пожалуйста.\nКогда вернут 2 480 руб. за отменённый заказ?", "Когда вернут 2 480 руб. за отменённый заказ?")]
    [InlineData("Hello,\n\nI paid twice for one order.\n\nBest regards,\nJohn", "I paid twice for one order")]
    [InlineData("Dear support,\nPlease help.\nThe payment page shows error 29", "The payment page shows error 29")]
    [InlineData("> старое письмо\n\nДеньги так и не пришли\n-- \nИван", "Деньги так и не пришли")]
    [InlineData("https://shop.example/order/1\nЧек не пришёл на почту", "Чек не пришёл на почту")]
    public void Of_WhatPeopleWrite_IsTheFirstSentenceThatSaysSomething(string body, string expected) => Assert.Equal(expected, TitleFinder.Of(body));

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("Помогите!")]
    [InlineData("Здравствуйте!\n\nС уважением,\nИван Петров")]
    [InlineData("12345")]
    [InlineData("-- \nОтдел продаж")]
    public void Of_NothingSaid_IsNone(string body) => Assert.Null(TitleFinder.Of(body));

    [Fact]
    public void Of_LongSentence_IsCutAtAWordWithinEightyCharacters()
    {
        var title = TitleFinder.Of("Добрый день! " + string.Join(' ', Enumerable.Repeat("уведомление", 20)))!;
        Assert.True(title.Length <= TitleFinder.Longest, title);
        Assert.EndsWith("уведомление…", title, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_CardInTheSentence_KeepsItsLastDigitsOnly()
    {
        var title = TitleFinder.Of($"Списали с карты {Cases.Card} дважды.")!;
        Assert.DoesNotContain("4111", title, StringComparison.Ordinal);
        Assert.Contains("··1111", title, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_HardWrappedLines_AreOneSentence() =>
        Assert.Equal("Не могу оплатить заказ картой банка", TitleFinder.Of("Здравствуйте.\n\nНе могу оплатить\nзаказ картой\nбанка."));
}
