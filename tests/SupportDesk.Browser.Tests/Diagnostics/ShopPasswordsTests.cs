using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Diagnostics;

[Collection(InChrome.Doctor)]
public sealed class ShopPasswordsTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Forget_OnceObeyed_SparesThePasswordThatIsEnteredAfterIt()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.OpenFirstShopAsync();
        var form = window.Page.Locator("form[data-passwords]");
        var (password, forget) = (form.Locator("[name=Password1]"), form.Locator("[name=ForgetPassword1]"));
        await Expect(forget).ToHaveCountAsync(0);

        // The page says by itself what is stored now.
        await password.FillAsync("первый");
        await form.Locator("button").ClickAsync();
        await Expect(forget).ToBeVisibleAsync();
        await forget.CheckAsync();
        await form.Locator("button").ClickAsync();
        await Expect(forget).ToHaveCountAsync(0);

        await password.FillAsync("второй");
        await form.Locator("button").ClickAsync();
        await Expect(forget).ToBeVisibleAsync();
        await Expect(forget).Not.ToBeCheckedAsync();
        await form.Locator("button").ClickAsync();
        await Expect(form.Locator("[data-said].is-ok")).ToBeVisibleAsync();
        await window.OpenFirstShopAsync();
        await Expect(forget).ToBeVisibleAsync();
    }
}
