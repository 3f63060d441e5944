using System.Text;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Mailroom.Letters;

/// <summary>Makes the copy of a letter that is kept beside its words: header fields, HTML, and what was checked about its sender.</summary>
internal static class LetterCopies
{
    private const int MostHeaderChars = 60_000;

    public static LetterCopy Of(LetterFacts letter, Guid ledgerId, VerdictBasis? basis) => new()
    {
        LedgerId = ledgerId,
        Headers = Headers(letter),
        Html = SafeHtml.Clean(letter.Html),
        Verdict = basis?.ToJson(),
    };

    private static string Headers(LetterFacts letter)
    {
        var text = new StringBuilder();
        foreach (var header in letter.Headers)
        {
            if (text.Length + header.Name.Length + header.Value.Length > MostHeaderChars)
            {
                text.Append("…\n");
                break;
            }

            text.Append(header.Name).Append(": ").Append(header.Value.ReplaceLineEndings(" ").Trim()).Append('\n');
        }

        return SafeText.Body(text.ToString()).Text;
    }
}
