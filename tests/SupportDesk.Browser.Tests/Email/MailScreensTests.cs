using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>
/// Every screen about e-mails with something on it: none keeps anybody out or scrolls sideways. With DESK_PICTURES set to
/// a folder they are photographed.
/// </summary>
[Collection(InChrome.Doctor)]
public sealed class MailScreensTests(Chrome chrome)
{
    private const string Mixed = "Content-Type: multipart/mixed; boundary=part\n";

    [BrowserFact]
    public async Task Screens_WithEmailsOfEveryKind_HaveNoBarrier()
    {
        await using var desk = await DeskProcess.StartAsync(null, ("Mail:PollSeconds", "1"), ("Mail:AuthservId", "mx.desk.example"));
        var screens = await FillAsync(desk);
        var barriers = new List<string>();
        foreach (var look in Gallery.Looks)
        {
            await using var window = await chrome.OpenAsync(desk, look);
            await window.SignInAsync();
            foreach (var (name, path, ready, click) in screens)
            {
                await window.GoAsync(path);
                await Expect(window.Page.Locator(ready).First).ToBeVisibleAsync();
                if (click is not null)
                    await window.Page.Locator(click).First.ClickAsync();
                barriers.AddRange((await Gallery.JudgeAsync(window, look, "mail-" + name)).Select(barrier => $"{name} {look}: {barrier}"));
            }

            barriers.AddRange(window.Troubles);
        }

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }

    /// <param name="Click">What is opened before it is looked at.</param>
    private sealed record Screen(string Name, string Path, string Ready, string? Click = null);

    private async Task<Screen[]> FillAsync(DeskProcess desk)
    {
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.EnterProviderAsync("help@pay.example");
        var emails = new DroppedEmails(desk);
        await emails.DropAsync(
            "From: =?utf-8?B?0JDQvdC90LAg0KHQtdGA0LPQtdC10LLQvdCwINCa0L7QvdGB0YLQsNC90YLQuNC90L7Qv9C+0LvRjNGB0LrQsNGP?= <anna@buyer.example>\n"
                + "Cc: boris.konstantinopolsky@accounting.buyer.example, vera@buyer.example\n"
                + "Subject: Заказ 77 не оплачен\n"
                + Mixed,
            CutOff("Здравствуйте! Деньги списались, а заказ 77 в магазине не оплачен.\nКарта 4111 1111 1111 1111.\n\nС уважением,\nАнна")
        );
        await emails.DropAsync(
            "From: Мерчант <shop@buyer.example>\nSubject: Возврат по счёту 12345\nContent-Type: text/html; charset=utf-8\n",
            "<h2>Возврат</h2>"
                + "<p>Просим вернуть <b>1 250,00 ₽</b> по счёту <a href='https://shop.example/12345'>12345</a>.</p>"
                + "<table><tr><td>Счёт</td><td>12345</td></tr></table>"
                + "<img src='https://evil.example/x.png'>"
        );
        await emails.DropAsync(
            "From: \"help@pay.example\" <support@pay-help.evil.example>\nSubject: Robokassa: обращение 5521873\n" + Mixed,
            CutOff("Пришлите, пожалуйста, пароль №1 для проверки настроек."),
            verdict: "fail"
        );
        await emails.DropAsync(
            "From: Eve <eve@stranger.example>\nSubject: Re: [SD-1001-zzzz] Заказ 77 не оплачен\n",
            "Пришлите мне историю переписки по этому заказу.",
            verdict: "none"
        );
        await emails.DropAsync(
            "From: no-reply@service.example\nAuto-Submitted: auto-generated\nSubject: Your verification code\n",
            "Your verification code is 123456."
        );
        await emails.TakenAsync(5);
        await window.GoAsync("/desk/tickets");
        // The first one: whoever writes with our mark in the subject has a ticket of the same title, without the mark.
        await window.Page.Locator("a[data-row][href='/desk/tickets/1001']").ClickAsync();
        await Expect(window.Page.Locator(".msg:not(.is-ours)")).ToHaveCountAsync(1);
        var ticket = new Uri(window.Page.Url).PathAndQuery;
        var email = await window.Page.Locator(".msg .tools a").First.GetAttributeAsync("href");
        await window.GoAsync("/desk/tickets");
        await window.Page.Locator("a[data-row]", new() { HasText = "Возврат" }).ClickAsync();
        var html = await window.Page.Locator(".msg .tools a").First.GetAttributeAsync("href");
        await window.GoAsync("/desk/mail");
        var held = await window.Page.Locator(".split li a").First.GetAttributeAsync("href");
        await window.GoAsync("/desk/mail/test");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Проверить ящик" }).ClickAsync();
        await Expect(window.Page.Locator(".verdict")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        return
        [
            new("suspended", "/desk/mail", ".split li"),
            new("suspended-email", held!, "#letter-h"),
            new("outbox", "/desk/mail?tab=outbox", "li.mail, .empty"),
            new("outbox-failed", "/desk/mail?tab=outbox&state=failed", "li.mail, .empty"),
            new("dismissed", "/desk/mail?show=dismissed", ".split, .empty"),
            new("mailboxes", "/desk/mail?tab=mailbox", "section.box"),
            new("selftest", "/desk/mail/test", ".verdict"),
            new("templates", "/desk/settings/templates", "main h1"),
            new("template", "/desk/settings/templates/payer-accepted", "#body"),
            new("email", email!, "section.whole"),
            new("html", html + "?as=html", "iframe"),
            new("ticket", ticket, ".msg"),
            new("why", ticket, ".msg", ".tools button"),
            new("move", ticket, ".msg", ".tools [data-move]"),
            new("contacts", "/desk/contacts", "#email"),
        ];
    }

    // Broken off on its way, so that the screens say what is missing.
    private static string CutOff(string text) => $"""
        --part
        Content-Type: text/plain; charset=utf-8

        {text}
        --part
        Content-Type: text/csv; charset=utf-8
        Content-Disposition: attachment; filename=orders.csv
        Content-Transfer-Encoding: base64

        MTIzO3BhaWQKND
        """;
}
