using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Provider;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Diagnostics;

/// <summary>What people do on the doctor's pages.</summary>
internal static class DoctorSteps
{
    private static readonly Dictionary<int, string> Often = new() { [1] = "каждый час", [6] = "каждые 6 часов", [24] = "раз в сутки" };

    public static async Task ExplainAsync(this Window window, string text, string first, string second)
    {
        await window.Page.Locator("#text").FillAsync(text);
        await window.Page.Locator("#Password1").FillAsync(first);
        await window.Page.Locator("#Password2").FillAsync(second);
        await window.Page.Locator("#signature-form button[type=submit]").ClickAsync();
    }

    /// <summary>Lists a host of the first shop and its test password, as an administrator.</summary>
    public static async Task EnterShopAsync(this Window window, string host, string testPassword2, string resultUrl, int probeHours = 0)
    {
        await window.OpenFirstShopAsync();
        await window.SavePasswordsAsync(("TestPassword2", testPassword2));
        await window.Page.Locator("#hosts").FillAsync(host);
        await window.Page.Locator("#result-url").FillAsync(resultUrl);
        if (probeHours > 0)
        {
            await window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Проверять ResultURL самостоятельно" }).ClickAsync();
            var option = window.Page.GetByRole(AriaRole.Option, new() { Name = Often[probeHours] });
            await option.ClickAsync();
            // Once, on a busy machine, the press that followed did nothing. That the list was still closing is a guess.
            await Expect(option).ToBeHiddenAsync();
            await Expect(window.Page.GetByRole(AriaRole.Combobox, new() { Name = "Проверять ResultURL самостоятельно" })).ToBeFocusedAsync();
        }

        await window.Page.Locator("form[data-shop]").GetByRole(AriaRole.Button, new() { Name = "Сохранить" }).ClickAsync();
        await Expect(window.Page.Locator(".mud-snackbar")).ToContainTextAsync("Сохранено");
    }

    /// <summary>The page of the first shop of the list.</summary>
    public static async Task OpenFirstShopAsync(this Window window)
    {
        await window.GoAsync("/desk/settings/shops");
        await window.Page.Locator(".shops a").First.ClickAsync();
        await Expect(window.Page.Locator("form[data-shop]")).ToBeVisibleAsync();
    }

    private static async Task SavePasswordsAsync(this Window window, params (string Name, string Value)[] passwords)
    {
        var form = window.Page.Locator("form[data-passwords]");
        foreach (var (name, value) in passwords)
            await form.Locator($"[name={name}]").FillAsync(value);
        await form.Locator("button").ClickAsync();
        await Expect(form.Locator("[data-said].is-ok")).ToBeVisibleAsync();
    }

    /// <summary>Enters the first shop as the simulated provider knows it.</summary>
    public static async Task EnterProviderShopAsync(this Window window)
    {
        var known = new SimulatedShop();
        await window.OpenFirstShopAsync();
        await window.SavePasswordsAsync(("Password1", known.Password1), ("Password2", known.Password2), ("TestPassword2", known.TestPassword2));
    }

    /// <summary>Puts invoices on the list of reconciliation and asks about each at once.</summary>
    public static async Task FollowAsync(this Window window, string numbers)
    {
        await window.GoAsync("/desk/doctor/invoices");
        await window.Page.Locator("#numbers").FillAsync(numbers);
        await window.Page.Locator(".follow button[type=submit]").ClickAsync();
        // The job may ask about one of them at any moment and end it.
        await Expect(window.Page.Locator(".told")).ToContainTextAsync($"Взято под наблюдение: {numbers.Split(',').Length}");
        foreach (var number in numbers.Split(',', StringSplitOptions.TrimEntries))
        {
            await window.GoAsync("/desk/doctor/invoices?view=all");
            var row = window.Page.Locator(".list details", new() { HasText = number });
            await row.Locator("summary").ClickAsync();
            await row.Locator(".buttons button").First.ClickAsync();
            await Expect(window.Page.Locator(".told")).ToContainTextAsync(number);
        }
    }

    public static Task AskRefundAsync(this Window window) => window.Page.Locator("section[aria-labelledby=h-refund] button").ClickAsync();

    /// <summary>Asks for the check, confirms what will be sent, and waits for its end.</summary>
    public static async Task ProbeAsync(this Window window)
    {
        await window.Page.Locator(".ask button[type=submit]").ClickAsync();
        await window.Page.Locator(".mud-dialog .mud-button-filled").ClickAsync();
        await Expect(window.Page.Locator(".verdict .finding")).ToBeVisibleAsync();
    }
}
