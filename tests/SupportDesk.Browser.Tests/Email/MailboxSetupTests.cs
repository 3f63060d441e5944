using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>An administrator connects a mailbox at a real Postfix and a real Dovecot on the page, and nothing is restarted.</summary>
[Collection(InChrome.Emails)]
public sealed class MailboxSetupTests(Chrome chrome)
{
    private const string Page = "/desk/settings/mailbox";
    private static readonly MailAccount Desk = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Anna = new("anna@buyer.example", "anna-secret");

    [BrowserAndMailFact]
    public async Task Mailbox_TypedOnThePage_IsTestedAndReadWithoutARestart()
    {
        await using var servers = await MailServers.StartAsync(Desk, Anna);
        await using var desk = await DeskProcess.StartAsync(null, Trust(servers));
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await Expect(Link(window, "Подключить ящик")).ToBeVisibleAsync();
        await window.GoAsync(Page);
        await FillAsync(window, servers, "not-the-secret");
        await ClickAsync(window, "Проверить и сохранить");
        await Expect(window.Page.GetByText("127.0.0.1 не принял имя или пароль.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(window.Page.GetByText("Ничего не сохранено")).ToBeVisibleAsync();

        await window.Page.GetByLabel("Пароль", new() { Exact = true }).FillAsync(Desk.Password);
        await ClickAsync(window, "Проверить и сохранить");
        await Expect(window.Page.GetByText("Сохранено и уже действует.")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(window.Page.GetByText("Все дошли")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Expect(window.Page.GetByLabel("Пароль", new() { Exact = true })).ToHaveValueAsync("");

        await OpenSmtp.SendAsync(servers.Postfix.Port, Anna.Address, Desk.Address, Encoding.UTF8.GetBytes(string.Join("\r\n",
            $"From: Anna <{Anna.Address}>", $"To: <{Desk.Address}>", "Subject: Order 77", "Message-ID: <77@buyer.example>", "", "Where is my order 77?")));
        // Its confirmation leaves by the server that was typed.
        Assert.Contains($"<{Desk.Address}>", Encoding.UTF8.GetString((await servers.EmailsAsync(Anna, 1))[0]), StringComparison.Ordinal);

        await window.GoAsync("/desk/start");
        await Expect(window.Page.GetByText("письмо самому себе вернулось")).ToBeVisibleAsync();
        Assert.DoesNotContain(Desk.Password, await window.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Desk.Password, desk.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-secret", desk.Log, StringComparison.Ordinal);
        Assert.Empty(window.Troubles);

        // The next start reads it from the data.
        await desk.StartAgainAsync();
        Assert.Contains($"read from {Desk.Address} at 127.0.0.1:", desk.Log, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Screens_OfTheMailboxAndTheFirstSteps_HaveNoBarrier()
    {
        await using var desk = await DeskProcess.StartAsync(null, ("Mail:Smtp:Host", "smtp.server.example"));
        var barriers = new List<string>();
        foreach (var look in Gallery.Looks)
        {
            await using var window = await chrome.OpenAsync(desk, look);
            await window.SetUpAsync();
            await Expect(window.Page.Locator("section.start")).ToBeVisibleAsync();
            barriers.AddRange(await Gallery.JudgeAsync(window, look, "now-first"));
            await window.GoAsync("/desk/start");
            await Expect(window.Page.Locator("li.next")).ToBeVisibleAsync();
            barriers.AddRange(await Gallery.JudgeAsync(window, look, "start"));
            await window.GoAsync(Page);
            await window.Page.Locator("#address").FillAsync("desk@ya.ru");
            await window.Page.Locator("#address").BlurAsync();
            await Expect(window.Page.Locator("#imap-host")).ToHaveValueAsync("imap.yandex.ru");
            await Expect(window.Page.GetByText("Mail:Smtp:Host")).ToBeVisibleAsync();
            await Expect(window.Page.Locator("#smtp-host")).Not.ToBeEditableAsync();
            await window.Page.Locator("details.fold summary").ClickAsync();
            await Expect(window.Page.Locator("#imap-user")).ToBeVisibleAsync();
            barriers.AddRange((await Gallery.JudgeAsync(window, look, "mailbox")).Select(barrier => $"{look}: {barrier}"));
            barriers.AddRange(window.Troubles);
        }

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }

    private static async Task FillAsync(Window window, MailServers servers, string password)
    {
        await window.Page.Locator("#address").FillAsync(Desk.Address);
        await window.Page.Locator("#imap-host").FillAsync("127.0.0.1");
        await window.Page.Locator("#imap-port").FillAsync(servers.Dovecot.Port.ToString(CultureInfo.InvariantCulture));
        await window.Page.Locator("#smtp-host").FillAsync("127.0.0.1");
        await window.Page.Locator("#smtp-port").FillAsync(servers.Postfix.SubmissionPort.ToString(CultureInfo.InvariantCulture));
        await window.Page.GetByLabel("Пароль", new() { Exact = true }).FillAsync(password);
    }

    private static (string, string)[] Trust(MailServers servers) =>
    [
        ("SSL_CERT_FILE", servers.AuthorityFile), ("Mail:Smtp:CheckRevocation", "false"), ("Mail:Imap:CheckRevocation", "false"), ("Mail:PollSeconds", "1"),
    ];

    private static ILocator Link(Window window, string name) => window.Page.GetByRole(AriaRole.Link, new() { Name = name });

    private static Task ClickAsync(Window window, string name) => window.Page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
}
