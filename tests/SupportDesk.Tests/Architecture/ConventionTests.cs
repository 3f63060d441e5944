using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Architecture;

public sealed partial class ConventionTests
{
    public static TheoryData<string> Texts => new(Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src", "SupportDesk"), "*.resx", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal))
        .Select(file => Path.GetRelativePath(Repository.Root, file)));

    [Theory]
    [MemberData(nameof(Texts))]
    public void Texts_Russian_AllStandInEnglishWithTheSameHoles(string file)
    {
        var russian = Read(Path.Combine(Repository.Root, file));
        var english = Read(Path.Combine(Repository.Root, Path.ChangeExtension(file, ".en.resx")));
        Assert.NotEmpty(russian);
        Assert.Equal(russian.Keys.Order(), english.Keys.Order());
        Assert.All(russian, text => Assert.Equal(Holes(text.Value), Holes(english[text.Key])));
        Assert.All(english, text => Assert.DoesNotMatch(Cyrillic(), text.Value));
    }

    [Fact]
    public void Model_AgainstMigrations_HasNoPendingChange()
    {
        var options = new DbContextOptionsBuilder<DeskDbContext>();
        DataSetup.Configure(options, "unused.db");
        using var db = new DeskDbContext(options.Options);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(file).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\p{IsCyrillic}")]
    private static partial Regex Cyrillic();
}
