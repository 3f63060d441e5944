using System.Diagnostics;
using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests;

[Collection(InChrome.Emails)]
public sealed class StartTests(Chrome chrome)
{
    [Fact]
    public async Task Desk_KilledAndStartedAgain_PrintsANewSetupLink()
    {
        await using var desk = await DeskProcess.StartEmptyAsync();
        var first = await desk.SetupLinkAsync();
        Assert.StartsWith(desk.Url, first, StringComparison.Ordinal);

        await desk.KillAsync();
        await desk.StartAgainAsync();

        Assert.NotEqual(first, await desk.SetupLinkAsync());
    }

    [Fact]
    public async Task Health_OfARunningAndOfAStoppedDesk_SaysSoByItsExitCode()
    {
        await using var desk = await DeskProcess.StartEmptyAsync();

        Assert.Equal((0, "ok\n"), await desk.RunAsync("health", desk.Url));
        Assert.Equal(2, (await desk.RunAsync("health", "ftp://localhost")).Code);

        await desk.KillAsync();
        Assert.Equal(1, (await desk.RunAsync("health", desk.Url)).Code);
    }

    [BrowserFact]
    public async Task Setup_FirstAdministrator_StandsInTheDeskWithTheScriptAtWork()
    {
        await using var desk = await DeskProcess.StartEmptyAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();

        var script = await window.Page.RunAndWaitForResponseAsync(
            () => window.GoAsync("/desk/contacts"),
            response => response.Url.Contains("/_framework/blazor.web.", StringComparison.Ordinal));
        Assert.Equal(200, script.Status);
        await Assertions.Expect(window.Page.Locator(".rail a[aria-current][href='/desk/contacts']")).ToBeVisibleAsync();
        await window.SignOutAsync();
        await window.SignInAsync();
        Assert.DoesNotContain(People.Password, desk.Log, StringComparison.Ordinal);
    }

    [BrowserFact]
    public async Task Desk_FromAnEmptyFolderToTheFirstCase_TakesLessThanFiveMinutes()
    {
        var clock = Stopwatch.StartNew();
        await using var desk = await DeskProcess.StartEmptyAsync();
        await using var window = await chrome.OpenAsync(desk);
        var page = window.Page;
        await window.SetUpAsync();

        // What can wait is put off; the address of the provider cannot.
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Внести пароли" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Потом", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("li.next").GetByRole(AriaRole.Link, new() { Name = "Подключить ящик" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Потом", Exact = true }).ClickAsync();
        await page.Locator("li.next").GetByRole(AriaRole.Link, new() { Name = "Внести адрес" }).ClickAsync();
        await page.GetByLabel("Почта поддержки провайдера").FillAsync("help@pay.example");
        await page.GetByLabel("Где нашли адрес").FillAsync("Личный кабинет, раздел «Поддержка»");
        await page.GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Сохранено в")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "SupportDesk" }).First.ClickAsync();
        await page.Locator("section.start").GetByRole(AriaRole.Link, new() { Name = "Начать обращение" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Уведомление не приходит" }).ClickAsync();
        await Assertions.Expect(page.Locator("#item-invoice")).ToBeVisibleAsync();
        await window.AnswerNotificationMissingAsync("12345");
        await window.ToEmailAsync();
        await window.SendEmailAsync();
        var sent = Path.Combine(desk.DataFolder, "mail", "out", "new");
        await Wait.UntilAsync(() => Directory.Exists(sent) && Directory.GetFiles(sent).Length == 1, () => desk.Log);
        clock.Stop();

        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(5), $"{clock.Elapsed.TotalSeconds:0} s. {Machine.Describe()}");
        await window.GoAsync("/desk/start");
        await Assertions.Expect(page.Locator("main .progress")).ToContainTextAsync("2 из 5");
        Assert.Empty(window.Troubles);
    }
}
