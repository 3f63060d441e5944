using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests;

public sealed class StartTests
{
    [Fact]
    public async Task Desk_KilledAndStartedAgain_PrintsANewSetupLink()
    {
        await using var desk = await DeskProcess.StartAsync();
        var first = await desk.SetupLinkAsync();
        Assert.StartsWith(desk.Url, first, StringComparison.Ordinal);

        await desk.KillAsync();
        await desk.StartAgainAsync();

        Assert.NotEqual(first, await desk.SetupLinkAsync());
    }
}
