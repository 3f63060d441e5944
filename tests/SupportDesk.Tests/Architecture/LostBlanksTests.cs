using System.Text.RegularExpressions;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

/// <summary>A blank between a text and a statement that follows it on the line is no part of the page: «адреса.Указать».</summary>
public sealed partial class LostBlanksTests
{
    [Fact]
    public void Pages_StatementBehindAText_StandsOnALineOfItsOwn()
    {
        var lines = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Select(line => (File: Path.GetFileName(file), Line: line)));
        Assert.Empty(lines.Where(line => Statement().IsMatch(line.Line)).Select(line => $"{line.File}: {line.Line.Trim()}"));
    }

    [Theory]
    [InlineData("<p>@T[\"None\"] @if (mayEnter)", true)]
    [InlineData("Слова @foreach (var one in all)", true)]
    [InlineData("    @if (mayEnter)", false)]
    [InlineData("<p>@(x ? \"a\" : \"b\") <a href=\"x\">", false)]
    public void Statement_BehindAText_IsSeen(string line, bool isLost) => Assert.Equal(isLost, Statement().IsMatch(line));

    [GeneratedRegex(@"[^\s>{}]\s+@(if|for|foreach|switch|while)\s*\(", RegexOptions.NonBacktracking)]
    private static partial Regex Statement();
}
