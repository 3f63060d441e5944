using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// A stranger's e-mail that points at nothing opens a payer's ticket, which acknowledges it; within the transaction of its
/// storing.
/// </summary>
internal sealed class OpenFromEmail(OpenTicket open, MailSettings settings) : IUseCase
{
    /// <summary>No checklist was filled in: the e-mail is all there is.</summary>
    public const string CaseType = "payer-other";

    /// <returns>Null if no ticket can be opened for this sender.</returns>
    public async Task<Guid?> RunAsync(DeskDbContext db, MailLedger row, DecidedEmail decided, CancellationToken ct)
    {
        var email = decided.Email;
        var incoming = decided.ToIncoming(row, Guid.Empty, Party.Requester, AuthorKind.Payer, MatchRule.NewTicket, settings.Identities);
        var opened = await open.ApplyAsync(db, new NewTicket
        {
            Kind = TicketKind.Payer,
            CaseType = CaseType,
            Title = TitleFinder.OfEmail(incoming.Subject, incoming.Body) ?? email.FromAddress,
            Impact = Impact.CustomerWaits,
            RequesterName = email.FromName.Length > 0 ? email.FromName : email.FromAddress,
            RequesterEmail = email.FromAddress,
            Origin = incoming,
        }, Actor.System, ct);
        // Such as an address that cannot be answered: nothing was added to the context yet.
        if (!opened.Ok)
            return opened.Problems.All(problem => problem.Code != "FileGone") ? null : throw new InvalidOperationException("The files of the e-mail are gone.");
        (row.Rule, row.MessageId) = (MatchRule.NewTicket, opened.Value.MessageId);
        return opened.Value.Id;
    }
}
