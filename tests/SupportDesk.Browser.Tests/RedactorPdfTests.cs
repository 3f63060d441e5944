using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>A PDF leaves the browser as pictures of its pages, blacked out, and never as itself.</summary>
[Collection(InChrome.Doctor)]
public sealed class RedactorPdfTests(Chrome chrome)
{
    private const string Marker = "only-the-pdf-says-this";

    [BrowserFact]
    public async Task T46_Payer_ReceiptOfTwoPages_IsOnePictureBlackedOut()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var tap = new TrafficRecorder(desk);
        await using (var owner = await chrome.OpenAsync(desk))
            await owner.SetUpAsync();
        await using var payer = await chrome.OpenAsync(desk, tap, new Look(Width: 390));
        await payer.GoAsync("/case/new");
        await payer.FillPayerFormAsync("Деньги списались, чек приложил.", "ivan@home.example");

        await payer.Page.Locator("#file").SetInputFilesAsync(PdfFile.Of(2, Marker));
        await payer.DrawAsync(0.1, 0.6, 0.9, 0.7);
        await payer.Dialog("[data-do=use]").ClickAsync();
        await Expect(payer.Page.Locator("[data-ready]")).ToBeVisibleAsync();
        await payer.Page.Locator(".send button").ClickAsync();
        await Expect(payer.Page.Locator("main")).ToContainTextAsync("SD-");

        // 200 by 300 points each, one below the other.
        var pixels = await payer.DecodeAsync(Assert.Single(desk.Blobs()));
        Assert.Equal((1600, 4800), (pixels.Width, pixels.Height));
        Assert.Equal((0, 128, 0), Rounded(pixels.At(0.5, 0.08)));
        Assert.Equal((0, 0, 0), pixels.At(0.5, 0.65));
        Assert.Equal((255, 255, 255), pixels.At(0.5, 0.95));
        Assert.True(tap.HeardAPicture(), "the tap hears what is uploaded");
        Assert.False(tap.Heard(System.Text.Encoding.ASCII.GetBytes(Marker)) || tap.Heard("%PDF-"u8));
        Assert.Empty(payer.Troubles);
    }

    [BrowserFact]
    public async Task T46_Payer_TooManyPagesOrBroken_IsRefusedInWords()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using (var owner = await chrome.OpenAsync(desk))
            await owner.SetUpAsync();
        await using var payer = await chrome.OpenAsync(desk);
        await payer.GoAsync("/case/new");

        await payer.Page.Locator("#file").SetInputFilesAsync(PdfFile.Of(21, Marker));
        await Expect(payer.Dialog("[data-refused-text]")).ToContainTextAsync("больше 20 (здесь 21)");
        await payer.Dialog("[data-do=cancel]").ClickAsync();

        await payer.Page.Locator("#file").SetInputFilesAsync(
            new Microsoft.Playwright.FilePayload { Name = "чек.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7\nnothing"u8.ToArray() });
        await Expect(payer.Dialog("[data-refused-text]")).ToBeVisibleAsync();
        await payer.Dialog("[data-do=cancel]").ClickAsync();
        Assert.Empty(desk.Blobs());
    }

    private static (int, int, int) Rounded((int Red, int Green, int Blue) pixel) =>
        (pixel.Red, pixel.Green is >= 126 and <= 129 ? 128 : pixel.Green, pixel.Blue);
}
