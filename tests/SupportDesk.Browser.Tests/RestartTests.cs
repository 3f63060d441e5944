using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>The desk goes away under a page that is being typed into. Nothing typed is lost, whichever way it goes.</summary>
[Collection(InChrome.Emails)]
public sealed class RestartTests(Chrome chrome)
{
    private const string Typed = "Добрый день! Заказ отправим завтра.";
    private const string More = Typed + " Набрано, пока связи не было.";

    [BrowserFact]
    public async Task PlannedRestart_ReplyInTheMaking_GoesOnOnTheSamePage()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        var reply = window.Page.Locator("#reply-text");
        await reply.FillAsync(Typed);
        await window.MarkPageAsync();

        await desk.StopAsync();
        await Expect(window.Page.Locator("#components-reconnect-modal .paused")).ToBeVisibleAsync(new() { Timeout = 2000 });
        await reply.FillAsync(More);
        await desk.StartAgainAsync();

        await Expect(window.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Expect(reply).ToHaveValueAsync(More);
        await Expect(reply).ToBeFocusedAsync();
        Assert.True(await window.IsSamePageAsync(), desk.Log);
        await Expect(window.Page.Locator("form.reply > .row > [role=status]")).ToBeVisibleAsync();
        await window.ExpectNoCopyAsync();
        await window.Page.Locator("form.reply button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator(".msg").Last).ToContainTextAsync(More);
        var troubles = window.Troubles.Where(trouble => !IsOfARestart(trouble)).ToList();
        Assert.True(troubles.Count == 0, string.Join('\n', [.. troubles, desk.Log]));
    }

    // Nobody listens, the line is cut, the desk that stops says so where a waiting page asks for it, and the library begins anew on the page.
    private static bool IsOfARestart(string trouble) =>
        trouble.Contains("ERR_CONNECTION_REFUSED", StringComparison.Ordinal) || trouble.Contains("WebSocket", StringComparison.Ordinal)
        || trouble.Contains("Popover Service already initialized", StringComparison.Ordinal)
        || (trouble.Contains("503", StringComparison.Ordinal) && trouble.Contains("/health", StringComparison.Ordinal));

    [BrowserFact]
    public async Task PlannedRestart_LongReplyInCyrillic_ComesBackWhole()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        var text = string.Concat(Enumerable.Repeat("Очень длинный ответ, абзац за абзацем. ", 2500));
        await window.Page.Locator("#reply-text").FillAsync(text);
        await window.MarkPageAsync();

        await desk.StartAgainAsync();

        await Expect(window.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await Expect(window.Page.Locator("#reply-text")).ToHaveValueAsync(text);
        Assert.True(await window.IsSamePageAsync(), desk.Log);
    }

    [BrowserFact]
    public async Task Crash_ReplyNotYetOnTheServer_ComesFromTheBrowsersCopy()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        await window.Page.Locator("#reply-text").FillAsync(Typed);
        await window.MarkPageAsync();

        await desk.KillAsync();
        await Expect(window.Page.Locator("#components-reconnect-modal .trying")).ToBeVisibleAsync(new() { Timeout = 2000 });
        await window.Page.Locator("#reply-text").FillAsync(More);
        await desk.StartAgainAsync();

        await window.Page.WaitForFunctionAsync("() => !window.mark", null, new() { Timeout = 90_000 });
        await Expect(window.Page.Locator("#reply-text")).ToHaveValueAsync(More);
        await Expect(window.Page.Locator("form.reply > .row > [role=status]")).ToBeVisibleAsync();
        await window.ExpectNoCopyAsync();
    }

    [BrowserFact]
    public async Task Crash_WizardAndEmailInTheMaking_ComeFromTheBrowsersCopy()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.BeginCaseAsync("Уведомление не приходит");
        await window.AnswerNotificationMissingAsync("12345");

        await CrashAsync("#item-happened", Typed);
        await window.ToEmailAsync();
        await window.Page.Locator(".dock button").First.ClickAsync();
        await CrashAsync("#body", More);

