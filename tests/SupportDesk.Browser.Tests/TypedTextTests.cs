using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>What is sent is what the box shows: long texts, lost words, a session that ended, two tabs.</summary>
[Collection(InChrome.Emails)]
public sealed class TypedTextTests(Chrome chrome)
{
    private const string Losing =
        "() => { const { send } = WebSocket.prototype; window.lost = 0; " +
        "WebSocket.prototype.send = function (data) { if (window.lost < 0) send.call(this, data); else window.lost++; } }";

    [BrowserFact]
    public async Task Reply_WordsLostOnTheLine_LeavesWhole()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        var reply = window.Page.Locator("#reply-text");
        await reply.FillAsync("Начало. ");
        await window.ExpectNoCopyAsync();
        await window.Page.EvaluateAsync(Losing);
        await reply.PressSequentiallyAsync("И конец.");
        await window.Page.WaitForFunctionAsync("() => window.lost > 0");

        await window.Page.EvaluateAsync("() => { window.lost = -1; document.querySelector('form.reply').requestSubmit(); }");

        await Expect(window.Page.Locator(".msg").Last).ToContainTextAsync("Начало. И конец.");
    }

    [BrowserFact]
    public async Task Contacts_RefusedThenWordsLostOnTheLine_LeadToTheWrongFieldAndAreSavedAsShown()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/contacts");
        await window.Page.Locator("#email").FillAsync("help");
        await window.Page.Locator("main form button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("#email-err")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("#email")).ToBeFocusedAsync();
        await window.Page.EvaluateAsync(Losing);
        await window.Page.Locator("#email").FillAsync("help@robokassa.example");
        await window.Page.Locator("#origin").FillAsync("Личный кабинет");
        await window.Page.WaitForFunctionAsync("() => window.lost > 1");

        await window.Page.EvaluateAsync("() => { window.lost = -1; document.querySelector('main form').requestSubmit(); }");

        await Expect(window.Page.Locator(".head .state.is-ok")).ToBeVisibleAsync();
        await window.GoAsync("/desk/contacts");
        await Expect(window.Page.Locator("#email")).ToHaveValueAsync("help@robokassa.example");
        await Expect(window.Page.Locator("#origin")).ToHaveValueAsync("Личный кабинет");
    }

    [BrowserFact]
    public async Task Reply_PastedThreeHundredKilobytes_LeavesWholeAndMoreThanTheLimitIsRefusedInWords()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        var reply = window.Page.Locator("#reply-text");
        var tooLong = string.Concat(Enumerable.Repeat("Очень длинный абзац ответа, за ним ещё один. ", 4_700));
        await reply.FillAsync(tooLong);
        await Expect(window.Page.Locator("form.reply .err[role=status]")).ToContainTextAsync(new Regex("-11.500"));
        await window.Page.Locator("form.reply button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("form.reply .err[role=alert]:visible")).ToContainTextAsync(new Regex("200.000"));
        await Expect(reply).ToHaveValueAsync(tooLong);

        var text = string.Concat(Enumerable.Repeat("Очень длинный абзац ответа, за ним ещё один. ", 3_400)) + "Последнее слово.";
        await reply.FillAsync(text);
        await window.Page.Locator("form.reply button[type=submit]").ClickAsync();

        await Expect(reply).ToHaveValueAsync("");
        await Expect(window.Page.Locator(".msg").Last).ToContainTextAsync("Последнее слово.");
    }

    [BrowserFact]
    public async Task Reply_SessionEnded_ComesBackAfterSigningIn()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        var address = new Uri(window.Page.Url).PathAndQuery;
        await desk.KillAsync();
        await window.Page.Locator("#reply-text").FillAsync("Набрано, пока сеанс кончался.");
        await window.Page.Context.ClearCookiesAsync();
        await desk.StartAgainAsync();

        await window.SignInAsync();
        await window.GoAsync(address);
        await window.ToConversationAsync("Provider");
        await Expect(window.Page.Locator("#reply-text")).ToHaveValueAsync("Набрано, пока сеанс кончался.");
    }

    [BrowserFact]
    public async Task Reply_TypedInTwoTabs_EachShowsItsOwnAndSendsIt()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        var other = await window.Page.Context.NewPageAsync();
        await other.GotoAsync(window.Page.Url);
        await Expect(other.Locator("#reply-text")).ToBeVisibleAsync();
        await window.Page.Locator("#reply-text").FillAsync("Из первой вкладки.");
        await window.ExpectNoCopyAsync();
        await other.Locator("#reply-text").FillAsync("Из второй вкладки.");
        await window.ExpectNoCopyAsync();

        await Expect(window.Page.Locator("#reply-text")).ToHaveValueAsync("Из первой вкладки.");
        await window.Page.Locator("form.reply button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator(".msg").Last).ToContainTextAsync("Из первой вкладки.");
        await Expect(other.Locator("#reply-text")).ToHaveValueAsync("Из второй вкладки.");
    }

    [BrowserFact]
    public async Task Template_DeskKilled_ComesFromTheBrowsersCopy()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/settings/templates/closed");
        var body = window.Page.Locator("#body");
        await Expect(body).ToHaveValueAsync(new Regex("закрыто"));
        await window.MarkPageAsync();
        await desk.KillAsync();
        await body.FillAsync("Закрыли: {{case.number}}, набрано без связи.");
        await desk.StartAgainAsync();

        await window.Page.WaitForFunctionAsync("() => !window.mark", null, new() { Timeout = 90_000 });
        await Expect(body).ToHaveValueAsync("Закрыли: {{case.number}}, набрано без связи.");
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" })).ToBeEnabledAsync();
    }
}
