using System.Text.RegularExpressions;
using MimeKit;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Cards;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>
/// Every screen with something on it: none may keep anybody out, in either theme, on a wide screen or on a phone. With
/// DESK_PICTURES set to a folder, the same screens are photographed for the documentation.
/// </summary>
[Collection(InChrome.Pictures)]
public sealed class ScreensTests(Chrome chrome)
{
    private const string Provider = "help@pay.example";

    [BrowserFact]
    public async Task Barriers_PageThatKeepsPeopleOut_AreFound()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.GoAsync("/sign-in");
        Assert.Empty(await window.BarriersAsync());

        await window.Page.EvaluateAsync("() => document.querySelector('label[for=email]').remove()");

        Assert.Contains(await window.BarriersAsync(), barrier => barrier.StartsWith("label ", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Screens_InBothThemes_HaveNoBarrier()
    {
        await using var desk = await DeskProcess.StartAsync();
        var screens = await FillAsync(desk);
        var barriers = new List<string>();
        foreach (var look in Gallery.Looks)
        {
            await using var window = await chrome.OpenAsync(desk, look);
            await window.SignInAsync();
            foreach (var (name, path, ready) in screens)
            {
                await window.GoAsync(path);
                await Expect(window.Page.Locator(ready).First).ToBeVisibleAsync();
                var found = await Gallery.JudgeAsync(window, look, name, whole: false);
                barriers.AddRange(found.Select(barrier => $"{name} {look}: {barrier}"));
            }

            barriers.AddRange(window.Troubles);
        }

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }

    // A sent case with an answer, one still in the making, a payer's case.
    private async Task<(string Name, string Path, string Ready)[]> FillAsync(DeskProcess desk)
    {
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.EnterProviderAsync(Provider);
        using var logs = new TestFolder("log");
        var log = logs.FileOf("access.log");
        CardLog.Write(log, 2 << 20, 12);
        await AnswerAsync(window, ShopTraffic.Invoice, log);
        await window.ToEmailAsync();
        var number = await window.SendEmailAsync();
        await AnswerByMailAsync(desk);
        await window.ToConversationAsync("Provider");
        await Expect(window.Page.Locator(".crumbs")).ToContainTextAsync("5521873");
        await window.Page.Locator(".actions button").First.ClickAsync();

        await AnswerAsync(window, Regex.Match(await File.ReadAllTextAsync(log), @"InvId=(2\d+)").Groups[1].Value, log);
        await window.TypeAndSaveAsync("happened", "Вышло: деньги списаны, уведомления нет уже два часа");
        var draft = new Uri(window.Page.Url).AbsolutePath;

        await using var payer = await chrome.OpenAsync(desk, new Look(Script: false));
        await payer.GoAsync("/case/new");
        await payer.FillPayerFormAsync("Деньги списались, а заказ в магазине не оплачен.", "ivan@home.example");
        await payer.Page.Locator(".send button").ClickAsync();
        await Expect(payer.Page.Locator("main")).ToContainTextAsync("SD-");

        return
        [
            ("home", "/", "a.door-main"),
            ("sign-in", "/sign-in", "#email"),
            ("payer-form", "/case/new", ".send button"),
            ("payer-case", new Uri(payer.Page.Url).PathAndQuery, ".say-you"),
            ("now", "/desk", "main h1"),
            ("list", "/desk/tickets", "a[data-row]"),
            ("ticket", $"/desk/tickets/{number}?tab=provider", ".msg"),
            ("new", "/desk/new", ".cards"),
            ("wizard", draft, "#item-log .file"),
            ("email", draft + "/letter", "#subject"),
            ("contacts", "/desk/contacts", "#email"),
            ("mail", "/desk/mail", ".split, .empty"),
            ("mailboxes", "/desk/mail?tab=mailbox", "section.box"),
            ("wording", "/desk/settings/templates/payer-accepted", "#body"),
            ("settings", "/desk/settings", "main li a"),
            ("people", "/desk/settings/people", "main tbody a"),
            ("invite", "/desk/settings/people/new", "#name"),
            ("me", "/desk/settings/me", "#me-name"),
            ("shop-new", "/desk/settings/shops/new", "#shop-login"),
        ];
    }

    private static async Task AnswerAsync(Window window, string invoice, string log)
    {
        await window.BeginCaseAsync("Уведомление не приходит");
        await window.AnswerNotificationMissingAsync(invoice);
        await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(log);
        await Expect(window.Page.Locator("#item-log .file .pill")).ToBeVisibleAsync();
    }

    // E-mails lie in folders here: what the desk sent is read, and the answer is put where it looks for mail.
    private static async Task AnswerByMailAsync(DeskProcess desk)
    {
        var sent = Path.Combine(desk.DataFolder, "mail", "out", "new");
        await Wait.UntilAsync(() => Directory.Exists(sent) && Directory.GetFiles(sent).Length > 0, () => desk.Log);
        await using var file = File.OpenRead(Directory.GetFiles(sent)[0]);
        var email = await MimeMessage.LoadAsync(file);
        var incoming = Path.Combine(desk.DataFolder, "mail", "in");
        foreach (
            var (name, answer) in new[]
            {
                ("1.ack", ProviderReply.Automatic(email, Provider, "desk@supportdesk.localhost", "5521873")),
                (
                    "2.answer",
                    ProviderReply.Human(
                        email,
                        Provider,
                        "desk@supportdesk.localhost",
                        "5521873",
                        "Добрый день! Уведомление отправлялось четыре раза, ваш сервер ответил переадресацией 302 на страницу входа."
                    )
                ),
            }
        )
        {
            await File.WriteAllBytesAsync(Path.Combine(incoming, "tmp", name), answer);
            File.Move(Path.Combine(incoming, "tmp", name), Path.Combine(incoming, "new", name));
        }
    }
}
