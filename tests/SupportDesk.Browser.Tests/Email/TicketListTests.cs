using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>The list of tickets with the keyboard alone, and the way back to it.</summary>
[Collection(InChrome.Emails)]
public sealed class TicketListTests(Chrome chrome)
{
    [BrowserFact]
    public async Task List_ByKeyboard_PicksRowsAndComesBackToTheOneThatWasOpened()
    {
        await using var desk = await DeskProcess.StartAsync(null, ("Mail:PollSeconds", "1"));
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        var emails = new DroppedEmails(desk);
        foreach (var number in new[] { 71, 72, 73 })
            await emails.DropAsync($"From: Anna <anna{number}@buyer.example>\nSubject: Заказ {number} не оплачен\n", $"Заказ {number} не оплачен.");
        await emails.TakenAsync(3);
        await window.GoAsync("/desk/tickets");
        var (keyboard, rows) = (window.Page.Keyboard, window.Page.Locator("tr[data-at]"));
        await Expect(rows).ToHaveCountAsync(3);

        // The first stroke that finds the script there stands on the first row.
        await Wait.UntilAsync(
            async () =>
            {
                await keyboard.PressAsync("j");
                return await rows.Nth(0).Locator("a:focus").CountAsync() > 0;
            },
            () => "J stands on no row.");
        await keyboard.PressAsync("j");
        await Expect(rows.Nth(1).Locator("a[data-row]")).ToBeFocusedAsync();
        await keyboard.PressAsync("x");
        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Group, new() { Name = "Действия с выбранными" })).ToContainTextAsync("Выбрано 1");
        await Expect(rows.Nth(1).GetByRole(Microsoft.Playwright.AriaRole.Checkbox)).ToBeCheckedAsync();
        Assert.Empty(await window.BarriersAsync());
        await keyboard.PressAsync("Escape");
        await Expect(window.Page.GetByRole(Microsoft.Playwright.AriaRole.Group, new() { Name = "Фильтры" })).ToBeVisibleAsync();
        Assert.Empty(await window.BarriersAsync());

        await keyboard.PressAsync("Enter");
        await Expect(window.Page.Locator(".msg:not(.is-ours)")).ToHaveCountAsync(1);
        await window.Page.GoBackAsync();
        await Expect(rows.Nth(1).Locator("a[data-row]")).ToBeFocusedAsync();
        Assert.Empty(window.Troubles);
    }
}
