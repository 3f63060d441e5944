using AngleSharp.Html.Parser;
using SupportDesk.Features.Outbox.Formatting;

namespace SupportDesk.Tests.Features.Outbox.Formatting;

public sealed class EmailHtmlTests
{
    [Theory]
    [InlineData("Одна строка")]
    [InlineData("Короткая\nещё короче\n\nконец")]
    [InlineData("  отступ: и двоеточие:\n    код\n\n  – пункт\n- ещё пункт\n\n\n\nПодпись")]
    [InlineData("  Сумма: 10 < 20 & \"да\"\n\n    <script>alert(1)</script>")]
    public void Of_HandWrittenEmail_LosesNoWordAndAddsNone(string email)
    {
        var page = new HtmlParser().ParseDocument(EmailHtml.Page(email, "ru"));
        Assert.Equal(Words(email), Words(page.Body!.TextContent));
        Assert.Empty(page.QuerySelectorAll("script"));
    }

    private static string[] Words(string text) => text.Split([' ', '\n', '–', '-', ':'], StringSplitOptions.RemoveEmptyEntries);
}
