using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Email.Messages;

/// <summary>
/// An e-mail turns out to be another matter: it becomes the first message of a ticket of its own. The one who asked stays
/// the same unless somebody else wrote; then the new ticket is theirs.
/// </summary>
public sealed class OpenTicketFromMessage(MessageMoves moves, MoveMessage move, OpenTicket open, EmailNumber numbers) : IUseCase
{
    /// <summary>No checklist was filled in: the e-mail is all there is.</summary>
    private const string CaseType = "payer-other";

    public Task<Result<MoveMessage.Moved>> RunAsync(Guid messageId, Actor actor, CancellationToken ct) =>
        moves.RunAsync(
            "mail.open",
            actor,
            async db =>
            {
                var message = await db.Messages.FirstOrDefaultAsync(
                    m => m.Id == messageId && m.Direction == Direction.Incoming && m.MatchedBy != MatchRule.Web,
                    ct
                );
                if (message is null)
                    return Problem.NotFound;
                var source = await db.Tickets.FirstAsync(t => t.Id == message.TicketId, ct);
                var party = await db.Conversations.Where(c => c.Id == message.ConversationId).Select(c => c.Party).FirstAsync(ct);
                var opened = await open.ApplyAsync(db, await CaseAsync(db, source, message, party, ct), actor, ct);
                if (!opened.Ok)
                    return opened.Problems.ToList();
                // The move looks for the new ticket's conversation among the stored ones.
                await db.SaveChangesAsync(ct);
                return await move.ApplyAsync(
                    db,
                    new(messageId, opened.Value.Id, await numbers.OfAsync(db, messageId, opened.Value.Id, ct), OpenedTicket: true),
                    actor,
                    ct
                );
            },
            ct
        );

    private static async Task<NewTicket> CaseAsync(DeskDbContext db, Ticket source, Message message, Party party, CancellationToken ct)
    {
        var subject = await db.Ledger.Where(row => row.MessageId == message.Id).Select(row => row.Subject).FirstOrDefaultAsync(ct);
        var title = TitleFinder.OfEmail(subject, message.Body) ?? source.Title;
        var sameRequester = party == Party.Provider || DomainName.SameAddress(message.AuthorAddress, source.RequesterEmail);
        return sameRequester
            ? new NewTicket
            {
                Kind = source.Kind,
                CaseType = source.CaseType,
                Title = title,
                Impact = source.Impact,
                ShopId = source.ShopId,
                RequesterUserId = source.RequesterUserId,
                RequesterName = source.RequesterName,
                RequesterEmail = source.RequesterEmail,
                Culture = source.Culture,
            }
            : new NewTicket
            {
                Kind = TicketKind.Payer,
                CaseType = CaseType,
                Title = title,
                Impact = Impact.CustomerWaits,
                RequesterName = message.AuthorName,
                RequesterEmail = message.AuthorAddress ?? "",
                Culture = source.Culture,
            };
    }
}
