using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Review;

/// <summary>Files of e-mails that nobody has looked at yet, oldest first.</summary>
public sealed class ListPendingReviews(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    private const int Shown = 100;

    /// <param name="From">Who sent it, as far as is known.</param>
    /// <param name="Number">The ticket that it belongs to; null while its e-mail is held.</param>
    public sealed record Row(
        Guid Id, string Name, long Size, string ContentType, DateTimeOffset At, string? From, long? Number, string? Title, Guid? SuspendedEmailId)
    {
        public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
    }

    public async Task<IReadOnlyList<Row>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await Waiting(db).OrderBy(a => a.CreatedAt).ThenBy(a => a.Id).Take(Shown).Select(a => new Row(
            a.Id, a.Name, a.Size, a.ContentType, a.CreatedAt,
            a.SuspendedEmailId != null
                ? db.SuspendedEmails.Where(h => h.Id == a.SuspendedEmailId).Select(h => h.FromAddress).FirstOrDefault()
                : db.Messages.Where(m => m.Id == a.MessageId).Select(m => m.AuthorAddress ?? m.AuthorName).FirstOrDefault(),
            db.Tickets.Where(t => t.Id == a.TicketId).Select(t => (long?)t.Number).FirstOrDefault(),
            a.SuspendedEmailId != null
                ? db.SuspendedEmails.Where(h => h.Id == a.SuspendedEmailId).Select(h => h.Subject).FirstOrDefault()
                : db.Tickets.Where(t => t.Id == a.TicketId).Select(t => t.Title).FirstOrDefault(),
            a.SuspendedEmailId)).ToListAsync(ct);
    }

    internal static IQueryable<Attachment> Waiting(DeskDbContext db) =>
        db.Attachments.AsNoTracking().Where(a => a.PendingReview && (a.TicketId != null || a.SuspendedEmailId != null));
}
