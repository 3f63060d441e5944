using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Payers;

/// <summary>An e-mail to the requester: on its way, never written because there were too many, or returned.</summary>
public enum CaseDelivery { Sent, NotWritten, Returned }

/// <summary>A ticket as its payer sees it.</summary>
/// <param name="ByEmail">The link came out of the requester's mailbox.</param>
/// <param name="Confirmation">What became of the last automatic e-mail to the requester.</param>
/// <param name="EmailsHidden">There are e-mails that this link does not show.</param>
/// <param name="Files">Files that came without a word.</param>
internal sealed record PayerCaseView(
    Guid TicketId, bool ByEmail, long Number, string CaseType, TicketStatus Status, string Email, CaseDelivery Confirmation,
    PaymentFacts Payment, IReadOnlyList<CaseStep> Steps, IReadOnlyList<CaseLine> Lines, bool EmailsHidden, IReadOnlyList<CaseFile> Files);

/// <param name="Author">First name of the person of the desk; empty for the payer and for the desk itself.</param>
public sealed record CaseLine(bool Mine, string Author, DateTimeOffset At, string Body, int Hidden, IReadOnlyList<CaseFile> Files)
{
    /// <summary>Something was hidden in the text or in a file.</summary>
    public bool IsHidden => Hidden > 0 || Files.Any(file => file.Hidden > 0);
}

public sealed record CaseFile(Guid Id, string Name, long Size, long Hidden);
