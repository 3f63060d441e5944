using System.Text;

namespace SupportDesk.Masking.Tests;

/// <summary>Realistic samples: each <c>name.in.txt</c> must become <c>name.out.txt</c>, in every encoding it may come in.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Corpus");

    static CorpusTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Names => [.. Directory.GetFiles(Folder, "*.in.txt").Select(path => Path.GetFileName(path)[..^".in.txt".Length])];

    [Theory]
    [MemberData(nameof(Names))]
    public void Mask_Sample_GivesWhatIsExpected(string name) => Assert.Equal(Read(name, "out"), Masking.Run(Read(name, "in")));

    [Theory]
    [MemberData(nameof(Names))]
    public void Mask_MaskedSample_ChangesNothing(string name) => Assert.Equal(Read(name, "out"), Masking.Run(Read(name, "out")));

    [Theory]
    [MemberData(nameof(Names))]
    public void Mask_SampleInOtherEncodings_GivesTheSame(string name)
    {
        foreach (var encoding in (Encoding[])[Encoding.GetEncoding(1251), Encoding.GetEncoding("koi8-r"), Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var expected = encoding.GetBytes(Read(name, "out"));
            var masked = Masking.Run(encoding.GetBytes(Read(name, "in")));
            Assert.Equal(encoding.GetString(expected), encoding.GetString(masked));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Mask_SampleWithWindowsLineEnds_GivesTheSame(string name) =>
        Assert.Equal(Read(name, "out").ReplaceLineEndings("\r\n"), Masking.Run(Read(name, "in").ReplaceLineEndings("\r\n")));

    [Theory]
    [MemberData(nameof(Names))]
    public void Mask_SampleByteByByte_GivesTheSame(string name) =>
        Assert.Equal(Read(name, "out"), Encoding.UTF8.GetString(Masking.Run(Encoding.UTF8.GetBytes(Read(name, "in")), new Masker(), _ => 1, 1)));

    private static string Read(string name, string side) => File.ReadAllText(Path.Combine(Folder, $"{name}.{side}.txt"));
}
