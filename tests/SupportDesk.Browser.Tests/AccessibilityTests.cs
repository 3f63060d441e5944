using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests;

/// <summary>No screen may keep anybody out, in either theme, on a wide screen or on a phone.</summary>
[Collection(InChrome.Name)]
public sealed class AccessibilityTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Screens_InBothThemes_HaveNoBarrier()
    {
        await using var desk = await DeskProcess.StartAsync();
        var barriers = new List<string>();
        await using (var first = await chrome.OpenAsync(desk))
        {
            await first.GoAsync(await desk.SetupLinkAsync());
            barriers.AddRange(await first.BarriersAsync());
            await first.SetUpAsync();
        }

        foreach (var look in new[] { new Look(), new Look(Theme: "dark"), new Look("en", "dark", 390) })
        {
            await using var window = await chrome.OpenAsync(desk, look);
            await window.GoAsync("/sign-in");
            barriers.AddRange(await BarriersAsync(window, look));
            await window.SignInAsync();
            foreach (var path in new[] { "/desk/contacts" })
            {
                await window.GoAsync(path);
                barriers.AddRange(await BarriersAsync(window, look));
            }
        }

        Assert.Empty(barriers);
    }

    private static async Task<IEnumerable<string>> BarriersAsync(Window window, Look look) =>
        (await window.BarriersAsync()).Select(barrier => $"{window.Page.Url} {look}: {barrier}");
}
