namespace SupportDesk.Mail.Tests;

/// <summary>The letters of the folder Corpus, byte for byte.</summary>
internal static class Corpus
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Corpus");

    internal static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.eml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);

    internal static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    internal static Task<MimeMessage> LoadAsync(string name) => Letters.ReadAsync(Bytes(name));
}
