using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>What people do on a ticket's page.</summary>
internal static class TicketSteps
{
    /// <param name="party">Provider or Requester.</param>
    public static async Task ToConversationAsync(this Window window, string party)
    {
        var tab = window.Page.Locator("#tab-" + party);
        await tab.ClickAsync();
        await Expect(tab).ToHaveAttributeAsync("aria-selected", "true");
    }

    public static async Task CloseTicketAsync(this Window window)
    {
        await window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^(Другие действия|More actions)$") }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new Regex("^(Закрыть обращение…|Close the case…)$") }).ClickAsync();
        await window.Page.Locator(".confirm button").First.ClickAsync();
        await Expect(window.Page.Locator(".confirm")).ToHaveCountAsync(0);
    }

    /// <summary>Leaves a mark that a reload would wipe out.</summary>
    public static Task MarkPageAsync(this Window window) => window.Page.EvaluateAsync("() => { window.mark = 1; }");

    public static async Task<bool> IsSamePageAsync(this Window window) => await window.Page.EvaluateAsync<bool>("() => window.mark === 1");

    /// <summary>Writes down each percentage that an upload shows from now on.</summary>
    public static Task WatchProgressAsync(this Window window) => window.Page.EvaluateAsync(
        """
        () => {
          window.percents = [];
          new MutationObserver(() => {
            const now = document.querySelector('.upload [role=progressbar]')?.getAttribute('aria-valuenow');
            if (now && window.percents.at(-1) !== +now) window.percents.push(+now);
          }).observe(document.body, { subtree: true, childList: true, attributes: true });
        }
        """);

    public static async Task<int[]> SeenProgressAsync(this Window window) => await window.Page.EvaluateAsync<int[]>("() => window.percents");

    /// <summary>A ticket that has gone to the provider, with its reply box open and empty.</summary>
    public static async Task OpenReplyAsync(this Window window)
    {
        await window.SetUpAsync();
        await window.EnterProviderAsync("help@pay.example");
        await window.BeginCaseAsync("Уведомление не приходит");
        await window.AnswerNotificationMissingAsync("12345");
        await window.ToEmailAsync();
        if (await window.Page.Locator("#reason").CountAsync() > 0)
            await window.Page.Locator("#reason").FillAsync("Журнала пока нет");
        await window.SendEmailAsync();
        await window.ToConversationAsync("Provider");
        await window.Page.Locator("#reply-text").ClickAsync();
    }
}
