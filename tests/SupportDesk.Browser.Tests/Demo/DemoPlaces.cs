using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Demo;

/// <summary>Finds on the pages of a demo desk where the pages about one thing are, as a person finds them: by its lists.</summary>
internal static class DemoPlaces
{
    public static async Task<IReadOnlyDictionary<string, string>> FindAsync(Chrome chrome, DeskProcess desk)
    {
        await using var window = await chrome.OpenAsync(desk);
        await window.SignInAsync(DemoData.Admin, DemoData.Password);
        return new Dictionary<string, string>
        {
            ["shopticket"] = await window.FirstAsync("/desk/tickets?status=provider&kind=merchant", "a[data-row]"),
            ["payerticket"] = await window.FirstAsync("/desk/tickets?status=unanswered&kind=payer", "a[data-row]"),
            ["sent"] = (await window.FirstAsync("/desk/tickets?status=provider&kind=merchant", "a[data-row]")).Split('/')[^1],
            ["draft"] = await window.DraftAsync(),
            ["held"] = await window.FirstAsync("/desk/mail", "a[data-row]"),
            ["letter"] = await window.FirstAsync(await window.FirstAsync("/desk/mail", "a[data-row]"), "a[href^='/desk/mail/letters/']"),
            ["person"] = await window.FirstAsync("/desk/settings/people?q=darya", "main tbody a"),
            ["shop"] = await window.FirstAsync("/desk/settings/shops", ".shops a"),
            ["invitation"] = await window.LinkAsync(await window.FirstAsync("/desk/settings/people?q=timofey", "main tbody a")),
            ["case"] = await CaseAsync(chrome, desk),
        };
    }

    /// <summary>Asks for a link by which the person on whose page we are sets a new password.</summary>
    public static async Task AskLinkAsync(this Window window)
    {
        await window.Page.Locator("main .head .acts button").First.ClickAsync();
        await Expect(window.Page.Locator(".mud-dialog button").First).ToBeVisibleAsync();
    }

    private static async Task<string> FirstAsync(this Window window, string list, string link)
    {
        await window.GoAsync(list);
        return await window.Page.Locator(link).First.GetAttributeAsync("href") ?? throw new InvalidOperationException($"{list} has no {link}");
    }

    private static async Task<string> DraftAsync(this Window window)
    {
        await window.BeginCaseAsync("Уведомление не приходит");
        await window.AnswerNotificationMissingAsync("20417");
        await window.TypeAndSaveAsync("happened", "Вышло: деньги списаны, уведомления нет уже два часа");
        return new Uri(window.Page.Url).AbsolutePath;
    }

    private static async Task<string> LinkAsync(this Window window, string person)
    {
        await window.GoAsync(person);
        await window.AskLinkAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Показать здесь" }).ClickAsync();
        return new Uri(await window.Page.Locator("#issued-link").InputValueAsync()).AbsolutePath;
    }

    private static async Task<string> CaseAsync(Chrome chrome, DeskProcess desk)
    {
        await using var payer = await chrome.OpenAsync(desk, new Look(Script: false));
        await payer.GoAsync("/case/new");
        await payer.Page.Locator("label[for^='shop-']").First.ClickAsync();
        await payer.FillPayerFormAsync("Деньги списались, а заказ в магазине не оплачен.", "ivan@home.example");
        await payer.Page.Locator(".send button").ClickAsync();
        await Expect(payer.Page.Locator("main")).ToContainTextAsync("SD-");
        return new Uri(payer.Page.Url).PathAndQuery;
    }
}
