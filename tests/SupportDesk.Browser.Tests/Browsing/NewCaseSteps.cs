using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>The way from «what happened» to an e-mail, as a person goes it.</summary>
internal static class NewCaseSteps
{
    public static async Task EnterProviderAsync(this Window window, string address)
    {
        await window.GoAsync("/desk/contacts");
        await window.Page.Locator("#email").FillAsync(address);
        await window.Page.Locator("#origin").FillAsync("Личный кабинет, раздел «Поддержка»");
        await window.Page.Locator("main form button[type=submit]").ClickAsync();
        await Expect(window.Page.Locator(".head .state.is-ok")).ToBeVisibleAsync();
    }

    /// <summary>Chooses what happened and stands before the questions.</summary>
    public static async Task BeginCaseAsync(this Window window, string caseType)
    {
        await window.GoAsync("/desk/new");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = caseType }).ClickAsync();
        await Expect(window.Page.Locator("#item-invoice")).ToBeVisibleAsync();
    }

    /// <summary>Answers all that is asked about a notification that does not arrive, but the files.</summary>
    public static async Task AnswerNotificationMissingAsync(this Window window, string invoice)
    {
        var yesterday = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);
        foreach (var (key, value) in new[]
        {
            ("result-url", "https://tmin.example.ru/robokassa/result"),
            ("invoice", invoice),
            ("amount", "1490,00"),
            ("paid-at", yesterday + " 14:03"),
            ("since", yesterday + " 12:00"),
            ("expected", "Ждали: заказ станет «Оплачен» после уведомления"),
            ("happened", "Вышло: деньги списаны, уведомления нет"),
        })
            await window.Page.Locator($"#item-{key}").FillAsync(value);
        await window.ChooseAsync("method", "Card");
        await window.ChooseAsync("spread", "Some");
        await window.ChooseAsync("impact", "OrdersStuck");
    }

    /// <summary>Types an answer and waits until the server has it: the page says that it saves, and then that it has.</summary>
    public static async Task TypeAndSaveAsync(this Window window, string key, string value)
    {
        var saved = Expect(window.Page.Locator(".head [role=status] .state.is-ok"));
        await saved.ToBeVisibleAsync();
        var saving = window.Page.WaitForFunctionAsync("() => !!document.querySelector('.head [role=status] .state.is-run')");
        await window.Page.Locator($"#item-{key}").FillAsync(value);
        await saving;
        await saved.ToBeVisibleAsync();
    }

    public static async Task ToEmailAsync(this Window window)
    {
        await window.Page.Locator(".dock .mud-button-filled").ClickAsync();
        await Expect(window.Page.Locator("#subject")).ToBeVisibleAsync();
    }

    /// <summary>Sends the prepared e-mail and opens the ticket; gives its number.</summary>
    public static async Task<string> SendEmailAsync(this Window window)
    {
        var send = window.Page.Locator(".dock .mud-button-filled");
        try
        {
            // A reason that was typed has to reach the server first.
            await Expect(send).ToBeEnabledAsync();
        }
        catch (PlaywrightException)
        {
            // What keeps a case from being sent stands beside the e-mail.
            Assert.Fail(await window.Page.Locator("main").InnerTextAsync());
        }

        await send.ClickAsync();
        await window.AtAsync("/desk/new/sent/.+");
        var number = new Uri(window.Page.Url).Segments[^1];
        await window.Page.Locator("main a.mud-button-filled").ClickAsync();
        await window.AtAsync("/desk/tickets/" + number);
        await window.ShownAsync();
        return number;
    }

    // By keyboard: what the checks say of the answers before makes rows higher, and a press of the mouse would land beside.
    private static async Task ChooseAsync(this Window window, string key, string value)
    {
        var choice = window.Page.Locator($"#item-{key} input[value={value}]");
        await choice.PressAsync(" ");
        await Expect(choice).ToBeCheckedAsync();
    }
}
