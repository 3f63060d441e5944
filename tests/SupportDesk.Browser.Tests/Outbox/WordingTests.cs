using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Outbox;

/// <summary>An administrator rewrites an e-mail, on the keyboard and on a phone.</summary>
[Collection(InChrome.Doctor)]
public sealed class WordingTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Wording_RewrittenByKeyboard_IsPreviewedSavedAndUndone()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/mail");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Тексты писем" }).PressAsync("Enter");
        await window.Page.Locator("nav a[href^='/desk/settings/templates/closed']").PressAsync("Enter");
        var body = window.Page.Locator("#body");
        await Expect(body).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("закрыто"));

        await body.FillAsync("Закрыли: ");
        await window.Page.Locator("[data-hole='{{case.number}}']").FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(body).ToHaveValueAsync("Закрыли: {{case.number}}");
        await Expect(body).ToBeFocusedAsync();
        await Expect(window.Page.Locator(".preview .text")).ToContainTextAsync("Закрыли: SD-1042");

        await body.PressSequentiallyAsync(" {{case.titel}}");
        await Expect(window.Page.Locator("#body-err")).ToContainTextAsync("{{case.title}}?");
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" })).ToBeDisabledAsync();

        await body.FillAsync("Закрыли: {{case.number}}");
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" })).ToBeEnabledAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).PressAsync("Enter");
        await Expect(window.Page.Locator(".history")).ToContainTextAsync("Версия 1");
        await window.GoAsync("/desk/settings/templates/closed");
        await Expect(body).ToHaveValueAsync("Закрыли: {{case.number}}");
        await window.Page.Locator(".editor form button", new() { HasText = "Отменить" }).PressAsync("Enter");
        await Expect(body).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Если вопрос вернётся"));
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task Wording_EveryEmailOnAPhone_StaysWithinTheScreen()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk, new Look(Width: 360));
        await window.SetUpAsync();
        await window.GoAsync("/desk/settings/templates");
        await Expect(window.Page.Locator("#body")).ToBeVisibleAsync();
        foreach (var link in await window.Page.Locator("nav.kinds a").EvaluateAllAsync<string[]>("all => all.map(a => a.getAttribute('href'))"))
        {
            await window.GoAsync(link);
            await Expect(window.Page.Locator("#body")).ToBeVisibleAsync();
            Assert.False(await window.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"), link);
        }
    }
}
