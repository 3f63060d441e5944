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
}
