using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>A ticket is corrected where its facts stand, with the keyboard alone.</summary>
[Collection(InChrome.Emails)]
public sealed class EditTicketTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Facts_ByKeyboard_OpenSaveCancelAndGiveTheFocusBack()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.OpenReplyAsync();
        var reply = window.Page.Locator("#reply-text");
        await reply.FillAsync("Начатый ответ");
        var pencil = window.Page.GetByRole(AriaRole.Button, new() { Name = "Изменить: Счёт, InvoiceID" });
        var field = window.Page.Locator("#fact-InvoiceId");

        await pencil.FocusAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(field).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(field).ToHaveCountAsync(0);
        await Expect(pencil).ToBeFocusedAsync();

        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(field).ToBeFocusedAsync();
        await field.FillAsync("12a");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator("#fact-InvoiceId-err")).ToContainTextAsync("только из цифр");
        await field.FillAsync("54321");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(pencil).ToBeFocusedAsync();
        await Expect(window.Page.Locator(".time")).ToContainTextAsync("12345 → 54321");
        await Expect(reply).ToHaveValueAsync("Начатый ответ");

        // Changed once more while the first notice stands: the latest change is what is undone.
        await window.Page.Keyboard.PressAsync("Enter");
        await field.FillAsync("777");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator(".time")).ToContainTextAsync("54321 → 777");
        await Expect(pencil).ToBeFocusedAsync();
        // On a phone the notice is as wide as the window, above the bar.
        await window.Page.SetViewportSizeAsync(390, 844);
        var notice = (await window.Page.Locator(".mud-snackbar").BoundingBoxAsync())!;
        var bar = (await window.Page.Locator(".phone-bar").BoundingBoxAsync())!;
        Assert.InRange(notice.Width, 340, 390);
        Assert.InRange(notice.Y + notice.Height, 600, bar.Y);
        await window.Page.SetViewportSizeAsync(1280, 900);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Вернуть", Exact = true }).ClickAsync();
        await Expect(window.Page.Locator(".time")).ToContainTextAsync("777 → 54321");
        await Expect(pencil).ToBeFocusedAsync();
    }
}
