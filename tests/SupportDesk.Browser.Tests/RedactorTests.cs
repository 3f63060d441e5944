using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>A picture leaves the browser only after a person blacked out what is secret, and only as new pixels.</summary>
[Collection(InChrome.Pictures)]
public sealed class RedactorTests(Chrome chrome)
{
    [BrowserFact]
    public async Task T46_Wizard_RectangleDrawn_IsBurntIntoWhatIsStored()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var tap = new TrafficRecorder(desk);
        await using var window = await chrome.OpenAsync(desk, tap);
        await window.SetUpAsync();
        await window.BeginCaseAsync("Уведомление не приходит");
        var photo = await window.PhotoAsync(PictureSteps.Marker);

        await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(photo.AsFile("4111 1111 1111 1111.jpg"));
        await window.DrawAsync(0.25, 0.25, 0.75, 0.5);
        await window.Dialog("[data-do=use]").ClickAsync();
        await Expect(window.Page.Locator("#item-log .file")).ToContainTextAsync("снимок-");

        var stored = Assert.Single(desk.Blobs());
        var pixels = await window.DecodeAsync(stored);
        Assert.Equal((300, 400), (pixels.Width, pixels.Height));
        Assert.Equal((0, 0, 0), pixels.At(0.3, 0.3));
        Assert.Equal((0, 0, 0), pixels.At(0.7, 0.45));
        Assert.True(pixels.At(0.3, 0.8).Red > 150, "the rest is still there");
        Assert.False(PictureSteps.Holds(stored, "Exif"u8));
        Assert.False(PictureSteps.Holds(stored, PictureSteps.Marker));
        Assert.True(tap.HeardAPicture(), "the tap hears what is uploaded");
        Assert.False(tap.Heard(PictureSteps.Marker) || tap.Heard(photo.Fingerprint) || tap.Heard("4111"u8));
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task T46_Wizard_Cancelled_NothingIsSent()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var tap = new TrafficRecorder(desk);
        await using var window = await chrome.OpenAsync(desk, tap);
        await window.SetUpAsync();
        await window.BeginCaseAsync("Уведомление не приходит");
        var one = await window.ScreenshotAsync();
        var other = await window.ScreenshotAsync();

