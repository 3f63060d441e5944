using System.Diagnostics;
using System.Globalization;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>Somebody opens the desk for the first time, over a slow line: how much comes, and how it is packed. How long it takes is printed.</summary>
[Collection(InChrome.Doctor)]
public sealed class FirstVisitTests(Chrome chrome, ITestOutputHelper output)
{
    private const int Line = 50 * 1024;

    // What was only built is packed quickly instead of tightly.
    private static readonly int Most = (Build.IsPublished ? 250 : 280) * 1024;

    // Below this nothing is gained.
    private const int Tiny = 1024;

    [BrowserFact]
    public async Task FirstVisit_SignInAndTheFirstPage_BringAtMostAQuarterOfAMegabyteAllOfItPacked()
    {
        await using var desk = await DeskProcess.StartAsync();
        // A desk that runs has answered somebody before.
        await using (var earlier = await chrome.OpenAsync(desk))
            await earlier.SetUpAsync();
        await using var line = new TrafficRecorder(desk, Line);
        await using var window = await chrome.OpenAsync(desk, line);
        using var meter = await NetworkMeter.StartAsync(window);

        var clock = Stopwatch.StartNew();
        try
        {
            await window.GoAsync("/sign-in");
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"Still missing: {string.Join(", ", meter.Missing)}; came:\n{string.Join('\n', meter.Transfers)}", timeout);
        }

        await Expect(window.Page.Locator("#password")).ToBeEditableAsync();
        var door = clock.Elapsed;
        await window.Page.Locator("#email").FillAsync(People.AdminEmail);
        await window.Page.Locator("#password").FillAsync(People.Password);
        clock.Restart();
        await window.Page.Locator("main button.btn-main").ClickAsync();
        await window.AtAsync("/desk");
        // The page has come over its own line and answers.
        await Expect(window.Page.Locator("section.start li.next")).ToBeVisibleAsync();
        var inside = clock.Elapsed;
        await window.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);

        var came = string.Join('\n', meter.Transfers.OrderByDescending(one => one.Bytes));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"At {Line / 1024} KB/s: sign-in {door.TotalSeconds:0.0} s, desk {inside.TotalSeconds:0.0} s, {meter.Bytes / 1024:0} KB in all\n{came}"));
        Assert.True(meter.Bytes <= Most, $"{meter.Bytes:0} bytes\n{came}");
        Assert.Contains(meter.Transfers, one => one.Url.Contains("MudBlazor", StringComparison.Ordinal) && one.Bytes > Tiny);
        Assert.All(meter.Transfers.Where(IsText), one => Assert.True(one.Encoding is "br" or "gzip" or "zstd" || one.Bytes < Tiny, one.ToString()));
    }

    // Fonts and pictures are packed already, and a page with somebody's name in it is not packed on purpose.
    private static bool IsText(NetworkMeter.Transfer one) => one.Kind is "Script" or "Stylesheet" || one.Type is "image/svg+xml" or "application/json";
}
