using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

[Collection(InChrome.Emails)]
public sealed class DraftTests(Chrome chrome)
{
    private const string Typed = "Вышло: деньги списаны, уведомления нет";

    [BrowserFact]
    public async Task Draft_ServerKilledAndStartedAgain_StandsThereAfterThePageCameBackByItself()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.BeginCaseAsync("Уведомление не приходит");
        await window.TypeAndSaveAsync("invoice", "12345");
        await window.TypeAndSaveAsync("happened", Typed);
        var address = window.Page.Url;
        await window.MarkPageAsync();

        await desk.KillAsync();
        await Expect(window.Page.Locator("#components-reconnect-modal .trying")).ToBeVisibleAsync();
        await desk.StartAgainAsync();

        await window.Page.WaitForFunctionAsync("() => !window.mark", null, new() { Timeout = 90_000 });
        await Expect(window.Page.Locator("#item-happened")).ToHaveValueAsync(Typed);
        await Expect(window.Page.Locator("#item-invoice")).ToHaveValueAsync("12345");
        Assert.Equal(address, window.Page.Url);
        await window.TypeAndSaveAsync("invoice", "12346");
    }

    [BrowserFact]
    public async Task Draft_SignedOutAndIn_IsListedAndOpensWithWhatWasTyped()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.BeginCaseAsync("Ошибка 29");
        await window.TypeAndSaveAsync("invoice", "777");

        await window.SignOutAsync();
        await window.SignInAsync();

        await window.GoAsync("/desk/new");
        await window.Page.Locator(".drafts .draft a").ClickAsync();
        await Expect(window.Page.Locator("#item-invoice")).ToHaveValueAsync("777");
    }
}