        // Two at once: the first is left with Escape, the second with its button.
        await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync([one.AsFile("один.png"), other.AsFile("два.png")]);
        await Expect(window.Dialog("[data-count]")).ToHaveTextAsync("1 из 2");
        await window.DrawAsync(0.1, 0.1, 0.4, 0.4);
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Dialog("[data-count]")).ToHaveTextAsync("2 из 2");
        await window.Dialog("[data-do=cancel]").ClickAsync();
        await Expect(window.Page.Locator("dialog[open]")).ToHaveCountAsync(0);

        // What is typed after it has arrived; nothing of the pictures has.
        await window.TypeAndSaveAsync("invoice", "12345");
        Assert.Equal(0, tap.Count("/files"));
        Assert.False(tap.Heard(one.Fingerprint) || tap.Heard(other.Fingerprint));
        Assert.Empty(desk.Blobs());
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task T46_Wizard_KeyboardOnly_AreaIsPlacedSizedUndoneAndBurntIn()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.BeginCaseAsync("Уведомление не приходит");
        var picture = await window.ScreenshotAsync();
        await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(picture.AsFile("экран.png"));
        await Expect(window.Dialog("[data-stage]")).ToBeFocusedAsync();
        var keys = window.Page.Keyboard;

        await keys.PressAsync("Enter");
        await Expect(window.Dialog(".area")).ToBeFocusedAsync();
        await Expect(window.Dialog("[data-said]")).ToContainTextAsync("Область 1 добавлена");
        for (var i = 0; i < 60; i++)
            await keys.PressAsync("ArrowLeft");
        for (var i = 0; i < 40; i++)
            await keys.PressAsync("ArrowUp");
        for (var i = 0; i < 10; i++)
            await keys.PressAsync("Shift+ArrowDown");
        await Expect(window.Dialog(".area")).ToHaveAttributeAsync("aria-label", new Regex("слева 0 %, сверху 0 %"));
        await keys.PressAsync("Insert");
        await Expect(window.Dialog(".area")).ToHaveCountAsync(2);
        await keys.PressAsync("Delete");
        await Expect(window.Dialog(".area")).ToHaveCountAsync(1);
        await keys.PressAsync("Control+KeyZ");
        await Expect(window.Dialog(".area")).ToHaveCountAsync(2);
        await keys.PressAsync("Control+KeyZ");
        await Expect(window.Dialog("[data-sum-text]")).ToHaveTextAsync("Закрашено областей: 1");

        // Focus goes round inside the dialog and never reaches the page behind it.
        for (var i = 0; i < 30; i++)
        {
            await keys.PressAsync("Tab");
            Assert.True(
                await window.Page.EvaluateAsync<bool>("() => document.activeElement === document.body || !!document.activeElement.closest('dialog[open]')")
            );
        }

        await window.Dialog("[data-do=use]").FocusAsync();
        await keys.PressAsync("Enter");
        await Expect(window.Page.Locator("#item-log .file")).ToContainTextAsync("снимок-");
        var pixels = await window.DecodeAsync(Assert.Single(desk.Blobs()));
        Assert.Equal((0, 0, 0), pixels.At(0.001, 0.001));
        Assert.Equal((0, 0, 0), pixels.At(0.1, 0.1));
        Assert.True(pixels.At(0.6, 0.6).Red > 150);
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task Wizard_NothingDrawn_AsksWhetherThereIsNothingToHide()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.BeginCaseAsync("Уведомление не приходит");
        var webp = await window.ScreenshotAsync("image/webp");
        await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(webp.AsFile("log.txt"));
        await Expect(window.Dialog("[data-stage]")).ToBeVisibleAsync();
        await window.Dialog("[data-do=use]").ClickAsync();
        await Expect(window.Dialog("[data-error-text]")).ToContainTextAsync("скрывать нечего");
        Assert.Empty(desk.Blobs());

        await window.Dialog("[data-none]").CheckAsync();
        await window.Dialog("[data-do=use]").ClickAsync();
        await Expect(window.Page.Locator("#item-log .file")).ToContainTextAsync(".png");
        var pixels = await window.DecodeAsync(Assert.Single(desk.Blobs()));
        Assert.Equal((640, 360), (pixels.Width, pixels.Height));

        // What the browser cannot open, or not at once, is said and not sent.
        await window
            .Page.Locator("#item-log input[type=file]")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "IMG_1.heic",
                    MimeType = "",
                    Buffer = [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[64]],
                }
            );
        await Expect(window.Dialog("[data-refused-text]")).ToContainTextAsync("никуда не отправлен");
        await window.Dialog("[data-do=cancel]").ClickAsync();
        var huge = await window.ScreenshotAsync();
        (huge.Bytes[16], huge.Bytes[17], huge.Bytes[18], huge.Bytes[20], huge.Bytes[21], huge.Bytes[22]) = (0, 0, 0x40, 0, 0, 0x40);
        await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(huge.AsFile("огромный.png"));
        await Expect(window.Dialog("[data-refused-text]")).ToContainTextAsync("до 40 Мп");
        await window.Dialog("[data-do=cancel]").ClickAsync();
        Assert.Single(desk.Blobs());
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task T46_Payer_PictureIsBlackedOutInTheFormAndOnThePrivatePage()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var tap = new TrafficRecorder(desk);
        await using (var owner = await chrome.OpenAsync(desk))
            await owner.SetUpAsync();
        await using var payer = await chrome.OpenAsync(desk, tap, new Look(Width: 390));
        await payer.GoAsync("/case/new");
        await payer.FillPayerFormAsync("Деньги списались, а заказ не оплачен.", "ivan@home.example");
        var photo = await payer.PhotoAsync(PictureSteps.Marker);

        await payer.Page.Locator("#file").SetInputFilesAsync(photo.AsFile("4111111111111111.jpg"));
        await payer.DrawAsync(0.2, 0.2, 0.8, 0.4);
        Assert.Equal("", await payer.Page.Locator("#file").InputValueAsync());
        await payer.Dialog("[data-do=use]").ClickAsync();
        await Expect(payer.Page.Locator("[data-ready]")).ToBeVisibleAsync();
        await payer.Page.Locator(".send button").ClickAsync();
        await Expect(payer.Page.Locator("main")).ToContainTextAsync("SD-");
        var pixels = await payer.DecodeAsync(Assert.Single(desk.Blobs()));
        Assert.Equal((300, 400), (pixels.Width, pixels.Height));
        Assert.Equal((0, 0, 0), pixels.At(0.5, 0.3));

        // The private page: pasted, looked at, nothing to hide.
        var pasted = await payer.ScreenshotAsync("image/webp");
        await payer.PasteAsync("#message", pasted);
        await payer.Dialog("[data-none]").CheckAsync();
        await payer.Dialog("[data-do=use]").ClickAsync();
        await Expect(payer.Page.Locator("[data-ready]")).ToBeVisibleAsync();
        await payer.Page.Locator("form.reply button.btn-main").Last.ClickAsync();
        await Expect(payer.Page.Locator(".sent")).ToBeVisibleAsync();
        Assert.Equal(2, desk.Blobs().Count);

        Assert.True(tap.HeardAPicture(), "the tap hears what is uploaded");
        Assert.False(tap.Heard(PictureSteps.Marker) || tap.Heard(photo.Fingerprint) || tap.Heard(pasted.Fingerprint) || tap.Heard("4111111111111111"u8));
        Assert.Empty(desk.TemporaryFiles);
        Assert.Empty(payer.Troubles);
    }

    [BrowserFact]
    public async Task T46_Payer_WithoutScript_PictureIsRefusedInWords()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var owner = await chrome.OpenAsync(desk);
        await owner.SetUpAsync();
        var picture = await owner.ScreenshotAsync();
        await using var payer = await chrome.OpenAsync(desk, new Look(Width: 390, Script: false));
        await payer.GoAsync("/case/new");
        await payer.FillPayerFormAsync("Деньги списались, а заказ не оплачен.", "ivan@home.example");
        await payer.Page.Locator("#file").SetInputFilesAsync(picture.AsFile("чек.png"));
        await payer.Page.Locator(".send button").ClickAsync();
        await Expect(payer.Page.Locator("#file-err")).ToContainTextAsync("JavaScript");
        await Expect(payer.Page.Locator("#story")).ToHaveValueAsync("Деньги списались, а заказ не оплачен.");
        Assert.Empty(desk.Blobs());
    }

    [BrowserFact]
    public async Task T46_ReplyAndT90_PictureOfAEmail_AreBlackedOutBeforeAnybodyGetsThem()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var tap = new TrafficRecorder(desk);
        await using var window = await chrome.OpenAsync(desk, tap);
        await window.SetUpAsync();
        await window.GoAsync("/desk/tickets");
        var photo = await window.PhotoAsync(PictureSteps.Marker);
        await desk.OpenPayerCaseAsync(chrome);
        await window.GoAsync("/desk/tickets/1001");

        // A picture in a reply.
        var picture = await window.ScreenshotAsync();
        await window.Page.Locator("form.reply input[type=file]").SetInputFilesAsync(picture.AsFile("экран.png"));
        await window.DrawAsync(0.1, 0.1, 0.9, 0.9);
        await window.Dialog("[data-do=use]").ClickAsync();
        await Expect(window.Page.Locator("form.reply .chip", new() { Has = window.Page.Locator("button") })).ToContainTextAsync("снимок-");
        var sent = await window.DecodeAsync(Assert.Single(desk.Blobs()));
        Assert.Equal((0, 0, 0), sent.At(0.5, 0.5));
        Assert.True(tap.HeardAPicture(), "the tap hears what is uploaded");
        Assert.False(tap.Heard(picture.Fingerprint));

        // An e-mail that nobody expected brings a photograph of a card.
        desk.DropEmail("stranger@home.example", photo.Bytes);
        await window.GoAsync("/desk");
        await Expect(window.Page.Locator("a[href='/desk/files']")).ToBeVisibleAsync();
        Assert.All(desk.Blobs(), blob => Assert.False(PictureSteps.Holds(blob, PictureSteps.Marker)));
        await window.Page.Locator("a[href='/desk/files']").ClickAsync();
        await window.Page.Locator(".files .acts button").First.ClickAsync();
        await window.DrawAsync(0.2, 0.2, 0.8, 0.8);
        await window.Dialog("[data-do=use]").ClickAsync();
        await Expect(window.Page.Locator("main .note.is-ok")).ToContainTextAsync("закрашено областей 1");
        await Expect(window.Page.Locator("main .empty")).ToBeVisibleAsync();
        var replaced = await window.DecodeAsync(desk.Blobs().Single(blob => blob[0] == 0xFF));
        Assert.Equal((0, 0, 0), replaced.At(0.5, 0.5));
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task T46_Telephone_DrawnWithAFingerAndSeenCloserWithTwo()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var owner = await chrome.OpenAsync(desk);
        await owner.SetUpAsync();
        await using var window = await chrome.OpenAsync(desk, new Look(Width: 390));
        await window.GoAsync("/case/new");
        var picture = await window.ScreenshotAsync();
        await window.Page.Locator("#file").SetInputFilesAsync(picture.AsFile("экран.png"));
        await Expect(window.Dialog("[data-stage]")).ToBeFocusedAsync();
        await using var fingers = await Fingers.OnAsync(window, window.Dialog("[data-stage]"));

        await fingers.DragAsync((0.1, 0.1), (0.5, 0.5));
        await Expect(window.Dialog(".area")).ToHaveCountAsync(1);
        var whole = await window.Dialog("[data-zoom]").TextContentAsync();
        await fingers.SpreadAsync((0.4, 0.4), (0.6, 0.6), by: 0.2);
        await Expect(window.Dialog("[data-zoom]")).Not.ToHaveTextAsync(whole!);
        await Expect(window.Dialog(".area")).ToHaveCountAsync(1);
        Assert.True(
            await window.Page.EvaluateAsync<bool>(
                "() => { const view = document.querySelector('dialog[open] [data-view]'); return view.scrollWidth > view.clientWidth; }"
            ),
            "it is larger than its frame"
        );

        await window.Dialog("[data-do=use]").ClickAsync();
        await Expect(window.Page.Locator("[data-ready]")).ToBeVisibleAsync();
        Assert.Equal(1, await window.Page.EvaluateAsync<int>("() => document.querySelector('#file').files.length"));
        Assert.Empty(window.Troubles);
    }
}
