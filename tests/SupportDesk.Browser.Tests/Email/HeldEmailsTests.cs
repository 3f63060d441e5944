using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>An agent goes through the e-mails that wait, on the keyboard.</summary>
[Collection(InChrome.Doctor)]
public sealed class HeldEmailsTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Held_ByKeyboard_IsOpenedPutAsideAndTakenBack()
    {
        await using var desk = await DeskProcess.StartAsync(null, ("Mail:PollSeconds", "1"), ("Mail:MaxNewTicketsAnHour", "0"));
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        var emails = new DroppedEmails(desk);
        await emails.DropAsync("From: Eve <eve@stranger.example>\nSubject: Первое письмо\n", "Где заказ?", "none");
        await emails.TakenAsync(1);
        await emails.DropAsync("From: Eve <eve@stranger.example>\nSubject: Второе письмо\n", "Где возврат?", "none");
        await emails.TakenAsync(2);
        await window.GoAsync("/desk/mail");
        var rows = window.Page.Locator("a[data-row]");
        await Expect(rows).ToHaveCountAsync(2);

        // The keys work as soon as their script is there.
        await Wait.UntilAsync(
            async () =>
            {
                await window.Page.Keyboard.PressAsync("j");
                return await rows.First.EvaluateAsync<bool>("row => row === document.activeElement");
            },
            () => desk.Log
        );
        await window.Page.Keyboard.PressAsync("j");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Второе письмо" })).ToBeVisibleAsync();
        Assert.Empty(await window.BarriersAsync());

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Отложить" }).PressAsync("Enter");
        await Expect(rows).ToHaveCountAsync(1);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Отменить" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        Assert.Empty(window.Troubles);
    }
}
