using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Review;

/// <summary>Files of e-mails that nobody has looked at yet, oldest first, page by page.</summary>
public sealed class ListPendingReviews(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public const int PageSize = 50;

    /// <param name="From">Who sent it, as far as is known.</param>
    /// <param name="Number">The ticket that it belongs to; null while its e-mail is held.</param>
    public sealed record Row(
        Guid Id, string Name, long Size, string ContentType, DateTimeOffset At, string? From, long? Number, string? Title, Guid? SuspendedEmailId)
    {
        public PageKey Key => new(At, Id);

        public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
    }

    /// <param name="after">Only younger ones; null to begin with the oldest.</param>
    /// <param name="before">Only older ones.</param>
    public async Task<KeyedPage<Row>> RunAsync(Actor actor, CancellationToken ct, PageKey? after = null, PageKey? before = null)
    {
        if (!actor.IsDeskStaff)
            return KeyedPages.Empty<Row>();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var waiting = Waiting(db);
        if (after is (var from, var fromId))
            waiting = waiting.Where(a => a.CreatedAt >= from && (a.CreatedAt > from || a.Id.CompareTo(fromId) > 0));
        if (before is (var until, var untilId))
            waiting = waiting.Where(a => a.CreatedAt <= until && (a.CreatedAt < until || a.Id.CompareTo(untilId) < 0));
        waiting = before is null
            ? waiting.OrderBy(a => a.CreatedAt).ThenBy(a => a.Id)
            : waiting.OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id);
        var rows = await waiting.Take(PageSize + 1).Select(a => new Row(
            a.Id, a.Name, a.Size, a.ContentType, a.CreatedAt,
            a.SuspendedEmailId != null
                ? db.SuspendedEmails.Where(h => h.Id == a.SuspendedEmailId).Select(h => h.FromAddress).FirstOrDefault()
                : db.Messages.Where(m => m.Id == a.MessageId).Select(m => m.AuthorAddress ?? m.AuthorName).FirstOrDefault(),
            db.Tickets.Where(t => t.Id == a.TicketId).Select(t => (long?)t.Number).FirstOrDefault(),
            a.SuspendedEmailId != null
                ? db.SuspendedEmails.Where(h => h.Id == a.SuspendedEmailId).Select(h => h.Subject).FirstOrDefault()
                : db.Tickets.Where(t => t.Id == a.TicketId).Select(t => t.Title).FirstOrDefault(),
            a.SuspendedEmailId)).ToListAsync(ct);
        return KeyedPages.Of(rows, PageSize, before is not null, after is null);
    }

    internal static IQueryable<Attachment> Waiting(DeskDbContext db) =>
        db.Attachments.AsNoTracking().Where(a => a.PendingReview && (a.TicketId != null || a.SuspendedEmailId != null));
}
