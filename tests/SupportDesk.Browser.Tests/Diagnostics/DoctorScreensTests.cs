using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Diagnostics;

/// <summary>Every page of the doctor with an answer on it: none keeps anybody out or scrolls sideways.</summary>
[Collection(InChrome.Doctor)]
public sealed class DoctorScreensTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Screens_WithAnswers_HaveNoBarrier()
    {
        using var shop = new PlainShop();
        await using var provider = new ProviderProcess();
        await using var desk = await DeskProcess.StartAsync(null, ("Doctor:AllowPrivateAddresses", "true"), provider.Setting, ("Doctor:GraceMinutes", "0"));
        await provider.StartAsync(desk.Url + "/robokassa/lavka-tmin/result");
        string refund;
        await using (var first = await chrome.OpenAsync(desk))
        {
            await first.SetUpAsync();
            await first.EnterProviderShopAsync();
            await provider.PayAsync("12345", "2480.00");
            refund = await provider.RefundAsync("12345", "processing");
            await provider.ForgeAsync("12346");
            await provider.PayAsync("12347", "990.00", "lose");
            await provider.PayAsync("12348", "15.00", "credit");
            await first.FollowAsync("12345, 12347, 12348, 12349");
            await first.EnterShopAsync(shop.Host, PlainShop.TestPassword2, shop.Url("json"));
        }

        var barriers = new List<string>();
        foreach (var look in Gallery.Looks)
        {
            await using var window = await chrome.OpenAsync(desk, look);
            await window.SignInAsync();
            await window.GoAsync("/desk/doctor");
            await Expect(window.Page.Locator(".tools a")).ToHaveCountAsync(7);
            await JudgeAsync("home");
            await window.Page.Locator("#paste").FillAsync(SignatureTests.Link("second"));
            await Expect(window.Page.Locator("#paste-said .is-ok")).ToBeVisibleAsync();
            await JudgeAsync("home-pasted");
            await window.GoAsync("/desk/doctor/signature");
            await JudgeAsync("signature-empty");
            await window.ExplainAsync(SignatureTests.Link("second"), "first", "second");
            await Expect(window.Page.Locator("#signature-answer mark").First).ToBeVisibleAsync();
            await JudgeAsync("signature");
            await window.GoAsync("/desk/doctor/logs");
            await window.ReadLogsAsync();
            await JudgeAsync("logs");
            await window.GoAsync("/desk/doctor/status");
            await JudgeAsync("status-empty");
            await window.Page.Locator("#invoice").FillAsync("12345");
            await window.Page.Locator("#code").FillAsync("29");
            await window.Page.Locator(".status .buttons button[type=submit]").ClickAsync();
            await Expect(window.Page.Locator(".answer .finding")).ToBeVisibleAsync();
            await window.Page.Locator("#refund").FillAsync(refund);
            await window.AskRefundAsync();
            await Expect(window.Page.Locator(".said .state")).ToBeVisibleAsync();
            await JudgeAsync("status");
            await window.GoAsync("/desk/doctor/notifications");
            await window.Page.Locator(".list summary").First.ClickAsync();
            await Expect(window.Page.Locator(".list .more h2").First).ToBeVisibleAsync();
            await JudgeAsync("notifications");
            await window.GoAsync("/desk/doctor/invoices");
            await window.Page.Locator(".list summary").First.ClickAsync();
            await JudgeAsync("invoices");
            await window.GoAsync("/desk/doctor/invoices?view=all");
            await JudgeAsync("invoices-all");
            await window.GoAsync("/desk/settings/shops");
            await Expect(window.Page.Locator(".shops a")).ToBeVisibleAsync();
            await JudgeAsync("shops");
            await window.OpenFirstShopAsync();
            await JudgeAsync("shop");
            await window.GoAsync("/desk/doctor/probe");
            await JudgeAsync("probe-empty");
            await window.Page.Locator(".ask button[type=submit]").ClickAsync();
            await Expect(window.Page.Locator(".mud-dialog h2")).ToBeVisibleAsync();
            await JudgeAsync("probe-asked");
            await window.Page.Locator(".mud-dialog .mud-button-filled").ClickAsync();
            await Expect(window.Page.Locator(".verdict .finding")).ToBeVisibleAsync();
            await JudgeAsync("probe");
            await window.GoAsync("/desk/doctor/audit");
            await Expect(window.Page.Locator("main section").First).ToBeVisibleAsync();
            await JudgeAsync("audit");
            barriers.AddRange(window.Troubles);

            async Task JudgeAsync(string name) =>
                barriers.AddRange((await Gallery.JudgeAsync(window, look, "doctor-" + name)).Select(barrier => $"{name} {look}: {barrier}"));
        }

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }
}