        async Task CrashAsync(string field, string text)
        {
            await window.MarkPageAsync();
            await window.Page.Locator(field).FillAsync(text);
            await desk.KillAsync();
            await desk.StartAgainAsync();
            await window.Page.WaitForFunctionAsync("() => !window.mark", null, new() { Timeout = 90_000 });
            await Expect(window.Page.Locator(field)).ToHaveValueAsync(text);
            await window.ExpectNoCopyAsync();
        }
    }

    [BrowserFact]
    public async Task Crash_SeveralFieldsNotYetOnTheServer_AllComeFromTheBrowsersCopies()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.BeginCaseAsync("Уведомление не приходит");
        await window.MarkPageAsync();
        await desk.KillAsync();
        await window.Page.Locator("#item-expected").FillAsync(Typed);
        await window.Page.Locator("#item-happened").FillAsync(More);
        await desk.StartAgainAsync();

        await window.Page.WaitForFunctionAsync("() => !window.mark", null, new() { Timeout = 90_000 });
        await Expect(window.Page.Locator("#item-expected")).ToHaveValueAsync(Typed);
        await Expect(window.Page.Locator("#item-happened")).ToHaveValueAsync(More);
        await window.ExpectNoCopyAsync();
    }

    [BrowserFact]
    public async Task Copy_CardNumberInAReply_IsStarredAndSignOutTakesItAway()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        await desk.KillAsync();

        await window.Page.Locator("#reply-text").FillAsync("Карта 5213 2437-3794 2241, заказ 12345");
        var copy = Assert.Single(await window.CopiesAsync());
        Assert.Contains("Карта **** ****-**** ****, заказ 12345", copy, StringComparison.Ordinal);

        await desk.StartAgainAsync();
        await window.Page.EvaluateAsync("() => { localStorage.setItem('sd.typed.somebody.reply/1', JSON.stringify({ text: 'theirs', at: Date.now() })) }");
        var reply = window.Page.Locator("#reply-text");
        await Expect(reply).ToHaveValueAsync("Карта **** ****-**** ****, заказ 12345", new() { Timeout = 90_000 });
        var before = await window.Page.Locator(".msg").CountAsync();
        await window.Page.Locator("form.reply button[type=submit]").ClickAsync();
        await Expect(reply).ToBeFocusedAsync();
        Assert.Equal("**** ****-**** ****", await reply.EvaluateAsync<string>("box => box.value.slice(box.selectionStart, box.selectionEnd)"));
        Assert.Equal(before, await window.Page.Locator(".msg").CountAsync());
        await window.Page.Locator("form.reply button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator(".msg").Last).ToContainTextAsync("Карта **** ****-**** ****");
        await window.Page.EvaluateAsync(
            "() => { localStorage.setItem(`sd.typed.${document.body.dataset.person}.reply/1`, JSON.stringify({ text: 'mine', at: Date.now() })) }"
        );
        await window.SignOutAsync();
        Assert.Contains("theirs", Assert.Single(await window.CopiesAsync()), StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Line_LosesWhatIsTyped_GetsItAgain()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        await window.Page.EvaluateAsync(
            "() => { const { send } = WebSocket.prototype; window.lost = 0; " +
            "WebSocket.prototype.send = function (data) { if (window.lost < 0) send.call(this, data); else window.lost++; } }");
        await window.Page.Locator("#reply-text").FillAsync(Typed);
        await window.Page.WaitForFunctionAsync("() => window.lost > 0");
        await window.Page.EvaluateAsync("() => { window.lost = -1; }");
        await window.ExpectNoCopyAsync();
        await Expect(window.Page.Locator("form.reply > .row > [role=status]")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task Line_PluggedOut_IsSaidAtOnceAndGoesWhenItIsBack()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk, new Look("en"));
        await window.SetUpAsync();
        await window.Page.Context.SetOfflineAsync(true);
        await Expect(window.Page.Locator("#components-reconnect-modal .trying"))
            .ToHaveTextAsync("The connection was lost, restoring it. What you typed is kept.", new() { Timeout = 2000 });
        await window.Page.Context.SetOfflineAsync(false);
        await Expect(window.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
    }
}
