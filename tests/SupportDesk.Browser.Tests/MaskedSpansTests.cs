using System.IO.Compression;
using System.Text;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests;

/// <summary>A false positive is looked at in the person's own file, shown with a reason, and goes out shown. A card does not.</summary>
[Collection(InChrome.Emails)]
public sealed class MaskedSpansTests(Chrome chrome)
{
    private const string Token = "build-2026-nightly-0417-artifacts";
    private const string Card = "5213243737942241";
    private const string Reason = "Имя сборки, не ключ";

    private static string Log { get; } = string.Concat(Enumerable.Range(0, 400).Select(i => i switch
    {
        17 => $"2026-11-20 10:02:17 upload by ci, Authorization: Bearer {Token} to /artifacts, 3 files\n",
        120 => $"2026-11-20 10:04:00 оплата: карта {Card} принята, заказ 12345\n",
        _ => $"2026-11-20 10:02:{i % 60:00} GET /catalog/{i} 200\n",
    }));

    [BrowserFact]
    public async Task T85_FalsePositive_ShownWithAReasonAfterAReload_GoesOutShown()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.EnterProviderAsync("help@pay.example");
        using var logs = new TestFolder("log");
        var log = logs.FileOf("deploy.log");
        await File.WriteAllTextAsync(log, Log);
        await window.BeginCaseAsync("Уведомление не приходит");
        await window.AnswerNotificationMissingAsync("777001");
        await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(log);
        await Expect(window.Page.Locator("#item-log .file .kinds")).ToHaveTextAsync("номер карты · 1, токен · 1");

        // As long as the page is open it has the file: what stands around is drawn here, the card without its digits.
        await OpenAsync(window);
        var around = window.Page.Locator(".places .around");
        await Expect(around.Nth(0)).ToContainTextAsync($"Bearer {Token} to /artifacts");
        await Expect(around.Nth(1)).ToContainTextAsync("оплата: карта ************2241 принята");
        await Expect(window.Page.Locator(".places li").Nth(1).Locator("input")).ToHaveCountAsync(0);

        // A page opened anew does not have it any more; another file is not taken for it.
        await window.Page.ReloadAsync();
        await OpenAsync(window);
        await Expect(window.Page.Locator(".places input")).ToBeDisabledAsync();
        var other = logs.FileOf("other.log");
        await File.WriteAllTextAsync(other, Log.Replace("/catalog/3 ", "/catalog/X ", StringComparison.Ordinal));
        await ChooseAsync(window, other);
        await window.Page.Locator(".places input").CheckAsync();
        await window.Page.Locator("#places-reason").FillAsync(Reason);
        await window.Page.Locator(".act .btn-main").ClickAsync();
        await Expect(window.Page.Locator(".all .err")).ToContainTextAsync("Это другой файл");

        await ChooseAsync(window, log);
        await window.Page.Locator(".act .btn-main").ClickAsync();
        await Expect(window.Page.Locator(".places .shown")).ToContainTextAsync(Reason);
        // The button that was pressed is gone; Escape is heard wherever the keyboard is.
        await window.Page.EvaluateAsync("() => document.activeElement.blur()");
        await window.Page.Keyboard.PressAsync("Escape");
        await Expect(window.Page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await Expect(window.Page.Locator("#item-log .file .pill.is-warn")).ToHaveTextAsync("показано 1");

        await window.ToEmailAsync();
        await Expect(window.Page.Locator("aside .seen")).ToContainTextAsync(Reason);
        await Gallery.PhotographAsync(window, "shown-email");
        await window.SendEmailAsync();
        await Expect(window.Page.Locator(".seen").First).ToContainTextAsync(Reason);
        await Gallery.PhotographAsync(window, "shown-ticket");
        Assert.All(window.Troubles, trouble => Assert.Contains("409", trouble, StringComparison.Ordinal));
        AssertStored(desk, shown: true);
    }

