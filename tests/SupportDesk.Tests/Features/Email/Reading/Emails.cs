using System.Text;
using SupportDesk.Features.Email.Reading;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Reading;

/// <summary>The e-mails of the folder Corpus, and short ways to read others.</summary>
internal static class Emails
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "SupportDesk.Tests", "Features", "Email", "Reading", "Corpus");

    /// <summary>As <c>room/name.eml</c>; beside each lies what must come out of it.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory
            .EnumerateFiles(Folder, "*.eml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    public static string Expected(string name) => File.ReadAllText(Path.ChangeExtension(Path.Combine(Folder, name), ".json"));

    public static Task<EmailReading> ReadAsync(string email, EmailLimits? limits = null) =>
        ReadAsync(Encoding.UTF8.GetBytes(email.ReplaceLineEndings("\r\n")), limits);

    public static Task<EmailReading> ReadAsync(byte[] email, EmailLimits? limits = null) =>
        EmailReader.ReadAsync(new MemoryStream(email), limits ?? EmailLimits.Default);

    public static async Task<EmailSummary> SummaryAsync(string email, EmailLimits? limits = null) => EmailSummary.Of(await ReadAsync(email, limits));

    public static Encoding CodePage(int page)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding(page);
    }
}
