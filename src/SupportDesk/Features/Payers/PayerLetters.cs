using SupportDesk.Features.Templates;
using static SupportDesk.Features.Templates.SharedPlaceholders;

namespace SupportDesk.Features.Payers;

/// <summary>The kinds of letters that payers get.</summary>
public static class PayerLetters
{
    /// <summary>
    /// Confirms a form. It can name nothing that was typed there: the address may be somebody else's, and the letter must
    /// not carry a stranger's words to it (T-10).
    /// </summary>
    public static readonly LetterKind Accepted = new("payer-accepted", LetterReader.Requester, typeof(PayersText),
        [CaseNumber, Link with { Required = true }, DeskName], LetterKind.RussianAndEnglish) { HasSubject = true };
}
