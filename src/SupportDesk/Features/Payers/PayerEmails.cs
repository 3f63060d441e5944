using SupportDesk.Features.Outbox.Templates;
using static SupportDesk.Features.Outbox.Templates.SharedPlaceholders;

namespace SupportDesk.Features.Payers;

/// <summary>The kinds of e-mails that payers get.</summary>
public static class PayerEmails
{
    /// <summary>
    /// Confirms a form. It can name nothing that was typed there: the address may be somebody else's, and the e-mail must
    /// not carry a stranger's words to it (T-10).
    /// </summary>
    public static readonly EmailKind Accepted = new("payer-accepted", EmailAudience.Requester, typeof(PayersText),
        [CaseNumber, Link with { Required = true }, DeskName], EmailKind.RussianAndEnglish)
    { HasSubject = true };
}
