using Microsoft.Playwright;

namespace SupportDesk.Browser.Tests.Browsing;

/// <summary>
/// Looks at a screen as people see it: judges it, and with DESK_PICTURES set to a folder photographs it in every theme,
/// language and width.
/// </summary>
internal static class Gallery
{
    private static readonly Look[] Judged = [new(), new("en", "dark", 390)];

    private static readonly Look[] Photographed =
    [
        .. from language in new[] { "ru", "en" }
        from theme in new[] { "light", "dark" }
        from width in new[] { 1280, 390 }
        select new Look(language, theme, width),
    ];

    private static string? Folder => Environment.GetEnvironmentVariable("DESK_PICTURES");

    public static IReadOnlyList<Look> Looks => Folder is null ? Judged : Photographed;

    /// <param name="name">In the picture's file name; null for a screen of which no picture is wanted.</param>
    /// <param name="whole">The whole page, or only what the window shows of it.</param>
    /// <returns>What keeps people out of it.</returns>
    public static async Task<IReadOnlyList<string>> JudgeAsync(Window window, Look look, string? name, bool whole = true)
    {
        var barriers = new List<string>();
        if (Judged.Contains(look))
            barriers.AddRange(await window.BarriersAsync());
        if (await window.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"))
            barriers.Add("scrolls sideways");
        barriers.AddRange((await GluedWords.FindAsync(window)).Select(place => $"no blank between words: {place}"));
        if (Folder is not null && name is not null && whole)
        {
            // What stays at the edge of the window would stand in the middle of the picture.
            await window.Page.EvaluateAsync("() => scrollTo({ top: 0, behavior: 'instant' })");
        }

        if (name is not null)
            await PhotographAsync(window, $"{name}-{look.Language}-{look.Theme}-{look.Width}", whole);
        return barriers;
    }

    /// <summary>A picture, if any are wanted.</summary>
    public static Task PhotographAsync(Window window, string name, bool whole = false) => Folder is { } folder
        ? window.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = whole })
        : Task.CompletedTask;

    /// <summary>A picture of one element, if any are wanted.</summary>
    public static Task PhotographAsync(ILocator element, string name) => Folder is { } folder
        ? element.ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(folder, name + ".png") })
        : Task.CompletedTask;
}
