using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Payers;

/// <summary>A ticket as its payer sees it.</summary>
/// <param name="ByLetter">The link came out of the requester's mailbox.</param>
/// <param name="Confirmed">A confirmation was written to the requester.</param>
/// <param name="LettersHidden">There are letters that this link does not show.</param>
/// <param name="Files">Files that came without a word.</param>
internal sealed record PayerCaseView(
    Guid TicketId, bool ByLetter, long Number, string Situation, TicketStatus Status, string Email, bool Confirmed,
    PaymentFacts Payment, IReadOnlyList<CaseStep> Steps, IReadOnlyList<CaseLine> Lines, bool LettersHidden, IReadOnlyList<CaseFile> Files);

/// <param name="Author">First name of the person of the desk; empty for the payer and for the desk itself.</param>
public sealed record CaseLine(bool Mine, string Author, DateTimeOffset At, string Body, int Hidden, IReadOnlyList<CaseFile> Files);

public sealed record CaseFile(Guid Id, string Name, long Size, long Hidden);
