using SupportDesk.Features.Email.Messages;

namespace SupportDesk.Tests.Features.Email.Messages;

public sealed class SafeHtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<button formaction=javascript:alert(1)>x</button>")]
    [InlineData("<svg><use href='data:image/svg+xml,<svg onload=alert(1)>'/><animate onbegin=alert(1) attributeName=x dur=1s></svg>")]
    [InlineData("<math><mtext><mglyph><style><img src=x onerror=alert(1)></style></mglyph></mtext></math>")]
    [InlineData("<style>body{background:url(https://evil.example/x)}</style>")]
    [InlineData("<style>@import 'https://evil.example/x.css'</style>")]
    [InlineData("<base href=https://evil.example/>")]
    [InlineData("<meta http-equiv=refresh content='0;url=https://evil.example/'>")]
    [InlineData("<form action=https://evil.example/><input name=a></form>")]
    [InlineData("<iframe srcdoc='<script>alert(1)</script>'></iframe>")]
    [InlineData("<scr<script>ipt>alert(1)</scr</script>ipt>")]
    [InlineData("<!--><img src=x onerror=alert(1)>-->")]
    [InlineData("<!-- --!><img src=x onerror=alert(1)> -->")]
    [InlineData("<a href='&#x6a;avascript:alert(1)'>x</a>")]
    [InlineData("<a xlink:href='javascript:alert(1)'>x</a>")]
    [InlineData("<img srcset='https://evil.example/1x 1x, https://evil.example/2x 2x'>")]
    [InlineData("<div style='background:url(https://evil.example/x)'>x</div>")]
    [InlineData("<div style='width:expression(alert(1))'>x</div>")]
    [InlineData("<div style='behavior:url(#default#time2)' background='https://evil.example/x'>x</div>")]
    [InlineData("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>")]
    [InlineData("<template><img src=x onerror=alert(1)></template>")]
    [InlineData("<p id=x class=y data-z=1 onclick=alert(1)>x</p>")]
    [InlineData("<table background='javascript:alert(1)'><td background=https://evil.example/x>x</td></table>")]
    [InlineData("<link rel=stylesheet href=https://evil.example/x><object data=https://evil.example/x></object><embed src=https://evil.example/x>")]
    public void T38_T50_Clean_HostileMarkup_LeavesNothingThatRunsOrLoads(string html)
    {
        foreach (var shown in new[] { SafeHtml.Clean($"<p>до</p>{html}<p>после</p>"), SafeHtml.ForReading(html) })
        {
            Assert.DoesNotMatch("(?i)<(script|img|svg|math|style|base|meta|form|input|iframe|object|embed|link|template|button|noscript)", shown ?? "");
            Assert.DoesNotMatch("(?i)<[^>]*\\s(on[a-z]+|href|src|srcset|background|action|formaction|id|class|data-[a-z]+|xlink:href)\\s*=", shown ?? "");
            Assert.DoesNotMatch("(?i)<[^>]*(url\\(|expression|javascript:|@import)", shown ?? "");
        }
    }

    [Fact]
    public void Clean_OrdinaryEmail_KeepsItsShape()
    {
        var clean = SafeHtml.Clean(
            "<html><head><title>t</title></head><body><p align=center>Здравствуйте,&nbsp;<b>Вера</b></p>"
                + "<ul><li>раз</li></ul><blockquote>старое</blockquote>"
                + "<table><tr><td colspan=2>x</td></tr></table></body></html>"
        )!;
        foreach (var part in new[] { "<b>Вера</b>", "<li>раз</li>", "<blockquote>старое</blockquote>", "colspan=\"2\"" })
            Assert.Contains(part, clean, StringComparison.Ordinal);
        Assert.DoesNotContain("<title>", clean, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" jav&#x09;ascript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:msgbox(1)")]
    [InlineData("&#106;&#97;vascript&colon;alert(1)")]
    public void T37_Clean_LinkThatRuns_IsDeadText(string target) =>
        Assert.Equal("<p><a>нажмите</a></p>", SafeHtml.Clean($"<p><a href=\"{target}\">нажмите</a></p>"));

    [Fact]
    public void T37_Clean_WebLink_ShowsWhereItLeadsAndLeadsNowhere() =>
        Assert.Equal(
            "<p><a>банк &lt;https://evil.example/a?b=1&amp;c=2&gt;</a></p>",
            SafeHtml.Clean("<p><a href=\"https://evil.example/a?b=1&amp;c=2\">банк</a></p>")
        );

    [Theory]
    [InlineData("cid:123@other.example")]
    [InlineData("https://evil.example/pixel.gif")]
    [InlineData("/desk/files/0190")]
    [InlineData("data:image/png;base64,AAAA")]
    public void T45_T50_Clean_Picture_IsItsWordsAndNothingElse(string source) =>
        Assert.Equal("<p>снимок [чек] тут</p>", SafeHtml.Clean($"<p>снимок <img src=\"{source}\" alt=\"чек\"> тут</p>"));

    [Theory]
    [InlineData("<p>Карта 4111 1111 1111 1111</p>")]
    [InlineData("<p>Карта <b>4111</b> <i>1111</i> <span>1111 11</span>11</p>")]
    [InlineData("<p>4111<b>1111</b>1111<i>1111</i></p>")]
    [InlineData("<table><tr><td>4111</td><td>1111</td><td>1111</td><td>1111</td></tr></table>")]
    [InlineData("<p>4111 1111</p><p>1111 1111</p>")]
    [InlineData("<p>4111&#32;1111<!-- x -->&nbsp;1111 1111</p>")]
    [InlineData("<p><a href=\"https://shop.example/?pan=4111111111111111\">оплатить</a></p>")]
    [InlineData("<p><img src=x alt=\"4111 1111 1111 1111\"></p>")]
    public void T84_Clean_CardInAnyMarkup_IsHidden(string html)
    {
        var digits = string.Concat((SafeHtml.Clean(html) ?? "").Where(char.IsAsciiDigit));
        Assert.DoesNotContain("411111", digits, StringComparison.Ordinal);
        Assert.DoesNotContain("11111111", digits, StringComparison.Ordinal);
    }

    [Fact]
    public void T86_Clean_CodeInANeighbouringCell_IsHidden() =>
        Assert.DoesNotContain(
            "737",
            SafeHtml.Clean("<p>Карта 4111 1111 1111 1111</p><table><tr><td>CVV2:</td><td><b>737</b></td></tr></table>") ?? "",
            StringComparison.Ordinal
        );

    [Fact]
    public void T28_Clean_NestedOrHuge_EndsWithoutHtml()
    {
        Assert.Null(SafeHtml.Clean(string.Concat(Enumerable.Repeat("<div>", 15_000)) + "x"));
        Assert.Null(SafeHtml.Clean(new string('x', 600_000)));
        Assert.Null(SafeHtml.Clean(string.Concat(Enumerable.Repeat("<br>", 30_000))));
        SafeHtml.Clean(string.Concat(Enumerable.Repeat("<b><i><a><table><p>", 3_000)) + "x");
        SafeHtml.Clean(string.Concat(Enumerable.Repeat("<p>x</p>", 9_000)));
    }
}
