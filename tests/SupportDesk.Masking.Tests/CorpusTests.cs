using SupportDesk.Masking.Tests.Annotated;
using Xunit.Abstractions;

namespace SupportDesk.Masking.Tests;

/// <summary>Realistic samples: what is marked must be hidden, all else must stay, in every encoding and at every cut.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. SampleReader.All.Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Mask_Sample_HidesWhatIsMarkedAndNothingElse(string name)
    {
        if (new SampleCheck(SampleReader.Find(name)).Run() is { } fault)
            Assert.Fail(fault);
    }

    [Fact]
    public void Readme_PrecisionAndRecall_AreThoseOfTheCorpus()
    {
        var table = ScoreTable.Write(SampleReader.All);
        output.WriteLine(table);

        var path = Path.Combine(Repository(AppContext.BaseDirectory), "src", "SupportDesk.Masking", "README.md");
        var readme = File.ReadAllText(path).ReplaceLineEndings("\n");
        var start = readme.IndexOf(ScoreTable.Begin, StringComparison.Ordinal) + ScoreTable.Begin.Length;
        var end = readme.IndexOf(ScoreTable.End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_README") == "1")
            File.WriteAllText(path, readme[..start] + table + readme[end..]);
        else
            Assert.True(readme[start..end] == table, "The table in the README of the library is old. UPDATE_README=1 dotnet test writes it anew.");
    }

    private static string Repository(string folder) => File.Exists(Path.Combine(folder, "SupportDesk.sln"))
        ? folder
        : Repository(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SupportDesk.sln is in no folder above the tests."));
}
