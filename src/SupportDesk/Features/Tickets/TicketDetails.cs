using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets.Facts;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Everything that the page of one ticket shows, and nothing that it does not: of long conversations the end.</summary>
public sealed class TicketDetails(
    IDbContextFactory<DeskDbContext> contexts,
    ISenderWarnings warnings,
    IEnumerable<ICaseTypes> types,
    DeskTime time,
    TimeProvider clock
) : IUseCase
{
    /// <summary>All conversations, each from its latest page on.</summary>
    public Task<Result<TicketView>> RunAsync(long number, Actor actor, CancellationToken ct) => RunAsync(number, null, actor, ct);

    /// <param name="window">Which conversation is open and how far back; null for all of them.</param>
    public async Task<Result<TicketView>> RunAsync(long number, TicketWindow? window, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ticket = await db.Tickets.AsNoTracking().VisibleTo(actor).FirstOrDefaultAsync(t => t.Number == number, ct);
        if (ticket is null)
            return Problem.NotFound;
        var reader = new ConversationReader(db, ticket);
        var files = await reader.FilesAsync(ct);
        var moved = actor.IsDeskStaff ? await MovedAsync(db, ticket.Id, ct) : [];
        var conversations = await reader.ReadAsync(window, files, moved, ct);
        var links = await LinksAsync(db, ticket.Id, actor, ct);
        var alike = actor.IsDeskStaff ? await SimilarTickets.FindAsync(db, ticket, await reader.FirstWordsAsync(ct), clock.GetUtcNow(), ct) : [];
        var events = db.Events.AsNoTracking().Where(e => e.TicketId == ticket.Id);
        return new TicketView
        {
            Ticket = ticket,
            Shop = await db.Shops.AsNoTracking().FirstOrDefaultAsync(s => s.Id == ticket.ShopId, ct),
            Assignee = await db.Users.Where(u => u.Id == ticket.AssigneeId).Select(u => u.DisplayName).FirstOrDefaultAsync(ct),
            CaseType = types.SelectMany(one => one.All).FirstOrDefault(one => one.Key == ticket.CaseType).Name,
            Conversations = conversations,
            // A file that went to both sides is one file here.
            Files = [.. files.DistinctBy(f => f.BlobKey).Select(f => f.View)],
            Events = await (window is null ? events.OrderBy(e => e.At).ThenBy(e => e.Id)
                : events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(window.Events).OrderBy(e => e.At).ThenBy(e => e.Id)).ToListAsync(ct),
            EventCount = await events.CountAsync(ct),
            Participants = await db
                .Participants.Where(p =>
                    p.TicketId == ticket.Id && p.State != ParticipantState.Removed && (actor.IsDeskStaff || p.State == ParticipantState.Added)
                )
                .OrderBy(p => p.State == ParticipantState.Proposed)
                .ThenBy(p => p.Address)
                .Select(p => new ParticipantView(p.Party, p.Address, p.Name, p.Origin, p.State))
                .ToListAsync(ct),
            Suspended = actor.IsDeskStaff ? await db.SuspendedEmails.CountAsync(h => h.HintTicketId == ticket.Id && h.State == SuspendedState.Waiting, ct) : 0,
            Links = links,
            Alike = [.. alike.Where(one => !links.Any(link => link.Number == one.Number))],
            Proposals = [.. (await FactProposals.FindAsync(db, ticket, time.Zone, ct)).Where(one => EditFacts.MayEdit(actor, one.Field))],
            Drafts = await db.ReplyDrafts.AsNoTracking().Where(d => d.TicketId == ticket.Id && d.UserId == actor.UserId).ToDictionaryAsync(d => d.Party, ct),
            ReplyFiles = await ReplyFiles.ReadAsync(db, ticket.Id, actor, ct),
            ClosedLongAgo = TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()),
            ByDesk = actor.IsDeskStaff,
            Warning = actor.IsDeskStaff && ticket.Kind == TicketKind.Payer
                ? (await warnings.OfAsync([(ticket.RequesterName, ticket.RequesterEmail)], ct))[0]
                : null,
            ReaderId = actor.UserId,
            IsMine = ticket.AssigneeId is { } assignee && assignee == actor.UserId,
            AsRequester = PostReply.IsRequester(ticket, actor),
        };
    }

    private static async Task<IReadOnlyList<(Guid Conversation, MovedView View)>> MovedAsync(DeskDbContext db, Guid ticket, CancellationToken ct) =>
        [
            .. (
                await db
                    .MessageMoves.AsNoTracking()
                    .Where(move => move.FromTicketId == ticket && move.UndoneAt == null)
                    .Join(
                        db.Messages,
                        move => move.MessageId,
                        message => message.Id,
                        (move, message) =>
                            new
                            {
                                move.Id,
                                move.FromConversationId,
                                move.ToTicketId,
                                message.TicketId,
                                message.At,
                            }
                    )
                    // One that went on to a third ticket is taken back there.
                    .Where(found => found.TicketId == found.ToTicketId)
                    .ToListAsync(ct)
            ).Select(found => (found.FromConversationId, new MovedView(found.Id, found.At))),
        ];

    private static async Task<IReadOnlyList<LinkView>> LinksAsync(DeskDbContext db, Guid ticket, Actor actor, CancellationToken ct)
    {
        var visible = db.Tickets.AsNoTracking().VisibleTo(actor);
        var later = await db.Links.Where(l => l.OtherId == ticket)
            .Join(visible, l => l.TicketId, t => t.Id, (l, t) => new LinkView(t.Number, t.Title, t.Status, l.Kind, false)).ToListAsync(ct);
        var earlier = await db.Links.Where(l => l.TicketId == ticket)
            .Join(visible, l => l.OtherId, t => t.Id, (l, t) => new LinkView(t.Number, t.Title, t.Status, l.Kind, true)).ToListAsync(ct);
        return [.. earlier, .. later];
    }
}
