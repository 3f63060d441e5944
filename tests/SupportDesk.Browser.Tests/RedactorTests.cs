using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>A picture leaves the browser only after a person blacked out what is secret, and only as new pixels.</summary>
[Collection(InChrome.Name)]
public sealed class RedactorTests(Chrome chrome)
{
    [BrowserFact]
    public async Task T46_Wizard_RectangleDrawn_IsBurntIntoWhatIsStored()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var tap = new Wiretap(desk);
        await using var window = await chrome.OpenAsync(desk, tap);
        await window.SetUpAsync();
        await window.BeginCaseAsync("Уведомление не приходит");
        var photo = await window.PhotoAsync(PictureSteps.Marker);

        await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(photo.AsFile("4111 1111 1111 1111.jpg"));
        await window.DrawAsync(0.25, 0.25, 0.75, 0.5);
        await window.Page.Locator("dialog[open] [data-do=use]").ClickAsync();
        await Expect(window.Page.Locator("#item-log .file")).ToContainTextAsync("снимок-");

        var stored = Assert.Single(desk.Blobs());
        var pixels = await window.DecodeAsync(stored);
        Assert.Equal((300, 400), (pixels.Width, pixels.Height));
        Assert.Equal((0, 0, 0), pixels.At(0.3, 0.3));
        Assert.Equal((0, 0, 0), pixels.At(0.7, 0.45));
        Assert.True(pixels.At(0.3, 0.8).Red > 150, "the rest is still there");
        Assert.False(PictureSteps.Holds(stored, "Exif"u8));
        Assert.False(PictureSteps.Holds(stored, PictureSteps.Marker));
        Assert.True(tap.Heard(stored.AsSpan(stored.Length / 2, 64)), "the tap hears what is uploaded");
        Assert.False(tap.Heard(PictureSteps.Marker) || tap.Heard(photo.Fingerprint) || tap.Heard("4111"u8));
        Assert.Empty(window.Troubles);
    }
}
