using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Everything that the page of one ticket shows.</summary>
public sealed class TicketDetails(IDbContextFactory<DeskDbContext> contexts, ISenderWarnings warnings, TimeProvider clock) : IUseCase
{
    public async Task<Result<TicketView>> RunAsync(long number, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var ticket = await db.Tickets.AsNoTracking().VisibleTo(actor).FirstOrDefaultAsync(t => t.Number == number, ct);
        if (ticket is null)
            return Problem.NotFound;
        var messages = await db.Messages.AsNoTracking().Where(m => m.TicketId == ticket.Id).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(ct);
        var files = await db
            .Attachments.AsNoTracking()
            .Where(a => a.TicketId == ticket.Id)
            .OrderBy(a => a.CreatedAt)
            .Select(a => new
            {
                a.MessageId,
                a.BlobKey,
                View = new FileView(a.Id, a.Name, a.Size, a.Lines, a.HiddenCount, a.PendingReview) { Shown = UnmaskedSpan.FromJson(a.Shown) },
            })
            .ToListAsync(ct);
        var conversations = await db.Conversations.AsNoTracking().Where(c => c.TicketId == ticket.Id)
            .Select(c => new { c.Id, c.Party, c.Address, c.ExternalNumber }).ToListAsync(ct);
        var moved = actor.IsDeskStaff ? await MovedAsync(db, ticket.Id, ct) : [];
        var links = await LinksAsync(db, ticket.Id, actor, ct);
        var alike = actor.IsDeskStaff
            ? await SimilarTickets.FindAsync(db, ticket, messages.Find(m => m.Direction == Direction.Incoming)?.Body, clock.GetUtcNow(), ct)
            : [];
        var byMessage = files.ToLookup(f => f.MessageId, f => f.View);
        return new TicketView
        {
            Ticket = ticket,
            Shop = await db.Shops.AsNoTracking().FirstOrDefaultAsync(s => s.Id == ticket.ShopId, ct),
            Assignee = await db.Users.Where(u => u.Id == ticket.AssigneeId).Select(u => u.DisplayName).FirstOrDefaultAsync(ct),
            Conversations = [.. conversations.OrderByDescending(c => c.Party).Select(c =>
            {
                var own = messages.Where(m => m.ConversationId == c.Id).ToList();
                return new ConversationView(
                    c.Party, c.Address, c.ExternalNumber, IsUnanswered(ticket, own), [.. own.Select(m => new MessageView(m, [.. byMessage[m.Id]]))])
                {
                    Moved = [.. moved.Where(m => m.Conversation == c.Id).Select(m => m.View)],
                };
            })],
            // A file that went to both sides is one file here.
            Files = [.. files.DistinctBy(f => f.BlobKey).Select(f => f.View)],
            Events = await db.Events.AsNoTracking().Where(e => e.TicketId == ticket.Id).OrderBy(e => e.At).ThenBy(e => e.Id).ToListAsync(ct),
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
            Drafts = await db.ReplyDrafts.AsNoTracking().Where(d => d.TicketId == ticket.Id && d.UserId == actor.UserId).ToDictionaryAsync(d => d.Party, ct),
            ClosedLongAgo = TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()),
            ByDesk = actor.IsDeskStaff,
            Warning = actor.IsDeskStaff && ticket.Kind == TicketKind.Payer
                ? (await warnings.OfAsync([(ticket.RequesterName, ticket.RequesterEmail)], ct))[0]
                : null,
            IsMine = ticket.AssigneeId is { } assignee && assignee == actor.UserId,
            AsRequester = PostReply.IsRequester(ticket, actor),
        };
    }

    private static bool IsUnanswered(Ticket ticket, List<Message> messages) =>
        messages.FindLast(m => !m.IsAutomatic) is { Direction: Direction.Incoming } last && last.At >= ticket.UnansweredSince;

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
