using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// A stranger's letter that points at nothing opens a payer's ticket, which acknowledges it; within the transaction of its
/// storing.
/// </summary>
internal sealed class OpenFromLetter(OpenTicket open, MailSettings settings)
{
    /// <summary>No checklist was filled in: the letter is all there is.</summary>
    public const string Situation = "payer-other";

    /// <returns>Null if no ticket can be opened for this sender.</returns>
    public async Task<Guid?> RunAsync(DeskDbContext db, MailLedger row, JudgedLetter judged, CancellationToken ct)
    {
        var letter = judged.Letter;
        var incoming = JoinLetter.AsIncoming(row, judged, Guid.Empty, Party.Requester, AuthorKind.Payer, MatchRule.NewTicket, settings.Identities);
        var opened = await open.ApplyAsync(db, new NewCase
        {
            Kind = TicketKind.Payer,
            Situation = Situation,
            Title = incoming.Subject is { Length: > 0 } subject ? subject : letter.FromAddress,
            Impact = Impact.CustomerWaits,
            RequesterName = letter.FromName.Length > 0 ? letter.FromName : letter.FromAddress,
            RequesterEmail = letter.FromAddress,
            Origin = incoming,
        }, Actor.System, ct);
        // Such as an address that cannot be answered: nothing was added to the context yet.
        if (!opened.Ok)
            return opened.Problems.All(problem => problem.Code != "FileGone") ? null : throw new InvalidOperationException("The files of the letter are gone.");
        (row.Rule, row.MessageId) = (MatchRule.NewTicket, opened.Value.MessageId);
        return opened.Value.Id;
    }
}
