using System.Text;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Files;

namespace SupportDesk.Features.Email.Messages;

/// <summary>Makes the copy of an e-mail that is kept beside its words: header fields, HTML, and what was checked about its sender.</summary>
internal static class EmailCopies
{
    private const int MostHeaderChars = 60_000;

    public static EmailCopy Of(EmailFacts email, Guid ledgerId, AuthenticationSource? basis) => new()
    {
        LedgerId = ledgerId,
        Headers = Headers(email),
        Html = SafeHtml.Clean(email.Html),
        Verdict = basis?.ToJson(),
    };

    private static string Headers(EmailFacts email)
    {
        var text = new StringBuilder();
        foreach (var header in email.Headers)
        {
            if (text.Length + header.Name.Length + header.Value.Length > MostHeaderChars)
            {
                text.Append("…\n");
                break;
            }

            text.Append(header.Name).Append(": ").Append(header.Value.ReplaceLineEndings(" ").Trim()).Append('\n');
        }

        return SanitizedText.Body(text.ToString()).Text;
    }
}
