using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using SupportDesk.Robokassa;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Diagnostics;

/// <summary>The doctor inside a case: a checklist explains a signature by itself, and a finding is added to the ticket.</summary>
[Collection(InChrome.Doctor)]
public sealed class CaseTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Case_WithTheDoctor_ExplainsTheSignatureAndKeepsTheFinding()
    {
        await using var desk = await DeskProcess.StartAsync();
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.EnterProviderShopAsync();
        await window.EnterProviderAsync("help@provider.example.ru");
        await window.BeginCaseAsync("Уведомление не приходит");
        await window
            .Page.Locator("#item-body")
            .FillAsync($"OutSum=1490.000000&InvId=12345&SignatureValue={SignatureHash.Compute(SignatureAlgorithm.Md5, "1490.000000:12345:live-one")}");
        await Expect(window.Page.Locator("main")).ToContainTextAsync("Подпись не сходится: взят пароль №1 вместо №2");
        Assert.DoesNotContain("live-one", await window.Page.ContentAsync() + desk.Log, StringComparison.Ordinal);
        await window.AnswerNotificationMissingAsync("12345");
        await window.ToEmailAsync();
        var number = await window.SendEmailAsync();

        // From the ticket to the tool and back with what it found.
        await window.Page.Locator("a[href*='/desk/doctor/logs']").ClickAsync();
        await window.ReadLogsAsync();
        await Expect(window.Page.Locator("#attach-ticket")).ToHaveValueAsync(number);
        await window.Page.Locator("#attach-ticket").FillAsync("SD-9999");
        await window.Page.Locator(".attach button").ClickAsync();
        await Expect(window.Page.Locator(".attach [data-said].is-bad")).ToContainTextAsync("Обращения с таким номером нет");
        await window.Page.Locator("#attach-ticket").FillAsync(number);
        await window.Page.Locator(".attach button").ClickAsync();
        await Expect(window.Page.Locator(".attach [data-said].is-ok")).ToBeVisibleAsync();
        await window.GoAsync("/desk/tickets/" + number);
        await Expect(window.Page.Locator("main")).ToContainTextAsync("log-12345.txt");
        await Expect(window.Page.Locator(".time")).ToContainTextAsync("Приложена находка доктора: log-12345.txt");
        Assert.Empty(window.Troubles);
    }
}
