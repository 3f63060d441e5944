using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files.Review;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Tickets;

/// <summary>What waits for this person now, what stands still, and what did not work.</summary>
public sealed class NeedsAttention(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <summary>So many of each; the list behind it has them all.</summary>
    public const int Shown = 6;

    /// <summary>Who has been waited for longer is forgotten rather than busy.</summary>
    internal static readonly TimeSpan StandsStillAfter = TimeSpan.FromDays(1);

    public sealed record Item(
        long Number, string Title, Priority Priority, TicketKind Kind, TicketStatus Status, string? Shop, string RequesterName,
        Party? LastParty, DateTimeOffset Since, string? Assignee, bool IsMine);

    public sealed record Failure(long Number, string Title, Party Party, string Address, DeliveryState State, string? Reply, DateTimeOffset? At);

    /// <summary>A working shop whose ResultURL was found out of order when it was checked last.</summary>
    public sealed record BadProbe(Guid Id, string Shop, string Url, DateTimeOffset At);

    /// <param name="Still">Waits for others since long ago, longest first.</param>
    /// <param name="FailureCount">How many e-mails did not leave or may not have; <paramref name="Failures"/> are the last of them.</param>
    /// <param name="Suspended">E-mails that wait for a decision; 0 for those who do not decide about them.</param>
    /// <param name="PendingReview">Files of e-mails that nobody has looked at; 0 for those who do not check them.</param>
    public sealed record Board(
        IReadOnlyList<Item> Unanswered,
        IReadOnlyList<Item> Unassigned,
        IReadOnlyList<Item> Still,
        IReadOnlyList<Failure> Failures,
        int FailureCount,
        IReadOnlyList<BadProbe> Probes,
        int Suspended,
        int PendingReview
    )
    {
        public bool HasFailures => FailureCount + Probes.Count + Suspended + PendingReview > 0;

        public bool IsEmpty => Unanswered.Count + Unassigned.Count + Still.Count == 0 && !HasFailures;
    }

    public async Task<Board> RunAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var tickets = db.Tickets.AsNoTracking().VisibleTo(actor);
        var unanswered = actor.IsDeskStaff
            ? tickets.Where(new TicketFilter(StatusFilter.Unanswered), actor).OrderBy(t => t.UnansweredSince).ThenBy(t => t.Number)
            : tickets.Where(t => t.Status == TicketStatus.WaitingOnRequester && t.Status < TicketStatus.Resolved).OrderBy(t => t.StatusSince);
        var ownerless = tickets.Where(t => t.Status == TicketStatus.New && t.AssigneeId == null).OrderBy(t => t.ChangedAt).ThenBy(t => t.Number);
        var longAgo = clock.GetUtcNow() - StandsStillAfter;
        var still = tickets.Where(t => t.Status < TicketStatus.Resolved && t.StatusSince < longAgo
                && (t.Status == TicketStatus.WaitingOnProvider || (actor.Role >= DeskRole.Agent && t.Status == TicketStatus.WaitingOnRequester)))
            .OrderBy(t => t.StatusSince).ThenBy(t => t.Number);
        var failures = Undelivered(db, tickets);
        return new Board(
            await Items(db, unanswered, actor).ToListAsync(ct),
            actor.IsDeskStaff ? await Items(db, ownerless, actor).ToListAsync(ct) : [],
            await StillItems(db, still, actor).ToListAsync(ct),
            await FailuresAsync(db, tickets, ct),
            await failures.CountAsync(ct),
            await ProbesAsync(db, actor, ct),
            actor.IsDeskStaff ? await db.SuspendedEmails.CountAsync(h => h.State == SuspendedState.Waiting, ct) : 0,
            actor.IsDeskStaff ? await ListPendingReviews.Waiting(db).CountAsync(ct) : 0
        );
    }

    private static IQueryable<Item> Items(DeskDbContext db, IQueryable<Ticket> tickets, Actor actor) => tickets.Take(Shown).Select(t => new Item(
        t.Number, t.Title, t.Priority, t.Kind, t.Status,
        db.Shops.Where(s => s.Id == t.ShopId).Select(s => s.Name).FirstOrDefault(),
        t.RequesterName, t.LastParty, t.UnansweredSince ?? t.StatusSince,
        db.Users.Where(u => u.Id == t.AssigneeId).Select(u => u.DisplayName).FirstOrDefault(),
        t.AssigneeId == actor.UserId));

    // How long the others have been waited for, whoever wrote meanwhile.
    private static IQueryable<Item> StillItems(DeskDbContext db, IQueryable<Ticket> tickets, Actor actor) => tickets.Take(Shown).Select(t => new Item(
        t.Number, t.Title, t.Priority, t.Kind, t.Status,
        db.Shops.Where(s => s.Id == t.ShopId).Select(s => s.Name).FirstOrDefault(),
        t.RequesterName, t.LastParty, t.StatusSince,
        db.Users.Where(u => u.Id == t.AssigneeId).Select(u => u.DisplayName).FirstOrDefault(),
        t.AssigneeId == actor.UserId));

    private static IQueryable<Message> Undelivered(DeskDbContext db, IQueryable<Ticket> tickets) =>
        db.Messages.AsNoTracking().Where(m => m.Delivery >= DeliveryState.Failed && tickets.Any(t => t.Id == m.TicketId));

    private static Task<List<Failure>> FailuresAsync(DeskDbContext db, IQueryable<Ticket> tickets, CancellationToken ct) => db.Messages.AsNoTracking()
        .Where(m => m.Delivery >= DeliveryState.Failed)
        .Join(tickets, m => m.TicketId, t => t.Id, (m, t) => new { Message = m, t.Number, t.Title })
        .Join(db.Conversations, x => x.Message.ConversationId, c => c.Id, (x, c) => new { x.Message, x.Number, x.Title, c.Party, c.Address })
        .OrderByDescending(x => x.Message.At).Take(Shown)
        .Select(x => new Failure(x.Number, x.Title, x.Party, x.Address, x.Message.Delivery, x.Message.DeliveryNote, x.Message.DeliveryAt))
        .ToListAsync(ct);

    // The last check of the address that a shop has now: one look into an index for each shop.
    private static async Task<IReadOnlyList<BadProbe>> ProbesAsync(DeskDbContext db, Actor actor, CancellationToken ct)
    {
        var last = await db.Shops.AsNoTracking().VisibleTo(actor).Working()
            .Join(
                db.ShopSettings.Where(s => s.ResultUrl != null), shop => shop.Id, settings => settings.ShopId,
                (shop, settings) => new { shop.Id, shop.Name, Url = settings.ResultUrl! })
            .Select(shop => new
            {
                shop.Name,
                shop.Url,
                RunId = db.ProbeRuns.Where(r => r.ShopId == shop.Id && r.Url == shop.Url).OrderByDescending(r => r.At)
                    .Select(r => (Guid?)r.Id).FirstOrDefault(),
            })
            .Where(shop => shop.RunId != null)
            .ToDictionaryAsync(shop => shop.RunId!.Value, ct);
        if (last.Count == 0)
            return [];
        var bad = await db.ProbeRuns.AsNoTracking().Where(r => last.Keys.Contains(r.Id) && r.Verdict >= (int)Severity.Red)
            .Select(r => new { r.Id, r.At }).ToListAsync(ct);
        return
        [
            .. bad.Select(run => new BadProbe(run.Id, last[run.Id].Name, last[run.Id].Url, run.At))
                .OrderBy(probe => probe.Shop, StringComparer.CurrentCulture),
        ];
    }
}
