using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>
/// The dialog that blacks out pictures and the page that checks files, in both themes and languages, wide and narrow:
/// no barrier, nothing that scrolls sideways, targets that a finger hits. With DESK_PICTURES set to a folder, the dialog is
/// photographed for the documentation.
/// </summary>
[Collection(InChrome.Pictures)]
public sealed class RedactorScreensTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Screens_InEveryLook_HaveNoBarrier()
    {
        // Strangers' e-mails wait for a person here.
        await using var desk = await DeskProcess.StartAsync(null, ("Mail:MaxNewTicketsAnHour", "0"));
        await using var owner = await chrome.OpenAsync(desk);
        await owner.SetUpAsync();
        await desk.OpenPayerCaseAsync(chrome);
        var receipt = await owner.ReceiptAsync();
        desk.DropEmail("stranger@home.example", receipt.Bytes);
        desk.DropEmail("ivan@home.example", receipt.Bytes, "receipt.jpg");
        await Wait.UntilAsync(() => desk.Blobs().Count == 2, () => desk.Log);
        await owner.GoAsync("/desk/mail");
        await owner.Page.Locator("ul.list a", new() { HasText = "ivan@home.example" }).ClickAsync();
        await owner.Page.Locator("#number").FillAsync("1001");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Приложить к обращению" }).ClickAsync();
        await Expect(owner.Page.Locator("footer a[href='/desk/tickets/1001']")).ToBeVisibleAsync();
        await owner.BeginCaseAsync("Уведомление не приходит");
        var draft = new Uri(owner.Page.Url).AbsolutePath;
        await owner.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(receipt.AsFile("a.jpg"));
        await owner.DrawAsync(0.08, 0.46, 0.9, 0.535);
        await owner.Dialog("[data-do=use]").ClickAsync();
        await Expect(owner.Page.Locator("#item-log .file")).ToBeVisibleAsync();

        var wrong = new List<string>();
        foreach (var look in Gallery.Looks)
        {
            await using var window = await chrome.OpenAsync(desk, look);
            await window.SignInAsync();
            await window.GoAsync("/desk/files");
            await Expect(window.Page.Locator(".files li")).ToHaveCountAsync(2);
            await JudgeAsync(window, look, "check-files", wrong);

            await window.GoAsync("/desk/tickets/1001");
            await Expect(window.Page.Locator(".msg a[href^='/desk/files?file=']").First).ToBeVisibleAsync();
            await JudgeAsync(window, look, "ticket-unchecked", wrong);

            await window.GoAsync(draft);
            await Expect(window.Page.Locator("#item-log .file")).ToBeVisibleAsync();
            await window.Page.Locator("#item-log .file").ScrollIntoViewIfNeededAsync();
            await JudgeAsync(window, look, "wizard-picture", wrong);
            await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync([receipt.AsFile("a.jpg"), receipt.AsFile("b.jpg")]);
            await window.DrawAsync(0.08, 0.46, 0.9, 0.535);
            await window.DrawAsync(0.08, 0.58, 0.5, 0.64);
            await JudgeAsync(window, look, "redactor", wrong);
            wrong.AddRange((await SmallTargetsAsync(window, look)).Select(target => $"{look}: {target} is smaller than a finger"));
            await window.Page.Keyboard.PressAsync("Escape");
            await Expect(window.Dialog("[data-stage]")).ToBeVisibleAsync();
            await window.Dialog("[data-do=use]").ClickAsync();
            await JudgeAsync(window, look, "redactor-empty", wrong);
            await window.Dialog("[data-do=cancel]").ClickAsync();

            await window.GoAsync("/case/new");
            await window.Page.Locator("#file").SetInputFilesAsync(receipt.AsFile("a.jpg"));
            await window.DrawAsync(0.08, 0.46, 0.9, 0.535);
            await window.Dialog("[data-do=use]").ClickAsync();
            await Expect(window.Page.Locator("[data-ready]")).ToBeVisibleAsync();
            await window.Page.Locator("#file").ScrollIntoViewIfNeededAsync();
            await JudgeAsync(window, look, "payer-picture", wrong);
            wrong.AddRange(window.Troubles);
        }

        Assert.Empty(wrong);
    }

    private static async Task JudgeAsync(Window window, Look look, string name, List<string> wrong)
    {
        var found = await Gallery.JudgeAsync(window, look, name, whole: false);
        wrong.AddRange(found.Select(barrier => $"{name} {look}: {barrier}"));
    }

    private static Task<string[]> SmallTargetsAsync(Window window, Look look) => look.Width >= 760
        ? Task.FromResult(Array.Empty<string>())
        : window.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('dialog[open] button:not(.area), dialog[open] label')]
              .filter(target => target.offsetParent && (target.offsetHeight < 44 || target.offsetWidth < 44))
              .map(target => target.outerHTML.slice(0, 80))
            """);
}
