using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Diagnostics;

/// <summary>A person pastes what is at hand; the doctor sees what it is and goes on with it.</summary>
[Collection(InChrome.Doctor)]
public sealed class HomeTests(Chrome chrome)
{
    private const string Line =
        "185.59.216.65 - - [20/Nov/2026:10:02:41 +0300] \"GET /pay/result?OutSum=2480.00&InvId=12345&SignatureValue=AB HTTP/1.1\" 500 7 \"-\" \"Robokassa\"";

    [BrowserFact]
    public async Task Paste_LinkLogAndNumber_OpenTheirToolsAndLeaveNothingInTheAddress()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        var link = SignatureTests.Link("second");
        await PasteAsync(window, link, "Похоже на ссылку на оплату");
        await Expect(window.Page.Locator("#text")).ToHaveValueAsync(link);
        Assert.EndsWith("/desk/doctor/signature", window.Page.Url, StringComparison.Ordinal);
        await window.Page.Locator("#Password2").FillAsync("second");
        await window.Page.Locator("#signature-form button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("#signature-answer h2")).ToContainTextAsync("взят пароль №2 вместо №1");

        await PasteAsync(window, $"{Line}\n{Line}", "Похоже на лог веб-сервера");
        await Expect(window.Page.Locator("#invoice")).ToHaveValueAsync("12345");
        Assert.EndsWith("/desk/doctor/logs?invoice=12345", window.Page.Url, StringComparison.Ordinal);
        await window.Page.Locator(".ask button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("#logs-answer tbody tr")).ToHaveCountAsync(2);

        await PasteAsync(window, "ошибка 29", "Похоже на ошибку страницы оплаты");
        await Expect(window.Page.Locator(".meaning")).ToContainTextAsync("Подпись неверна");

        // The home says what was found; nothing of what was pasted is in it or in the desk's log.
        await window.GoAsync("/desk/doctor");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Подпись" }).Last).ToContainTextAsync("Не сходится");
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Логи сервера" }).Last).ToContainTextAsync("Сайт ответил ошибкой");
        Assert.DoesNotContain("SignatureValue", desk.Log, StringComparison.Ordinal);
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task File_ChosenOnTheHome_IsInTheFieldOfTheLogs()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/doctor");
        await Expect(window.Page.Locator(".tools a")).ToHaveCountAsync(7);
        await window.Page.Locator("#log-file").SetInputFilesAsync(
            new FilePayload { Name = "access.log", MimeType = "text/plain", Buffer = System.Text.Encoding.UTF8.GetBytes(Line + "\n") });
        await Expect(window.Page.Locator("[data-chosen]")).ToHaveTextAsync("access.log");
        await window.Page.Locator("#invoice").FillAsync("12345");
        await window.Page.Locator(".ask button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("#logs-answer h2")).ToHaveTextAsync("Сайт ответил ошибкой");
        Assert.Empty(window.Troubles);
    }

    private static async Task PasteAsync(Window window, string text, string recognised)
    {
        await window.GoAsync("/desk/doctor");
        await window.Page.Locator("#paste").FillAsync(text);
        await Expect(window.Page.Locator("#paste-said")).ToContainTextAsync(recognised);
        await window.Page.Locator(".paste button[type=submit]").ClickAsync();
    }
}
