using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Diagnostics;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Payments;

/// <summary>A buyer pays at the simulated provider; the desk records its notification and is asked where the payment stands.</summary>
[Collection(InChrome.Doctor)]
public sealed class PaymentJobsTests(Chrome chrome)
{
    [BrowserFact]
    public async Task Payment_AtTheProvider_StandsInTheJournalAndInTheStatus()
    {
        await using var provider = new ProviderProcess();
        await using var desk = await DeskProcess.StartAsync(null, provider.Setting);
        await provider.StartAsync(desk.Url + "/robokassa/lavka-tmin/result");
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.GoAsync("/desk/doctor/notifications");
        await Expect(window.Page.Locator(".empty h2")).ToHaveTextAsync("Уведомлений пока нет");

        // The password is not entered yet: the first notification is refused, and a repetition of it is taken.
        Assert.Contains("<h1>Paid</h1>", await provider.PayAsync("12345", "2480.00"), StringComparison.Ordinal);
        await window.EnterProviderShopAsync();
        await provider.ForgeAsync("12346");
        await Wait.UntilAsync(async () =>
        {
            await window.GoAsync("/desk/doctor/notifications?invoice=12345");
            return await window.Page.Locator(".list summary .is-ok").CountAsync() == 1;
        }, () => desk.Log);
        await window.Page.Locator(".list summary:has(.is-ok)").ClickAsync();
        await Expect(window.Page.Locator(".list details[open] .more")).ToContainTextAsync("OK12345");

        await window.GoAsync("/desk/doctor/notifications?invoice=12346");
        await window.Page.Locator(".list summary").ClickAsync();
        await Expect(window.Page.Locator(".list .more")).ToContainTextAsync("взят пароль №1 вместо №2");

        await window.GoAsync("/desk/doctor/status?invoice=12345");
        await window.Page.Locator(".status .buttons button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator(".answer .finding")).ToHaveTextAsync("Оплачен, зачислен");
        await window.Page.Locator(".status .buttons button[type=button]").ClickAsync();
        await Expect(window.Page.Locator(".ask .state.is-ok")).ToHaveTextAsync("Идентификатор, пароль №2 и алгоритм верны.");

        await window.Page.Locator("#refund").FillAsync("12345");
        await window.AskRefundAsync();
        await Expect(window.Page.Locator("#refund-err")).ToContainTextAsync("36 знаков");
        await window.Page.Locator("#refund").FillAsync(await provider.RefundAsync("12345", "finished"));
        await window.AskRefundAsync();
        await Expect(window.Page.Locator(".said .state.is-ok")).ToHaveTextAsync("Возврат выполнен");
        await Expect(window.Page.Locator(".said")).ToContainTextAsync("Сумма 2\u00a0480,00.");
        await window.Page.Locator("#refund").FillAsync(Guid.NewGuid().ToString());
        await window.AskRefundAsync();
        await Expect(window.Page.Locator(".said")).ToContainTextAsync("Request not found");
        Assert.Empty(window.Troubles);
    }

    [BrowserFact]
    public async Task Invoice_PaidWhileItsNotificationIsLost_IsFoundDealtWithAndPutBack()
    {
        await using var provider = new ProviderProcess();
        await using var desk = await DeskProcess.StartAsync(null, provider.Setting, ("Doctor:GraceMinutes", "0"));
        await provider.StartAsync(desk.Url + "/robokassa/lavka-tmin/result");
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.EnterProviderShopAsync();
        await provider.PayAsync("12345", "2480.00");
        await provider.PayAsync("12346", "15.00", "lose");
        await Wait.UntilAsync(async () =>
        {
            await window.GoAsync("/desk/doctor/notifications?invoice=12345");
            return await window.Page.Locator(".list summary").CountAsync() == 1;
        }, () => desk.Log);

        await window.GoAsync("/desk/doctor/invoices");
        await window.Page.Locator("#numbers").FillAsync("12345, двенадцать");
        await window.Page.Locator(".follow button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator("#numbers-err")).ToContainTextAsync("«двенадцать»");
        await window.FollowAsync("12345, 12346");
        await window.GoAsync("/desk/doctor/invoices");
        var alarm = window.Page.Locator(".list details");
        await Expect(alarm).ToHaveCountAsync(1);
        await Expect(alarm).ToContainTextAsync("12346");
        await Expect(alarm.Locator("summary")).ToContainTextAsync("Оплачен, уведомления нет");
        await alarm.Locator("summary").ClickAsync();
        await alarm.Locator("button", new() { HasText = "Разобрались" }).ClickAsync();
        await Expect(window.Page.Locator(".empty h2")).ToHaveTextAsync("Всё сходится");
        await window.Page.Locator(".told button").ClickAsync();
        await Expect(alarm.Locator("summary")).ToContainTextAsync("Оплачен, уведомления нет");
        Assert.Empty(window.Troubles);
    }

    /// <summary>Nobody presses anything: the desk's own jobs ask about the invoice and look at the address.</summary>
    [BrowserFact]
    public async Task Jobs_OfARunningDesk_AskAboutInvoicesAndLookAtAddresses()
    {
        using var shop = new PlainShop();
        await using var provider = new ProviderProcess();
        await using var desk = await DeskProcess.StartAsync(null, provider.Setting, ("Doctor:AllowPrivateAddresses", "true"),
            ("Jobs:ReconcileInvoices", "00:00:01"), ("Jobs:ScheduledProbes", "00:00:01"));
        await provider.StartAsync(desk.Url + "/robokassa/lavka-tmin/result");
        await using var window = await chrome.OpenAsync(desk);
        await window.SetUpAsync();
        await window.EnterProviderShopAsync();
        await window.EnterShopAsync(shop.Host, PlainShop.TestPassword2, shop.Url("result"), probeHours: 1);
        await provider.PayAsync("12345", "2480.00", "hold");
        await window.GoAsync("/desk/doctor/invoices");
        await window.Page.Locator("#numbers").FillAsync("12345");
        await window.Page.Locator(".follow button[type=submit]").ClickAsync();
        // The page learns by itself what the job was told.
        await Expect(window.Page.Locator(".list summary")).ToContainTextAsync("Деньги удержаны", new() { Timeout = 120_000 });
        await Wait.UntilAsync(async () =>
        {
            await window.GoAsync("/desk/doctor/probe");
            return await window.Page.Locator(".side .state.is-ok").CountAsync() == 1;
        }, () => desk.Log);
        await Expect(window.Page.Locator(".side .state.is-ok")).ToContainTextAsync("адрес работает");
        Assert.Empty(window.Troubles);
        Assert.DoesNotContain("fail:", desk.Log, StringComparison.Ordinal);
    }
}