    [BrowserFact]
    public async Task Dialog_InEveryLook_HasNoBarrierAndDoesNotScrollSideways()
    {
        await using var desk = await DeskProcess.StartAsync();
        using var logs = new TestFolder("log");
        var log = logs.FileOf("deploy.log");
        await File.WriteAllTextAsync(
            log,
            Log + $"2026-11-20 10:09:00 session password=Zima-2026-tmin ok\n2026-11-20 10:09:01 Cookie: sid={new string('a', 300)}\n"
        );
        string address;
        await using (var window = await chrome.OpenAsync(desk))
        {
            await window.SetUpAsync();
            await window.BeginCaseAsync("Уведомление не приходит");
            await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(log);
            await OpenAsync(window);
            await window.Page.Locator(".places input").First.CheckAsync();
            await window.Page.Locator("#places-reason").FillAsync(Reason);
            await window.Page.Locator(".act .btn-main").ClickAsync();
            await Expect(window.Page.Locator(".places .shown")).ToBeVisibleAsync();
            address = window.Page.Url;
        }

        foreach (var look in Gallery.Looks)
        {
            await using var window = await chrome.OpenAsync(desk, look);
            await window.SignInAsync();
            await window.GoAsync(new Uri(address).PathAndQuery);
            await Expect(window.Page.Locator("#item-log .file .pill.is-warn")).ToBeVisibleAsync();
            await Gallery.PhotographAsync(window.Page.Locator("#item-log"), $"file-line-{look}");
            await OpenAsync(window);
            await Gallery.PhotographAsync(window, $"places-closed-{look}");
            await ChooseAsync(window, log);
            await Expect(window.Page.Locator(".places .around").First).ToContainTextAsync("Bearer");
            await window.Page.Locator(".places input").First.CheckAsync();
            await Expect(window.Page.Locator("#places-reason")).ToBeVisibleAsync();
            await Gallery.PhotographAsync(window, $"places-{look}");
            Assert.Empty(await Gallery.JudgeAsync(window, look, null));
        }
    }

    [BrowserFact]
    public async Task T84_PackedLog_IsTakenMaskedAndItsPlacesAreListed_WhatCannotBeOpenedIsRefusedInWords()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        using var logs = new TestFolder("log");
        var packed = logs.FileOf("logs.zip");
        await using (var zip = await ZipFile.OpenAsync(packed, ZipArchiveMode.Create))
        {
            await using var entry = await zip.CreateEntry("shop/deploy.log").OpenAsync();
            await entry.WriteAsync(Encoding.UTF8.GetBytes(Log));
        }

        var broken = logs.FileOf("broken.zip");
        await File.WriteAllBytesAsync(broken, (await File.ReadAllBytesAsync(packed))[..^20]);
        await window.BeginCaseAsync("Уведомление не приходит");
        await window.Page.Locator("#item-log input[type=file]").SetInputFilesAsync(packed);
        await Expect(window.Page.Locator("#item-log .file .kinds")).ToHaveTextAsync("номер карты · 1, токен · 1");
        await window.Page.Locator("#item-log .drop input[type=file]").SetInputFilesAsync(broken);
        await Expect(window.Page.Locator("#item-log .upload .err")).ToContainTextAsync("Архив повреждён");
        await Gallery.PhotographAsync(window, "archive-refused");
        await OpenAsync(window);
        await Expect(window.Page.Locator(".places li").Nth(1)).ToContainTextAsync("shop/deploy.log");
        await Expect(window.Page.Locator(".places input, .all .note")).ToHaveCountAsync(0);
        await Gallery.PhotographAsync(window, "archive-places");
        AssertStored(desk, shown: false);
    }

    private static async Task OpenAsync(Window window)
    {
        await window.Page.Locator("#item-log .file .btn-link").ClickAsync();
        await Expect(window.Page.Locator(".places li").First).ToBeVisibleAsync();
    }

    private static async Task ChooseAsync(Window window, string path)
    {
        await window.Page.Locator(".all .note input[type=file]").SetInputFilesAsync(path);
        await Expect(window.Page.Locator(".all .note")).ToBeHiddenAsync();
    }

    private static void AssertStored(DeskProcess desk, bool shown)
    {
        var bytes = Directory.EnumerateFiles(Path.Combine(desk.DataFolder, "blobs"), "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).ToList();
        Assert.All(bytes, blob => Assert.Equal(-1, blob.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Card))));
        Assert.Equal(shown, bytes.Exists(blob => blob.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Token)) >= 0));
    }
}
