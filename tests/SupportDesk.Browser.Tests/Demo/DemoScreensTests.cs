using System.Text.RegularExpressions;
using SupportDesk.Browser.Tests.Browsing;
using SupportDesk.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace SupportDesk.Browser.Tests.Demo;

/// <summary>
/// The pages of a desk that has been worked in for a month. What no other test judges is judged here; with DESK_PICTURES
/// set to a folder, all are photographed.
/// </summary>
[Collection(InChrome.Pictures)]
public sealed class DemoScreensTests(Chrome chrome)
{
    [Fact]
    public void Routes_OfTheDesk_HaveAScreenEach()
    {
        var source = Path.Combine(Build.RepositoryRoot, "src", "SupportDesk");
        var routes = Directory.EnumerateFiles(source, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "^@page \"(.+)\"", RegexOptions.Multiline))
            .Select(match => match.Groups[1].Value);

        Assert.Equal(routes.Order(StringComparer.Ordinal), DemoScreens.All.Select(screen => screen.Route).Distinct().Order(StringComparer.Ordinal));
    }

    [BrowserFact]
    public async Task Screens_OfAMonth_HaveNoBarrier()
    {
        await using var desk = await DeskProcess.StartDemoAsync();
        var places = await DemoPlaces.FindAsync(chrome, desk);
        var barriers = new List<string>();
        foreach (var look in Gallery.Looks)
        {
            await using var stranger = await chrome.OpenAsync(desk, look);
            await using var window = await chrome.OpenAsync(desk, look);
            await window.SignInAsync(DemoData.Admin, DemoData.Password);
            foreach (var screen in DemoScreens.All.Where(screen => screen.IsFor(look)))
            {
                var at = screen.IsPublic ? stranger : window;
                await at.GoAsync(screen.At(places));
                await Expect(at.Page.Locator(screen.Ready).First).ToBeVisibleAsync();
                if (screen.Open is { } open)
                    await open(at);
                else if (await at.Page.EvaluateAsync<double>("() => scrollY") > 0)
                    barriers.Add($"{screen.Name} {look}: does not open at its top");
                // What is opened lies over the page as the window shows it.
                var found = await Gallery.JudgeAsync(at, look, "demo-" + screen.Name, whole: screen.Open is null);
                barriers.AddRange(found.Select(barrier => $"{screen.Name} {look}: {barrier}"));
            }

            barriers.AddRange(window.Troubles.Concat(stranger.Troubles).Where(trouble => !IsAskedFor(trouble)));
        }

        Assert.True(barriers.Count == 0, string.Join("\n", barriers));
    }

    // The browser reports the answer 404 of a page that is not there.
    private static bool IsAskedFor(string trouble) =>
        trouble.Contains("404", StringComparison.Ordinal) && trouble.Contains("of-the-kind", StringComparison.Ordinal);
}
