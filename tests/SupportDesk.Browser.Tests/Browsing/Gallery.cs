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

    // A usual window at 200 % zoom, and the smallest phone.
    private static readonly int[] Tight = [640, 360];

    // Runs in the windows of these tests, where less motion is asked for.
    private const string Moving =
        """
        () => document.getAnimations()
          .filter(one => one.playState === 'running' && one.effect?.getComputedTiming().duration > 1)
          .map(one => `${one.animationName ?? one.transitionProperty} of ${one.effect.target?.outerHTML.slice(0, 80)}`)
        """;

    private static string? Folder => Environment.GetEnvironmentVariable("DESK_PICTURES");

    public static IReadOnlyList<Look> Looks => Folder is null ? Judged : Photographed;

    /// <summary>Pictures are wanted, so also those of screens that another test judges.</summary>
    public static bool IsWanted => Folder is not null;

    /// <param name="name">In the picture's file name; null for a screen of which no picture is wanted.</param>
    /// <param name="whole">The whole page, or only what the window shows of it.</param>
    /// <returns>What keeps people out of it.</returns>
    public static async Task<IReadOnlyList<string>> JudgeAsync(Window window, Look look, string? name, bool whole = true)
    {
        var barriers = new List<string>();
        if (Judged.Contains(look))
        {
            barriers.AddRange(await window.BarriersAsync());
            barriers.AddRange((await window.Page.EvaluateAsync<string[]>(Moving)).Select(what => $"moves though less motion is asked for: {what}"));
        }

        barriers.AddRange(await SidewaysAsync(window, look.Width));
        barriers.AddRange((await GluedWords.FindAsync(window)).Select(place => $"no blank between words: {place}"));
        if (Folder is not null && name is not null && whole)
        {
            // What stays at the edge of the window would stand in the middle of the picture.
            await window.Page.EvaluateAsync("() => scrollTo({ top: 0, behavior: 'instant' })");
        }

        if (name is not null)
            await PhotographAsync(window, $"{name}-{look.Language}-{look.Theme}-{look.Width}", whole);
        if (look == Judged[^1])
        {
            foreach (var width in Tight)
            {
                await window.Page.SetViewportSizeAsync(width, look.Height);
                barriers.AddRange(await SidewaysAsync(window, width));
            }

            await window.Page.SetViewportSizeAsync(look.Width, look.Height);
        }

        return barriers;
    }

    /// <summary>A picture, if any are wanted.</summary>
    public static async Task PhotographAsync(Window window, string name, bool whole = false)
    {
        if (Folder is not { } folder)
            return;
        await window.Page.EvaluateAsync("() => document.fonts.ready.then(() => null)");
        var size = await window.Page.EvaluateAsync<int[]>("() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
        var camera = await window.Page.Context.NewCDPSessionAsync(window.Page);
        // A third of what the same picture takes as PNG, and letters stay sharp.
        var settings = new Dictionary<string, object> { ["format"] = "webp", ["quality"] = 90, ["captureBeyondViewport"] = whole };
        if (whole)
            settings["clip"] = new { x = 0, y = 0, width = size[0], height = size[1], scale = 1 };
        var picture = await camera.SendAsync("Page.captureScreenshot", settings);
        await camera.DetachAsync();
        await SaveAsync(folder, name + ".webp", Convert.FromBase64String(picture!.Value.GetProperty("data").GetString()!));
    }

    /// <summary>A picture of one element, if any are wanted.</summary>
    public static Task PhotographAsync(ILocator element, string name) => Folder is { } folder
        ? element.ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(folder, name + ".png") })
        : Task.CompletedTask;

    private static async Task SaveAsync(string folder, string name, byte[] picture)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, name), picture);
    }

    private static async Task<string[]> SidewaysAsync(Window window, int width) =>
        await window.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth") ? [$"scrolls sideways at {width}"] : [];
}
