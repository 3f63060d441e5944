namespace SupportDesk.Fuzzing;

/// <summary>The inputs of a corpus that the tests have.</summary>
internal static class Corpus
{
    public static byte[][] Load(string tests, Predicate<string> isInput)
    {
        var folder = Path.Combine(Root(AppContext.BaseDirectory), "tests", tests, "Corpus");
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => isInput(file))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .Where(bytes => bytes.Length > 0)];
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "SupportDesk.sln"))
        ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SupportDesk.sln is in no folder above the program."));
}
