using System.Globalization;
using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell.Theming;

public sealed partial class StyleSheetTests
{
    private const int MostBytes = 70 * 1024;

    /// <summary>Classes whose names no markup and no script spells out, and where they come from.</summary>
    private static readonly Dictionary<string, string> Made = new()
    {
        ["grip"] = "redactor-stage.js, before the corner's own",
        ["grip-nw"] = "redactor-stage.js, a corner each",
        ["grip-ne"] = "redactor-stage.js, a corner each",
        ["grip-sw"] = "redactor-stage.js, a corner each",
        ["grip-se"] = "redactor-stage.js, a corner each",
        ["done"] = "CaseSteps.razor, from ProgressState",
        ["now"] = "CaseSteps.razor, from ProgressState",
    };

    [Fact]
    public void Sheets_AllTogether_StayLight()
    {
        var sizes = Sheets().Select(file => (Name: Path.GetFileName(file), Bytes: new FileInfo(file).Length)).OrderByDescending(sheet => sheet.Bytes).ToList();
        var sum = sizes.Sum(sheet => sheet.Bytes);
        Assert.True(sum <= MostBytes, string.Create(CultureInfo.InvariantCulture,
            $"{sum} bytes of style sheets, at most {MostBytes} are allowed. The largest: {string.Join(", ", sizes.Take(10))}"));
    }

    // Of a family in several files, each for a range of letters, a browser makes a run of every word and every space between two words:
    // a paragraph of 200,000 characters took it half a minute to lay out.
    [Fact]
    public void Fonts_EachFamily_IsOneFileForAllLetters()
    {
        var faces = Sheets().SelectMany(file => FontFace().Matches(File.ReadAllText(file))).Select(face => face.Value).ToList();
        Assert.NotEmpty(faces);
        Assert.All(faces, face => Assert.DoesNotContain("unicode-range", face, StringComparison.Ordinal));
        Assert.Equal(faces.Count, faces.Select(face => FontFamily().Match(face).Value).Distinct().Count());
    }

    [Fact]
    public void Sheets_EveryClass_IsSetByMarkupOrScript()
    {
        var used = Sources().SelectMany(file => Names(File.ReadAllText(file))).Concat(Made.Keys).ToHashSet();
        var unused = Sheets().SelectMany(file => Selectors(File.ReadAllText(file))
            .Where(name => !name.StartsWith("mud-", StringComparison.Ordinal) && !used.Contains(name))
            .Select(name => $"{Path.GetFileName(file)}: .{name}"));
        Assert.Empty(unused.Distinct());
    }

    /// <summary>A sheet of a component reaches only what stands in its own markup, unless it says <c>::deep</c>; states come from anywhere.</summary>
    [Fact]
    public void Sheets_OfComponents_NameOwnClasses()
    {
        var strange = Sheets().Where(file => file.EndsWith(".razor.css", StringComparison.Ordinal)).SelectMany(file =>
        {
            var markup = file[..^".css".Length];
            var own = new[] { markup, markup + ".cs" }.Where(File.Exists).SelectMany(source => Names(File.ReadAllText(source))).ToHashSet();
            return Rules().Matches(Comments().Replace(File.ReadAllText(file), "")).SelectMany(rule => rule.Groups[1].Value.Split(','))
                .SelectMany(selector => Class().Matches(selector.Split("::deep")[0]).Select(match => match.Groups[1].Value))
                .Where(name => !own.Contains(name) && !name.StartsWith("is-", StringComparison.Ordinal))
                .Select(name => $"{Path.GetFileName(file)}: .{name}");
        });
        // The head of the list stands in ChecklistStep, before the first of its fields.
        Assert.Empty(strange.Distinct().Except(["ChecklistField.razor.css: .titles"]));
    }

    [Theory]
    [InlineData("""<p class="state @(good ? "is-ok" : "is-bad") small">""", "state is-ok is-bad small")]
    [InlineData("""<Sheet Class="pad">one</Sheet> two""", "pad")]
    [InlineData("""var tone = "is-warn"; // chip""", "is-warn")]
    public void Names_OfASource_AreThoseOfClassesOnly(string source, string expected) =>
        Assert.Equal(expected.Split(' ').Order(), Names(source).Distinct().Where(name => name != "good").Order());

    private static IEnumerable<string> Sheets() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "wwwroot"), "*.css")
        .Concat(Files(".razor.css"));

    private static IEnumerable<string> Sources() => Directory.EnumerateFiles(Path.Combine(Repository.Root, "wwwroot"), "*.js")
        .Concat(Files(".razor")).Concat(Files(".cs"));

    private static IEnumerable<string> Files(string end) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "SupportDesk"), "*" + end, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> Selectors(string css) => Rules().Matches(Comments().Replace(css, ""))
        .SelectMany(rule => Class().Matches(rule.Groups[1].Value)).Select(match => match.Groups[1].Value);

    // What an attribute class says, and texts in quotes that could be one: a class may be chosen by code.
    private static IEnumerable<string> Names(string source) => Attribute().Matches(source).Concat(Quoted().Matches(source))
        .SelectMany(match => Name().Matches(match.Groups[1].Value)).Select(match => match.Value);

    [GeneratedRegex(@"@font-face\s*\{[^}]*\}")]
    private static partial Regex FontFace();

    [GeneratedRegex("font-family:[^;]+")]
    private static partial Regex FontFamily();

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"([^{};]+)\{")]
    private static partial Regex Rules();

    [GeneratedRegex(@"\.([a-zA-Z][\w-]*)")]
    private static partial Regex Class();

    [GeneratedRegex("""\b[cC]lass="((?:@\((?>[^()]+|\((?<open>)|\)(?<-open>))*(?(open)(?!))\)|[^"@]|@[\w.]+)*)\x22""")]
    private static partial Regex Attribute();

    [GeneratedRegex("""["'`]([a-z][\w-]*(?: [a-z][\w-]*)*)["'`]""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\w.@-])[a-z][\w-]*")]
    private static partial Regex Name();
}
