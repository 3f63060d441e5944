using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell;

/// <summary>What a browser fetches on its first visit.</summary>
public sealed partial class FirstVisitTests
{
    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/case/new")]
    [InlineData("/desk")]
    public async Task Assets_EveryOneThatThePageNames_ComesPackedAndMayBeKept(string path)
    {
        // Developers' pages are asked for anew each time.
        await using var desk = await DeskFixture.ServeAsync(null, ("environment", "Production"));
        using var client = await desk.SignInAsync(desk.Agent);
        var assets = AssetsOf(await client.GetStringAsync(path));
        Assert.True(assets.Count >= 4, string.Join(", ", assets));
        foreach (var asset in assets)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/" + asset) { Headers = { { "Accept-Encoding", "gzip, br" } } };
            using var answer = await client.SendAsync(request);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{asset}: {answer.StatusCode}");
            Assert.True(answer.Content.Headers.ContentEncoding.Any(encoding => encoding is "br" or "gzip"), $"{asset} comes plain");
            Assert.True(answer.Headers.CacheControl?.ToString().Contains("immutable", StringComparison.Ordinal), $"{asset}: {answer.Headers.CacheControl}");
        }
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/case/new")]
    public async Task Assets_OfAPublicPage_HoldNothingOfTheDesk(string path)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var page = await client.GetStringAsync(path);
        Assert.DoesNotContain(
            AssetsOf(page),
            asset =>
                asset.Contains("mud", StringComparison.OrdinalIgnoreCase)
                || asset.Contains("theme", StringComparison.Ordinal)
                || asset.Contains("blazor", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("data-person", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assets_SourceMaps_AreNotServed()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/_content/MudBlazor/MudBlazor.min.js.map")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/_content/MudBlazor/MudBlazor.min.js")).StatusCode);
    }

    [Fact]
    public async Task Policy_OfAPage_AllowsNoStyleElementAndNoForeignScript()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        using var answer = await client.GetAsync("/sign-in");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single().Split("; ");
        Assert.Contains("style-src 'self'", policy);
        Assert.Contains("style-src-attr 'unsafe-inline'", policy);
        Assert.Contains("img-src 'self' data:", policy);
        Assert.Matches("^script-src 'self' 'nonce-[^']+'$", policy.Single(part => part.StartsWith("script-src", StringComparison.Ordinal)));
    }

    private static List<string> AssetsOf(string page)
    {
        var assets = Named().Matches(page).Select(match => match.Groups[1].Value).ToList();
        if (ImportMap().Match(page) is { Success: true } map)
        {
            using var json = JsonDocument.Parse(map.Groups[1].Value);
            assets.AddRange(
                json.RootElement.GetProperty("imports")
                    .EnumerateObject()
                    .Select(import => import.Value.GetString()!.Replace("./", "", StringComparison.Ordinal))
            );
        }

        return [.. assets.Distinct()];
    }

    [GeneratedRegex("""<(?:link [^>]*?href|script [^>]*?src)="([^"]+)""")]
    private static partial Regex Named();

    [GeneratedRegex("""<script type="importmap"[^>]*>(.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex ImportMap();
}
