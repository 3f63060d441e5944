using System.Text.RegularExpressions;
using System.Xml.Linq;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>A key that no text has would be shown itself.</summary>
public sealed partial class TextKeysTests
{
    private static readonly string Desk = Path.Combine(Repository.Root, "src", "SupportDesk");

    // Whose texts say the problems of a feature, besides its own.
    private static readonly Dictionary<string, string[]> AlsoSaidBy = new()
    {
        ["NewCase"] = ["FilesText"],
        ["Payments"] = ["DiagnosticsText"],
        ["Tickets"] = ["PayersText"],
    };

    private static readonly Dictionary<string, HashSet<string>> Keys = Sources("*.resx")
        .Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal))
        .ToDictionary(
            file => Path.GetFileNameWithoutExtension(file),
            file => XDocument.Load(file).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).ToHashSet()
        );

    [Fact]
    public void Sources_KeyThatIsNamed_StandsInItsTexts()
    {
        var (wrong, seen) = (new List<string>(), 0);
        foreach (var file in Sources("*.razor").Concat(Sources("*.cs")))
        {
            var source = File.ReadAllText(file);
            var injected = Injected(source);
            if (file.EndsWith(".razor.cs", StringComparison.Ordinal))
                injected = [.. injected, .. Injected(File.ReadAllText(file[..^3])).Where(one => !injected.Exists(own => own.Name == one.Name))];
            foreach (var (name, texts) in injected)
            {
                foreach (Match use in Regex.Matches(source, $"""(?<![\w.]){name}\["(?<key>[\w.-]+)"[\],]"""))
                {
                    seen++;
                    if (!Keys[texts].Contains(use.Groups["key"].Value))
                        wrong.Add($"{Path.GetRelativePath(Desk, file)}: {texts} has no {use.Groups["key"].Value}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(seen > 500, $"Only {seen} keys were found.");
    }

    [Fact]
    public void Problems_OfEveryFeature_AreSaidByItsTexts()
    {
        var (wrong, seen) = (new List<string>(), 0);
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(Desk, "Features")))
        {
            var feature = Path.GetFileName(folder);
            var texts = Directory
                .EnumerateFiles(folder, "*.resx", SearchOption.AllDirectories)
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Where(Keys.ContainsKey)
                .Concat(AlsoSaidBy.GetValueOrDefault(feature, []));
            var keys = texts.SelectMany(text => Keys[text]).ToHashSet();
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                foreach (Match problem in NewProblem().Matches(File.ReadAllText(file)))
                {
                    seen++;
                    var code = problem.Groups["code"].Value;
                    if (!keys.Contains(code) && !keys.Contains("Problem_" + code))
                        wrong.Add($"{Path.GetRelativePath(Desk, file)}: {code}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(seen > 100, $"Only {seen} problems were found.");
    }

    private static List<(string Name, string Texts)> Injected(string source) =>
        [
            .. Localizer().Matches(source).Select(match => (match.Groups["name"].Value, match.Groups["texts"].Value)),
            .. Labels().Matches(source).Select(match => (match.Groups["name"].Value, "TicketsText")),
        ];

    private static IEnumerable<string> Sources(string pattern) =>
        Directory
            .EnumerateFiles(Desk, pattern, SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Desk, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    [GeneratedRegex(@"IStringLocalizer<(?<texts>\w+)> (?<name>\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\bTicketLabels (?<name>\w+)")]
    private static partial Regex Labels();

    [GeneratedRegex(@"new Problem\(""(?<code>\w+)""")]
    private static partial Regex NewProblem();
}
