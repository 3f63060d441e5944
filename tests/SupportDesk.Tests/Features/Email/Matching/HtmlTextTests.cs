using FsCheck;
using FsCheck.Fluent;
using SupportDesk.Features.Email.Matching;

namespace SupportDesk.Tests.Features.Email.Matching;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>Добрый&nbsp;день,</p><p>Анна</p>", "Добрый\u00A0день,\n\nАнна")]
    [InlineData("<div>один<br>два</div><div>три</div>", "один\nдва\nтри")]
    [InlineData("<style>p{color:red}</style><script>alert('<p>')</script><!-- <b>x</b> -->текст", "текст")]
    [InlineData("<a href=\"https://evil.example/x\">robokassa.ru</a>", "robokassa.ru <https://evil.example/x>")]
    [InlineData("<a href=\"javascript:alert(1)\">нажмите</a>", "нажмите")]
    [InlineData("<blockquote>старое</blockquote>новое", "> старое\nновое")]
    [InlineData("5 &lt; 7 <7 & 8", "5 < 7 <7 & 8")]
    [InlineData("<img alt=\"a>b\" src=x onerror=alert(1)>после", "после")]
    [InlineData("<ul><li>раз</li><li>два</li></ul>", "– раз\n– два")]
    public void Of_Html_BecomesItsWords(string html, string expected) => Assert.Equal(expected, HtmlText.Of(html));

    [Fact]
    public void Of_AnyText_Ends() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        HtmlText.Of("<a href='" + text.Get + "<" + text.Get + ">\"") is not null).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<")]
    [InlineData("<a href=\"")]
    [InlineData("<script>")]
    [InlineData("<blockquote>")]
    [InlineData("<!--")]
    public void T28_Of_EndlessMarkup_StaysLinear(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, 200_000));
        Assert.True(HtmlText.Of(html).Length <= html.Length + 1);
    }
}
