using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>Strangers' e-mails open tickets; one of them turns out to belong to the other, and the mailbox tests itself.</summary>
[Collection(InChrome.Emails)]
public sealed class MoveMessageTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Email_MovedByKeyboard_StandsInTheOtherTicketAndCanBeTakenBack()
    {
        await using var desk = await DeskProcess.StartAsync(null, ("Mail:PollSeconds", "1"));
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        var emails = new DroppedEmails(desk);
        await emails.DropAsync("From: Anna <anna@buyer.example>\nSubject: Заказ 77 не оплачен\n", "Деньги списались, заказ 77 не оплачен.");
        await emails.DropAsync("From: Boris <boris@buyer.example>\nSubject: Ещё о заказе 77\n", "Деньги списались, заказ 77 не оплачен.");
        // A list that is open shows what comes later only when it is asked to.
        await emails.TakenAsync(2);
        await window.GoAsync("/desk/tickets");
        await Expect(window.Page.Locator("a[data-row]")).ToHaveCountAsync(2);
        await window.Page.Locator("a[data-row]", new() { HasText = "Ещё о заказе" }).ClickAsync();
        await Expect(window.Page.Locator(".msg:not(.is-ours)")).ToHaveCountAsync(1);

        await window.Page.Locator(".tools button").First.ClickAsync();
        await Expect(window.Page.Locator("dl.because")).ToContainTextAsync("открыло новое обращение");
        Assert.Empty(await window.BarriersAsync());

        await window.Page.Locator("h1").ClickAsync();
        await window.Page.Keyboard.PressAsync("m");
        await Expect(window.Page.Locator("form.move input[type=text]")).ToBeFocusedAsync();
        await window.Page.Keyboard.TypeAsync("оплачен");
        await Expect(window.Page.Locator("form.move fieldset label")).ToHaveCountAsync(1);
        Assert.Empty(await window.BarriersAsync());
        await PictureAsync(window, "move");
        await window.Page.Keyboard.PressAsync("Enter");

        await Expect(window.Page.Locator(".gone")).ToContainTextAsync("Заказ 77 не оплачен");
        await Expect(window.Page.Locator(".msg:not(.is-ours)")).ToHaveCountAsync(0);
        await PictureAsync(window, "moved");
        await window.Page.Locator(".gone button").ClickAsync();
        await Expect(window.Page.Locator(".msg:not(.is-ours)")).ToHaveCountAsync(1);
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task SelfTest_Folders_ShowsItsProgressAndAVerdict()
    {
        await using var desk = await DeskProcess.StartAsync(null, ("Mail:PollSeconds", "1"));
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/mail/test");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Проверить ящик" }).ClickAsync();
        await Expect(window.Page.Locator(".verdict .says")).ToHaveTextAsync("Почта работает", new() { Timeout = 60_000 });
        await Expect(window.Page.Locator(".steps .dot.is-ok")).ToHaveCountAsync(4);
        Assert.Empty(await window.BarriersAsync());
        await PictureAsync(window, "selftest");
        await window.GoAsync("/desk/tickets");
        await Expect(window.Page.Locator("a[data-row]")).ToHaveCountAsync(0);
        Assert.Empty(window.Troubles);
    }

    private static async Task PictureAsync(Window window, string name)
    {
        if (Environment.GetEnvironmentVariable("DESK_PICTURES") is { } folder)
            await window.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
