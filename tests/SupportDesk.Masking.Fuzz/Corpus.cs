namespace SupportDesk.Masking.Fuzz;

/// <summary>The inputs of the corpus of the tests.</summary>
internal static class Corpus
{
    public static byte[][] Load()
    {
        var folder = Path.Combine(Root(AppContext.BaseDirectory), "tests", "SupportDesk.Masking.Tests", "Corpus");
        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains(".out.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes)
            .Where(bytes => bytes.Length > 0)];
    }

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "SupportDesk.sln"))
        ? folder
        : Root(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SupportDesk.sln is in no folder above the program."));
}
