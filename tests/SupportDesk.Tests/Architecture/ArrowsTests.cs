using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>Who may use whom. A new feature folder needs a line here, or the tests fail.</summary>
public sealed partial class ArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        // ground
        ["Kernel"] = [],
        ["Ui"] = ["Kernel"],
        ["Data"] = ["Kernel"],
        ["Jobs"] = ["Kernel", "Masking"],
        // features: what they may use besides the ground
        ["Features.Settings"] = ["Robokassa"],
        ["Features.Accounts"] = ["Features.Settings", "Features.Outbox"],
        ["Features.Contacts"] = [],
        ["Features.Files"] = ["Masking"],
        ["Features.Outbox"] = ["Masking"],
        ["Features.Diagnostics"] = ["Features.Settings", "Robokassa", "Masking"],
        ["Features.Tickets"] = ["Features.Files", "Features.Outbox"],
        ["Features.Email"] = ["Features.Tickets", "Features.Outbox", "Features.Files", "Features.Contacts", "Masking"],
        ["Features.NewCase"] =
        [
            "Features.Tickets",
            "Features.Diagnostics",
            "Features.Settings",
            "Features.Contacts",
            "Features.Files",
            "Features.Outbox",
            "Masking",
        ],
        ["Features.Payments"] =
        [
            "Features.NewCase",
            "Features.Tickets",
            "Features.Diagnostics",
            "Features.Settings",
            "Features.Outbox",
            "Masking",
            "Robokassa",
        ],
        ["Features.Payers"] = ["Features.Tickets", "Features.Files", "Features.Outbox", "Masking"],
    };

    private static readonly string[] Ground = ["Ui", "Data", "Jobs", "Kernel"];
    private static readonly string[] Roof = ["Shell", "Cli"];

    // The frame of a page and its texts are handed down by the roof; a page only names the layout it stands in.
    private static readonly string[] LayoutLines = ["@using SupportDesk.Shell"];

    [Fact]
    public void Sources_AnyRoom_UsesOnlyWhatTheTableAllows()
    {
        var wrong = new List<string>();
        foreach (var (room, file) in Rooms().SelectMany(room => Files(room.Path).Select(file => (room.Name, file))))
        {
            if (Roof.Contains(room))
                continue;
            var allowed = Allowed[room].Concat(room.StartsWith("Features.", StringComparison.Ordinal) ? Ground : []).Append(room).ToList();
            wrong.AddRange(UsedRooms(file)
                .Where(used => !allowed.Contains(used))
                .Select(used => $"{Path.GetRelativePath(Repository.Root, file)}: {room} -> {used}"));
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Table_EveryFolder_IsKnown()
    {
        var known = Allowed.Keys.Concat(Roof).Order();
        Assert.Equal(known, Rooms().Select(room => room.Name).Order());
    }

    [Fact]
    public void Table_EveryArrow_IsUsed()
    {
        var used = Rooms().SelectMany(room => Files(room.Path).SelectMany(UsedRooms).Select(to => (room.Name, to))).ToHashSet();
        Assert.DoesNotContain(Allowed.SelectMany(room => room.Value.Select(to => (room.Key, to))), arrow => !used.Contains(arrow));
    }

    [Fact]
    public void Table_Arrows_MakeNoCircle()
    {
        var done = new HashSet<string>();
        foreach (var room in Allowed.Keys)
            Visit(room, []);

        void Visit(string room, List<string> path)
        {
            Assert.False(path.Contains(room), string.Join(" -> ", path.Append(room)));
            if (!Allowed.TryGetValue(room, out var uses) || !done.Add(room))
                return;
            foreach (var used in uses)
                Visit(used, [.. path, room]);
        }
    }

    /// <summary>
    /// One seam: whatever else wants an e-mail asks Email. <c>using</c> per file, since names such as AuthenticationException
    /// have a namesake.
    /// </summary>
    [Fact]
    public void Sources_MailKitAndMimeKit_AreNamedInEmailOnly()
    {
        string[] seams = ["Features.Email", "Cli"];
        var wrong = Rooms().Where(room => !seams.Contains(room.Name)).SelectMany(room => Files(room.Path))
            .Where(file => File.ReadLines(file).Any(line => MailLibrary().IsMatch(line)));
        var global = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "SupportDesk"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("global using", StringComparison.Ordinal) && MailLibrary().IsMatch(line)))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        Assert.Empty(wrong.Concat(global));
        Assert.Contains(
            Files(Path.Combine(Repository.Root, "src", "SupportDesk", "Features", "Email")),
            file => File.ReadLines(file).Any(line => MailLibrary().IsMatch(line))
        );
    }

    /// <summary>Where an e-mail belongs is decided from facts alone, so that each rule can be tried without a mailbox or a database.</summary>
    [Fact]
    public void EmailMatching_ItsSources_UseNoOtherFeatureAndDoNoWork()
    {
        var files = Files(Path.Combine(Repository.Root, "src", "SupportDesk", "Features", "Email", "Matching")).ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files.SelectMany(File.ReadLines), line => Work().IsMatch(line));
    }

    [Theory]
    [InlineData("SupportDesk.Masking")]
    [InlineData("SupportDesk.Robokassa")]
    public void Library_ItsSources_KnowNothingOfTheOthers(string library)
    {
        var own = library.Split('.')[1];
        Assert.All(Files(Path.Combine(Repository.Root, "src", library)), file => Assert.All(UsedRooms(file), used => Assert.Equal(own, used)));
    }

    private static IEnumerable<(string Name, string Path)> Rooms()
    {
        var desk = Path.Combine(Repository.Root, "src", "SupportDesk");
        foreach (var folder in Directory.EnumerateDirectories(desk))
        {
            var name = Path.GetFileName(folder);
            if (name is "bin" or "obj" or "Properties")
                continue;
            if (name != "Features")
                yield return (name, folder);
            else
                foreach (var feature in Directory.EnumerateDirectories(folder))
                    yield return ("Features." + Path.GetFileName(feature), feature);
        }
    }

    private static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static IEnumerable<string> UsedRooms(string file) =>
        File.ReadLines(file)
            .Where(line => !LayoutLines.Contains(line.Trim()))
            .Where(line => !line.TrimStart().StartsWith("namespace ", StringComparison.Ordinal))
            .SelectMany(line =>
                Name().Matches(line).Select(match => match.Groups["feature"].Success ? "Features." + match.Groups["feature"].Value : match.Groups["room"].Value)
            )
            .Distinct();

    [GeneratedRegex(@"\bSupportDesk\.(?:Features\.(?<feature>\w+)|(?<room>Kernel|Ui|Data|Jobs|Shell|Cli|Masking|Robokassa)\b)", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"Features\.(?!Email\.(?:Matching|Reading|Authentication)\b)\w|\b(?:DeskDbContext|EntityFrameworkCore|HttpClient|File\.|Directory\.|async)\b"
    )]
    private static partial Regex Work();

    [GeneratedRegex(@"\b(?:MailKit|MimeKit)\b")]
    private static partial Regex MailLibrary();
}
