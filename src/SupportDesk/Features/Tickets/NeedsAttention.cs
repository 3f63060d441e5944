using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files.Review;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>What waits for this person now: e-mails nobody answered, e-mails that did not leave, new tickets without an owner.</summary>
public sealed class NeedsAttention(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    private const int Shown = 20;

    public sealed record Item(
        long Number, string Title, Priority Priority, TicketKind Kind, TicketStatus Status, string? Shop, string RequesterName,
        Party? LastParty, DateTimeOffset Since, string? Assignee, bool IsMine);

    public sealed record Failure(long Number, string Title, Party Party, string Address, DeliveryState State, string? Reply, DateTimeOffset? At);

    /// <param name="Suspended">E-mails that wait for a decision; 0 for those who do not decide about them.</param>
    /// <param name="PendingReview">Files of e-mails that nobody has looked at; 0 for those who do not check them.</param>
    public sealed record Board(
        IReadOnlyList<Item> Unanswered,
        IReadOnlyList<Failure> Failures,
        IReadOnlyList<Item> Unassigned,
        int Suspended,
        int PendingReview
    )
    {
        public bool IsEmpty => Unanswered.Count + Failures.Count + Unassigned.Count + Suspended + PendingReview == 0;
    }

    public async Task<Board> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var tickets = db.Tickets.AsNoTracking().VisibleTo(actor);
        var unanswered = actor.IsDeskStaff
            ? tickets.Where(t => t.UnansweredSince != null && (t.AssigneeId != null || t.Status != TicketStatus.New)).OrderBy(t => t.UnansweredSince)
            : tickets.Where(t => t.Status == TicketStatus.WaitingOnRequester).OrderBy(t => t.StatusSince);
        var ownerless = tickets.Where(t => t.Status == TicketStatus.New && t.AssigneeId == null).OrderBy(t => t.ChangedAt);
        return new Board(
            await Items(db, unanswered, actor).ToListAsync(ct),
            await FailuresAsync(db, tickets, ct),
            actor.IsDeskStaff ? await Items(db, ownerless, actor).ToListAsync(ct) : [],
            actor.IsDeskStaff
                ? await db.SuspendedEmails.Where(h => h.State == SuspendedState.Waiting).OrderBy(h => h.At).Take(CountTickets.Cap).CountAsync(ct)
                : 0,
            actor.IsDeskStaff ? await ListPendingReviews.Waiting(db).OrderBy(file => file.CreatedAt).Take(CountTickets.Cap).CountAsync(ct) : 0
        );
    }

    private static IQueryable<Item> Items(DeskDbContext db, IQueryable<Ticket> tickets, Actor actor) => tickets.Take(Shown).Select(t => new Item(
        t.Number, t.Title, t.Priority, t.Kind, t.Status,
        db.Shops.Where(s => s.Id == t.ShopId).Select(s => s.Name).FirstOrDefault(),
        t.RequesterName, t.LastParty, t.UnansweredSince ?? t.StatusSince,
        db.Users.Where(u => u.Id == t.AssigneeId).Select(u => u.DisplayName).FirstOrDefault(),
        t.AssigneeId == actor.UserId));

    private static Task<List<Failure>> FailuresAsync(DeskDbContext db, IQueryable<Ticket> tickets, CancellationToken ct) => db.Messages.AsNoTracking()
        .Where(m => m.Delivery >= DeliveryState.Failed)
        .Join(tickets, m => m.TicketId, t => t.Id, (m, t) => new { Message = m, t.Number, t.Title })
        .Join(db.Conversations, x => x.Message.ConversationId, c => c.Id, (x, c) => new { x.Message, x.Number, x.Title, c.Party, c.Address })
        .OrderByDescending(x => x.Message.At).Take(Shown)
        .Select(x => new Failure(x.Number, x.Title, x.Party, x.Address, x.Message.Delivery, x.Message.DeliveryNote, x.Message.DeliveryAt))
        .ToListAsync(ct);
}
