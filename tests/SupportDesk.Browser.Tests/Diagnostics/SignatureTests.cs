using System.Collections.Concurrent;
using System.Text;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using SupportDesk.Robokassa;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Diagnostics;

/// <summary>A person pastes what a shop sent and reads why its signature is wrong.</summary>
[Collection(InChrome.Doctor)]
public sealed class SignatureTests(Chrome chrome)
{
    private const string First = "first-live-secret";
    private const string Second = "second-live-secret";

    [BrowserFact]
    public async Task Explain_LinkSignedWithTheOtherPassword_NamesItAndKeepsNoPassword()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        var frames = new ConcurrentQueue<string>();
        window.Page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => frames.Enqueue(frame.Text ?? Encoding.UTF8.GetString(frame.Binary ?? []));
        await window.GoAsync("/desk/doctor/signature");

        await window.ExplainAsync(Link(Second), First, Second);

        await Expect(window.Page.Locator("#signature-answer h2")).ToContainTextAsync("взят пароль №2 вместо №1");
        await Expect(window.Page.Locator("#signature-answer mark.is-ok")).ToHaveTextAsync("пароль №1");
        await window.Page.Locator("label[for=language-Python]").ClickAsync();
        await Expect(window.Page.Locator("[data-language=Python] pre")).ToContainTextAsync("hashlib.new(\"md5\"");
        var page = await window.Page.ContentAsync();
        Assert.DoesNotContain(First, page + desk.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(Second, page + desk.Log, StringComparison.Ordinal);
        Assert.NotEmpty(frames);
        Assert.DoesNotContain(frames, frame => frame.Contains("live-secret", StringComparison.Ordinal));

        // What was typed is still there: mend the link and compare again.
        await window.Page.Locator("#text").FillAsync(Link(First));
        await window.Page.Locator("#signature-form button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("#signature-answer h2")).ToHaveTextAsync("Подпись верна");
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task Explain_NothingPasted_SaysWhatToDo()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/doctor/signature");
        await window.ExplainAsync("", "", "");
        await Expect(window.Page.Locator("#signature-answer")).ToContainTextAsync("Вставьте ссылку или запрос.");
        await window.ExplainAsync("OutSum=10&InvId=5&SignatureValue=abc", "", "");
        await Expect(window.Page.Locator("#signature-answer")).ToContainTextAsync("Введите хотя бы один пароль");
    }

    internal static string Link(string password)
    {
        var signature = SignatureHash.Compute(SignatureAlgorithm.Md5, $"lavka-tmin:2480.00:12345:{password}:Shp_city=Тверь:Shp_order=A-77");
        return "https://auth.robokassa.ru/Merchant/Index.aspx"
            + "?MerchantLogin=lavka-tmin&OutSum=2480.00&InvId=12345"
            + $"&Shp_city=%D0%A2%D0%B2%D0%B5%D1%80%D1%8C&Shp_order=A-77&SignatureValue={signature}";
    }
}
