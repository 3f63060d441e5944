using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>A browser window with cookies of its own: one person at one device. What went wrong in it is kept.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> troubles = [];

    private Window(IBrowserContext context, IPage page, DeskProcess desk) => (this.context, Page, Desk) = (context, page, desk);

    public IPage Page { get; }

    public DeskProcess Desk { get; }

    /// <summary>Errors of scripts and what the content security policy stopped.</summary>
    public IReadOnlyList<string> Troubles => troubles;

    public static async Task<Window> OpenAsync(IBrowser browser, DeskProcess desk, Look look, string url)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = url,
            Locale = look.Language == "ru" ? "ru-RU" : "en-GB",
            TimezoneId = "Europe/Moscow",
            ViewportSize = new() { Width = look.Width, Height = look.Height },
            JavaScriptEnabled = look.Script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        await context.AddCookiesAsync(
        [
            new() { Name = "sd.theme", Value = look.Theme, Url = desk.Url },
            new() { Name = ".AspNetCore.Culture", Value = $"c={look.Language}|uic={look.Language}", Url = desk.Url },
        ]);
        var window = new Window(context, await context.NewPageAsync(), desk);
        window.Page.PageError += (_, error) => window.troubles.Add(error);
        window.Page.Console += (_, message) =>
        {
            // A toast brings a style of its own for its movement, which the policy keeps out: all that is lost is the movement.
            if (message.Type == "error" && !IsOfAToast(message.Text))
                window.troubles.Add($"{message.Text} {message.Location}");
        };
        return window;
    }

    private static bool IsOfAToast(string text) => text.StartsWith("Applying inline style violates", StringComparison.Ordinal);

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await ShownAsync();
    }

    /// <summary>Waits until the window is at this path, a regular expression.</summary>
    /// <remarks>Page.WaitForURLAsync looks first and listens afterwards: a change of address between the two it never hears of.</remarks>
    public Task AtAsync(string path) =>
        Assertions.Expect(Page).ToHaveURLAsync(new Regex($"^https?://[^/]+{path}$"), new() { Timeout = 60_000 });

    /// <summary>Waits until the page has its heading: the circuit is there, or the plain page is.</summary>
    public Task ShownAsync() => Assertions.Expect(Page.Locator("main h1").First).ToBeVisibleAsync(new() { Timeout = 30_000 });

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
