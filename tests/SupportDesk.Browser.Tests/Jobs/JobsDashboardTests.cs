using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Jobs;

/// <summary>Hangfire's pages as the desk serves them, under its content security policy.</summary>
[Collection(InChrome.Doctor)]
public sealed class JobsDashboardTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Dashboard_OpenedFromTheMenu_WorksUnderThePolicyAndRunsAJob()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.Page.Locator(".rail nav a[href='/desk/settings']").ClickAsync();
        await window.Page.Locator(".rail nav a[href='/desk/jobs']").ClickAsync();
        await Expect(window.Page.Locator("h1.page-header")).ToBeVisibleAsync();
        foreach (
            var page in (string[])
                [
                    "",
                    "/recurring",
                    "/servers",
                    "/retries",
                    "/jobs/enqueued",
                    "/jobs/scheduled",
                    "/jobs/processing",
                    "/jobs/succeeded",
                    "/jobs/failed",
                    "/jobs/deleted",
                ]
        )
        {
            await window.Page.GotoAsync("/desk/jobs" + page);
            await Expect(window.Page.Locator("h1.page-header")).ToBeVisibleAsync();
            Assert.Equal("ru", await window.Page.Locator("html").GetAttributeAsync("lang"));
        }

        await window.Page.GotoAsync("/desk/jobs/jobs/succeeded");
        await window.Page.Locator("a[href*='/jobs/details/']").First.ClickAsync();
        await Expect(window.Page.Locator("h1.page-header")).ToBeVisibleAsync();

        await window.Page.GotoAsync("/desk/jobs/recurring");
        var row = window.Page.Locator("tr", new() { HasText = "compare-mailboxes" });
        await row.Locator("input[type=checkbox]").CheckAsync();
        await window.Page.EvaluateAsync("() => { window.isOld = true; }");
        await window.Page.Locator("button[data-url$='/recurring/trigger']").ClickAsync();
        // Once the server has answered, the page loads itself anew; a visit before that would be broken off.
        await window.Page.WaitForFunctionAsync("() => !window.isOld");
        // It runs at night and not at the start of the desk: only the button can have run it.
        await Wait.UntilAsync(async () =>
        {
            await window.Page.GotoAsync("/desk/jobs/recurring");
            return await row.Locator("a[href*='/jobs/details/']").CountAsync() == 1;
        }, () => desk.Log);
        await window.Page.Locator("a[href='/desk']").First.ClickAsync();
        await window.ShownAsync();
        Assert.Empty(window.Troubles);
    }
}
