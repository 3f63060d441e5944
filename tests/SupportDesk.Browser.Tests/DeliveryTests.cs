using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>An e-mail that does not get out is seen on its message, and nothing of it is lost.</summary>
[Collection(InChrome.Emails)]
public sealed class DeliveryTests(Chrome chrome)
{
    private static readonly MailAccount Mailbox = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Provider = new("help@pay.example", "help-secret");

    [BrowserAndMailFact]
    public async Task Email_ServerDown_WaitsVisiblyAndLeavesOnceItIsBack()
    {
        await using var mail = await MailServers.StartAsync(Mailbox, Provider);
        await using var desk = await DeskProcess.StartAsync(mail);
        await using var window = await chrome.OpenAsync(desk);
        await mail.Postfix.StopAsync();

        await SendCaseAsync(window, Provider.Address);
        await Expect(window.Page.Locator(".msg .state.is-warn")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".msg .trouble")).ToBeVisibleAsync();
        Assert.Empty(mail.Emails(Provider));

        await mail.Postfix.StartAsync();
        await TryNowAsync(window);
        Assert.Single(await mail.EmailsAsync(Provider, 1));
        Assert.Empty(window.Troubles);
    }

    [BrowserAndMailFact]
    public async Task Email_WrongPassword_SaysSoAndLeavesWithTheRightOne()
    {
        await using var mail = await MailServers.StartAsync(Mailbox, Provider);
        await using var desk = await DeskProcess.StartAsync(mail, ("Mail:Smtp:Password", "not-the-secret"));
        await using var window = await chrome.OpenAsync(desk);

        await SendCaseAsync(window, Provider.Address);
        await Expect(window.Page.Locator(".msg .trouble")).ToContainTextAsync("password");
        Assert.DoesNotContain("not-the-secret", desk.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", await window.Page.ContentAsync(), StringComparison.Ordinal);

        await desk.StartAgainAsync(("Mail:Smtp:Password", Mailbox.Password));
        await TryNowAsync(window);
        Assert.Single(await mail.EmailsAsync(Provider, 1));
    }

    [BrowserAndMailFact]
    public async Task Email_CertificateOfAnotherHost_WaitsVisiblyAndNothingIsHandedOver()
    {
        await using var mail = await MailServers.StartAsync(Mailbox, [Provider], idle: true, host: "mx.other.example");
        await using var desk = await DeskProcess.StartAsync(mail);
        await using var window = await chrome.OpenAsync(desk);

        await SendCaseAsync(window, Provider.Address);

        await Expect(window.Page.Locator(".msg .state.is-warn")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".msg .trouble")).ToContainTextAsync("mx.other.example");
        Assert.DoesNotContain("sasl_username", mail.Postfix.Log, StringComparison.Ordinal);
        Assert.Empty(mail.Emails(Provider));
    }

    [BrowserAndMailFact]
    public async Task Email_RecipientRefused_StopsAndShowsTheServersWords()
    {
        await using var mail = await MailServers.StartAsync(Mailbox, Provider);
        await using var desk = await DeskProcess.StartAsync(mail);
        await using var window = await chrome.OpenAsync(desk);

        await SendCaseAsync(window, "nobody@pay.example");

        await Expect(window.Page.Locator(".msg .state.is-bad")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".msg .trouble")).ToContainTextAsync("550");
    }

    // The pause after a failure is a minute and a bit, and nobody has to sit it out.
    private static async Task TryNowAsync(Window window)
    {
        var ticket = window.Page.Url;
        await window.GoAsync("/desk/mail?tab=outbox");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Попробовать сейчас" }).ClickAsync();
        await window.Page.GotoAsync(ticket);
        await Expect(window.Page.Locator(".msg .state.is-ok")).ToBeVisibleAsync();
    }

    private static async Task SendCaseAsync(Window window, string provider)
    {
        await window.SetUpAsync();
        await window.EnterProviderAsync(provider);
        await window.BeginCaseAsync("Уведомление не приходит");
        await window.AnswerNotificationMissingAsync("12345");
        await window.ToEmailAsync();
        await window.SendEmailAsync();
        await window.ToConversationAsync("Provider");
    }
}
