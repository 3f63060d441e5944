using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Cards;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>A payer needs no account, no script and no patience for card data.</summary>
[Collection(InChrome.Emails)]
public sealed class PayerTests(Chrome chrome)
{
    private static readonly MailAccount Mailbox = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Provider = new("help@pay.example", "help-secret");
    private static readonly MailAccount Ivan = new("ivan@home.example", "ivan-secret");
    private static readonly PlantedCard Told = new("Visa", "4111111111111111", "4111 1111 1111 1111", "**** **** **** 1111", 1);
    private static readonly PlantedCard Attached = new("Mir", "2200000000000004", "2200000000000004", "************0004", 1);

    [BrowserAndMailFact]
    public async Task Payer_WithoutScript_IsHeardAnsweredAndTakenToTheProvider()
    {
        await using var mail = await MailServers.StartAsync(Mailbox, Provider, Ivan);
        await using var desk = await DeskProcess.StartAsync(mail);
        await using var agent = await chrome.OpenAsync(desk);
        await agent.SetUpAsync();
        await agent.EnterProviderAsync(Provider.Address);

        // The payer comes through the front door and tells too much.
        await using var payer = await chrome.OpenAsync(desk, new Look(Width: 390, Script: false));
        await payer.GoAsync("/");
        await payer.Page.Locator("a.door-main").ClickAsync();
        await payer.FillPayerFormAsync($"Деньги списались с карты {Told.Written}, а заказ не оплачен.", Ivan.Address);
        await payer
            .Page.Locator("#file")
            .SetInputFilesAsync(
                new Microsoft.Playwright.FilePayload
                {
                    Name = "sms.txt",
                    MimeType = "text/plain",
                    Buffer = Encoding.UTF8.GetBytes($"Списание 1490.00 карта {Attached.Written}\n"),
                }
            );
        await payer.Page.Locator(".send button").ClickAsync();
        await Expect(payer.Page.Locator("main")).ToContainTextAsync("SD-");

        // The private link comes by e-mail and opens the case at another device.
        var confirmation = await ReadAsync(Assert.Single(await mail.EmailsAsync(Ivan, 1)));
        var link = Regex.Match(confirmation.TextBody!, Regex.Escape(desk.Url) + @"/case/\S+").Value;
        var number = Regex.Match(confirmation.Subject ?? "", @"SD-\d+").Value;
        await using var elsewhere = await chrome.OpenAsync(desk, new Look(Script: false));
        await elsewhere.GoAsync(link);
        await Expect(elsewhere.Page.Locator(".say-you").First).ToContainTextAsync("с карты ··1111, а заказ");

        // An agent finds it in the list, takes it and answers.
        await agent.GoAsync("/desk/tickets");
        await agent.Page.Locator("tr", new() { HasText = number }).Locator("a").ClickAsync();
        await Expect(agent.Page.Locator(".crumbs")).ToContainTextAsync(number);
        await agent.Page.Locator(".actions button").First.ClickAsync();
        await Expect(agent.Page.Locator(".tk-head")).ToContainTextAsync("Олег Рябинин");
        await agent.Page.Locator("#reply-text").FillAsync("Иван, видим списание и ищем уведомление об оплате.");
        await agent.Page.Locator("form.reply button[type=submit]").ClickAsync();
        var answer = await ReadAsync((await mail.EmailsAsync(Ivan, 2))[1]);
        Assert.Contains("видим списание", answer.TextBody!, StringComparison.Ordinal);

        // The payer sees it on the page and writes back there; the agent's page learns it by itself.
        await elsewhere.GoAsync(link);
        await Expect(elsewhere.Page.Locator("main")).ToContainTextAsync("видим списание");
        await elsewhere.Page.Locator("#message").FillAsync("Спасибо, жду. В магазин уже писал, прошу передать дальше.");
        await elsewhere.Page.Locator("form.reply button.btn-big").ClickAsync();
        await Expect(elsewhere.Page.Locator("main")).ToContainTextAsync("прошу передать дальше");
        await Expect(agent.Page.Locator(".msg").Last).ToContainTextAsync("прошу передать дальше");

        // One click prepares the case for the provider.
        await agent.Page.Locator(".actions a[href*=escalate]").ClickAsync();
        await agent.AtAsync("/desk/new/[0-9a-f-]{36}");
        await Expect(agent.Page.Locator("#item-amount")).ToHaveValueAsync(new Regex("1490"));
        await agent.Page.Locator("#item-invoice").FillAsync("12345");
        await agent.ToEmailAsync();
        Assert.Equal(number, await agent.SendEmailAsync());
        var escalated = await ReadAsync(Assert.Single(await mail.EmailsAsync(Provider, 1)));
        Assert.Contains(number, escalated.Subject, StringComparison.Ordinal);

        var search = new LeakSearch([Told, Attached]);
        Assert.All(desk.DataFiles(), file => Assert.Empty(search.Find(File.ReadAllBytes(file))));
        Assert.All(mail.Emails(Ivan).Concat(mail.Emails(Provider)), email => Assert.Empty(search.Find(email)));
        Assert.Empty(search.Find(Encoding.UTF8.GetBytes(desk.Log)));
        Assert.Empty(desk.TemporaryFiles);
        Assert.Empty(agent.Troubles);
    }

    private static async Task<MimeMessage> ReadAsync(byte[] email) => await MimeMessage.LoadAsync(new MemoryStream(email));
}
