using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>
/// Where the keyboard stands on a slow line. What is drawn has the focus at once: if it were moved a round trip later, the letters
/// that were typed meanwhile would be lost.
/// </summary>
[Collection(InChrome.Emails)]
public sealed class FocusTests(Chrome chrome)
{
    private static readonly TimeSpan Way = TimeSpan.FromMilliseconds(400);

    [BrowserFact]
    public async Task NewPage_TypedIntoAtOnceOnASlowLine_KeepsEveryLetter()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using (var admin = await chrome.OpenAsync(desk))
        {
            await admin.SetUpAsync();
            await admin.EnterProviderAsync("help@pay.example");
        }

        await using var window = await chrome.OpenAsync(desk);
        var page = window.Page;
        await window.SignInAsync();
        await window.SlowDownAsync(Way);
        await window.GoAsync("/desk/new");
        await window.EnterAsync(page.GetByRole(AriaRole.Button, new() { Name = "Уведомление не приходит" }));
        var field = page.GetByRole(AriaRole.Textbox, new() { Name = "ResultURL", Exact = true });
        await Expect(field).ToBeVisibleAsync();

        await window.TypeAsync(field, "https://tmin.example.ru/robokassa/result");

        // Saved a second after the last letter, and told over the same line: nothing that was asked before is still on its way.
        await Expect(page.Locator("#item-result-url-check")).Not.ToContainTextAsync("Проверяем");
        await Expect(page.GetByText("Черновик сохранён")).ToBeVisibleAsync();
        await Expect(field).ToHaveValueAsync("https://tmin.example.ru/robokassa/result");
        await Expect(field).ToBeFocusedAsync();

        // What is still missing is a link away.
        await window.EnterAsync(page.GetByRole(AriaRole.Link, new() { Name = "Номер счёта, InvoiceID" }));
        await Expect(page.Locator("#item-invoice")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task SkipLink_OnAPageThatWasReachedWithoutLoading_LeadsIntoThatPage()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        var page = window.Page;
        await page.Locator(".rail").GetByRole(AriaRole.Link, new() { Name = "Контакты" }).ClickAsync();
        await window.AtAsync("/desk/contacts");
        await Expect(page.Locator("main h1")).ToBeFocusedAsync();
        var skip = page.Locator("a.skip");
        await skip.FocusAsync();

        await page.Keyboard.PressAsync("Enter");

        await window.AtAsync("/desk/contacts#main");
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("main :focus")).ToHaveCountAsync(1);
        await Expect(page.Locator("#components-reconnect-modal a")).ToHaveAttributeAsync("href", "/desk/contacts");

        // A line that stays lost is given up by loading the page anew.
        await page.EvaluateAsync("() => { window.before = true; document.querySelector('#components-reconnect-modal').dataset.state = 'failed'; }");
        await page.Locator("#components-reconnect-modal a").ClickAsync();
        await page.WaitForFunctionAsync("() => !window.before");
        await window.ShownAsync();
        await window.AtAsync("/desk/contacts(#main)?");
    }

    [BrowserFact]
    public async Task Palette_TypedIntoAsSoonAsItShows_KeepsEveryLetter()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        var page = window.Page;
        await window.SlowDownAsync(Way);
        await window.GoAsync("/desk");
        await Expect(page.Locator("main h1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Control+k");
        var box = page.GetByRole(AriaRole.Combobox, new() { Name = "Поиск и команды" });
        await Expect(box).ToBeVisibleAsync();

        await page.Keyboard.TypeAsync("магаз");

        await Expect(box).ToHaveValueAsync("магаз");
        await Expect(page.GetByRole(AriaRole.Option, new() { Name = "Магазины Идентификаторы" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(box).ToHaveCountAsync(0);
        await Expect(page.Locator("main h1")).ToBeFocusedAsync();

        // Asked for by mistake: it goes as soon as it shows.
        await page.Keyboard.PressAsync("Control+k");
        await Expect(box).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(box).ToHaveCountAsync(0);
        await Expect(page.Locator("main h1")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task Question_OnASlowLine_HasTheFocusOnTheWayBackAtOnce()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await desk.AddPersonAsync("dora@desk.example", "Дора", "agent");
        await window.SlowDownAsync(Way);
        await window.GoAsync("/desk/settings/people");
        await window.Page.GetByText("Дора").First.ClickAsync();
        var block = window.Page.GetByRole(AriaRole.Button, new() { Name = "Заблокировать" });
        await block.FocusAsync();
        // Twice, before the question can be there.
        await window.PressAsync("Enter");
        await window.PressAsync("Enter");
        var question = window.Page.GetByRole(AriaRole.Dialog);
        await Expect(question).ToBeVisibleAsync();

        await window.PressAsync("Enter");

        await Expect(question).ToHaveCountAsync(0);
        await Expect(block).ToBeFocusedAsync();

        await window.PressAsync("Enter");
        await Expect(question).ToBeVisibleAsync();
        await window.PressAsync("Escape");
        await Expect(question).ToHaveCountAsync(0);
        await Expect(block).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task People_SearchedByWordsTypedSlowlyOnASlowLine_KeepEveryLetter()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await desk.AddPersonAsync("dora@desk.example", "Дора", "agent");
        await window.SlowDownAsync(Way);
        await window.GoAsync("/desk/settings/people?q=dora");
        var box = window.Page.GetByRole(AriaRole.Searchbox);
        await Expect(box).ToHaveValueAsync("dora");

        // Slower than what the desk waits for, faster than the line: the address of the first letters comes back while the last are typed.
        await box.PressAsync("End");
        await box.PressSequentiallyAsync("@desk.example", new() { Delay = 350 });

        await window.AtAsync("/desk/settings/people\\?q=dora%40desk\\.example");
        await Expect(box).ToHaveValueAsync("dora@desk.example");
        await Expect(window.Page.GetByText("Дора")).ToBeVisibleAsync();

        await window.Page.Locator("nav").GetByRole(AriaRole.Link, new() { Name = "Люди" }).First.ClickAsync();
        await Expect(box).ToHaveValueAsync("");
    }

    [BrowserFact]
    public async Task NewShop_WithoutAName_LeadsToTheName()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/settings/shops/new");

        await window.Page.Locator("main form button[type=submit]").ClickAsync();

        await Expect(window.Page.Locator("#shop-name")).ToBeFocusedAsync();
        await Expect(window.Page.Locator("#shop-name")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [BrowserFact]
    public async Task Contacts_RefusedTwiceForTheSame_LeadToTheWrongFieldBothTimes()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/contacts");
        var email = window.Page.Locator("#email");
        var save = window.Page.Locator("main form button[type=submit]");
        await email.FillAsync("help");
        await save.ClickAsync();
        await Expect(email).ToBeFocusedAsync();
        await Expect(email).ToHaveAttributeAsync("aria-invalid", "true");

        await save.ClickAsync();

        await Expect(email).ToBeFocusedAsync();
        await email.FillAsync("help@robokassa.example");
        await window.Page.Locator("#origin").FillAsync("Личный кабинет");
        await save.ClickAsync();
        await Expect(window.Page.Locator(".head .state.is-ok")).ToBeVisibleAsync();
        await Expect(email).Not.ToBeFocusedAsync();
    }
}
