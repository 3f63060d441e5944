namespace SupportDesk.Mail.Tests;

/// <summary>The letters of the folder Corpus, byte for byte.</summary>
internal static class Corpus
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    internal static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.eml", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    /// <summary>Names of the letters of one room of the corpus; beside each lies what must come out of it.</summary>
    internal static IEnumerable<string> In(string room) => Names.Where(name => name.StartsWith(room + "/", StringComparison.Ordinal));

    internal static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>What must come out of a letter, as <c>mail inspect --json</c> prints it.</summary>
    internal static string Expected(string name) => File.ReadAllText(Path.ChangeExtension(Path.Combine(Folder, name), ".json"));

    internal static Task<MimeMessage> LoadAsync(string name) => Letters.ReadAsync(Bytes(name));
}
