namespace SupportDesk.Masking.Tests.Annotated;

/// <summary>
/// Reads files of samples. Each begins with a line <c>=== name [encoding] [personal]</c>, in which
/// <c>personal</c> asks for what tells who a person is and <c>ip</c> for addresses, too; <c>-encoding</c> names one
/// that is not recognised.
/// </summary>
internal static class SampleReader
{
    private const string Header = "=== ";

    public static IReadOnlyList<Sample> All { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus"), "*.txt").Order(StringComparer.Ordinal).SelectMany(Read)];

    public static Sample Find(string name) => All.Single(sample => sample.Name == name);

    private static IEnumerable<Sample> Read(string path)
    {
        var lines = File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var starts = Enumerable.Range(0, lines.Length).Where(i => lines[i].StartsWith(Header, StringComparison.Ordinal)).Append(lines.Length).ToArray();
        return starts.Zip(starts[1..], (start, end) => Read(Path.GetFileNameWithoutExtension(path), start, lines[start..end]));
    }

    private static Sample Read(string file, int line, string[] lines)
    {
        var words = lines[0][Header.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var encoding = "utf-8";
        var personal = PersonalData.None;
        var unread = new List<string>();
        foreach (var word in words[1..])
            switch (word)
            {
                case "personal":
                    personal |= PersonalData.Identity;
                    break;
                case "ip":
                    personal |= PersonalData.Ip;
                    break;
                case ['-', .. var name]:
                    unread.Add(SampleEncoding.Of(name).Name);
                    break;
                default:
                    encoding = SampleEncoding.Of(word).Name;
                    break;
            }

        return new Sample($"{file}/{words[0]}", line + 2, encoding, personal, unread, string.Join('\n', lines[1..]).TrimEnd('\n') + "\n");
    }
}
