using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>An address that a page or an e-mail names leads somewhere.</summary>
public sealed partial class LinksTests
{
    [Fact]
    public async Task Sources_AddressOfTheDesk_HasARoute()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var routes = desk
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            // The page that says that there is none leads nowhere.
            .Where(endpoint => endpoint.RoutePattern.RawText != "/desk/{*Rest}")
            .Select(endpoint => Segments(endpoint.RoutePattern.RawText!))
            .ToList();
        var (wrong, seen) = (new List<string>(), 0);
        foreach (var file in Sources())
        {
            foreach (Match link in Link().Matches(await File.ReadAllTextAsync(file)))
            {
                seen++;
                var address = Segments(Value().Replace(link.Groups["path"].Value, "*"));
                // There is none there on purpose: whoever may not enter is told the same as of a page that never was.
                if (link.Groups["path"].Value == "/desk/not-found")
                    continue;
                if (!routes.Exists(route => Leads(address, route)))
                    wrong.Add($"{Path.GetFileName(file)}: {link.Groups["path"].Value}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(seen > 100, $"Only {seen} addresses were found.");
    }

    private static bool Leads(string[] address, string[] route)
    {
        var needed = route.Count(segment => !segment.EndsWith("?}", StringComparison.Ordinal) && !segment.StartsWith("{*", StringComparison.Ordinal));
        var isOpen = route[^1].StartsWith("{*", StringComparison.Ordinal);
        return address.Length >= needed
            && (isOpen || address.Length <= route.Length)
            && address.Zip(route).All(pair => pair.First == pair.Second || pair.Second.StartsWith('{') || pair.First == "*");
    }

    private static string[] Segments(string path) => path.Trim('/').Split('/');

    private static IEnumerable<string> Sources()
    {
        var features = Path.Combine(Repository.Root, "src", "SupportDesk");
        return Directory
            .EnumerateFiles(features, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Where(file => !Path.GetRelativePath(features, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
    }

    // What stands before the question mark; an address that ends with a slash is the beginning of one.
    [GeneratedRegex("""(?<!Map(?:Get|Post|Group)\()"(?<path>/desk(?:/(?:[^"@{?#\s/]|@\([^")]*\)|@[\w.]+(?:\([^")]*\))?|\{[^}"]*\})+)*)(?=["?#])""")]
    private static partial Regex Link();

    [GeneratedRegex(@"@\([^)]*\)|@[\w.]+(?:\([^)]*\))?|\{[^}]*\}")]
    private static partial Regex Value();
}
