using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Diagnostics;

/// <summary>An administrator lists a shop's host and passwords; then its ResultURL is checked on the screen.</summary>
[Collection(InChrome.Doctor)]
public sealed class ProbeTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Probe_RightShop_EveryStepIsShownAndTheHistoryGrows()
    {
        using var shop = new PlainShop();
        await using var desk = await DeskProcess.StartAsync(null, ("Doctor:AllowPrivateAddresses", "true"));
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/doctor/probe");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Пока проверять нечего");

        await window.EnterShopAsync(shop.Host, PlainShop.TestPassword2, shop.Url("result"));
        await window.OpenFirstShopAsync();
        await Expect(window.Page.Locator("[name=ForgetTestPassword2]")).ToBeVisibleAsync();
        Assert.DoesNotContain(PlainShop.TestPassword2, await window.Page.ContentAsync() + desk.Log, StringComparison.Ordinal);

        await window.GoAsync("/desk/doctor/probe");
        await Expect(window.Page.Locator("#url")).ToHaveValueAsync(shop.Url("result"));
        await window.ProbeAsync();
        await Expect(window.Page.Locator(".verdict .finding")).ToHaveTextAsync("Дойдёт, но есть замечания");
        await Expect(window.Page.Locator(".steps .dot.is-ok")).ToHaveCountAsync(8);
        await Expect(window.Page.Locator(".side tbody tr")).ToHaveCountAsync(1);

        // A page that is loaded again shows what was found, and the one before it can be opened.
        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator(".verdict")).ToContainTextAsync("Проверено");
        await Expect(window.Page.Locator(".steps .dot.is-ok")).ToHaveCountAsync(8);
        await window.ProbeAsync();
        await Expect(window.Page.Locator(".side tbody tr")).ToHaveCountAsync(2);
        await Expect(window.Page.GetByRole(AriaRole.Img, new() { Name = "Обычно" })).ToBeVisibleAsync();
        await window.Page.Locator(".side td a:not([aria-current])").ClickAsync();
        await Expect(window.Page.Locator(".verdict")).ToContainTextAsync("Проверено");
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task Probe_PageIsLeftInTheMiddle_GoesOnAndStandsInTheHistory()
    {
        using var shop = new PlainShop();
        // How long the shop is held back depends on the machine, and that is not what is judged here.
        await using var desk = await DeskProcess.StartAsync(
            null,
            ("Doctor:AllowPrivateAddresses", "true"),
            ("Doctor:TimeoutSeconds", "60"),
            ("Doctor:SlowSeconds", "600")
        );
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.EnterShopAsync(shop.Host, PlainShop.TestPassword2, shop.Url("held"));
        await window.GoAsync("/desk/doctor/probe");
        await window.Page.Locator(".ask button[type=submit]").ClickAsync();
        await window.Page.Locator(".mud-dialog .mud-button-filled").ClickAsync();
        await Expect(window.Page.Locator(".verdict")).ToContainTextAsync("Можно уйти");
        await shop.Asked;
        await window.GoAsync("/desk/tickets");
        shop.Release();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            await window.GoAsync("/desk/doctor/probe");
            await Expect(window.Page.Locator(".side h2")).ToBeVisibleAsync();
        }
        while (await window.Page.Locator(".side td a").CountAsync() == 0);
        await window.Page.Locator(".side td a").ClickAsync();
        await Expect(window.Page.Locator(".steps .dot.is-ok")).ToHaveCountAsync(8);
    }

    [BrowserFact]
    public async Task Probe_HostThatIsNotListed_IsRefusedBesideTheField()
    {
        using var shop = new PlainShop();
        await using var desk = await DeskProcess.StartAsync(null, ("Doctor:AllowPrivateAddresses", "true"));
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.EnterShopAsync("shop.example", PlainShop.TestPassword2, "");
        await window.GoAsync("/desk/doctor/probe");
        await window.Page.Locator("#url").FillAsync(shop.Url("result"));
        await window.Page.Locator(".ask button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("#url-err")).ToContainTextAsync($"Адрес {shop.Host} для этого магазина не разрешён");
    }
}
