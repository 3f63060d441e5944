using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>No line of code is wider than a review shows beside another.</summary>
public sealed class LineWidthTests
{
    private const int Widest = 160;

    private static readonly string[] Kinds = [".cs", ".razor", ".css", ".js", ".mjs", ".sh", ".yaml", ".csproj", ".props"];

    // What a build makes, and what is data: a corpus keeps its bytes.
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "Corpus"];

    [Fact]
    public void Sources_AnyLine_IsNotTooWide()
    {
        var files = Sources().ToList();
        // And it looks: each kind that the folders hold is there.
        Assert.Superset(
            new HashSet<string> { ".cs", ".razor", ".css", ".js", ".yaml", ".csproj" },
            files.Select(file => Path.GetExtension(file)).ToHashSet()
        );
        Assert.Empty(
            files.SelectMany(file =>
                File.ReadLines(file)
                    .Select((line, i) => (Number: i + 1, line.Length))
                    .Where(line => line.Length > Widest)
                    .Select(line => $"{Place(file)}:{line.Number}:{line.Length}")
            )
        );
    }

    private static IEnumerable<string> Sources() =>
        new[] { "src", "tests", "wwwroot" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Where(file => Kinds.Contains(Path.GetExtension(file)))
            .Where(file => !Place(file).Split('/').Any(part => Skipped.Contains(part)) && !Place(file).StartsWith("wwwroot/lib/", StringComparison.Ordinal));

    private static string Place(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
}
