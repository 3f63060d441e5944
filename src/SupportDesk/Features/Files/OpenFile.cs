using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files;

/// <summary>
/// Gives a stored file to those who see its ticket; a file on no ticket yet to its owner. What nobody has checked is given
/// to nobody: <see cref="Review.PreviewAttachment"/> is the only way to it.
/// </summary>
public sealed class OpenFile(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    public async Task<Result<Attachment>> RunAsync(Guid fileId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.Attachments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == fileId && !a.PendingReview, ct);
        return file is not null && await MayReadAsync(db, file, actor, ct) ? file : Problem.NotFound;
    }

    private static async Task<bool> MayReadAsync(DeskDbContext db, Attachment file, Actor actor, CancellationToken ct)
    {
        if (file.TicketId is { } ticket)
            return await db.Tickets.VisibleTo(actor).AnyAsync(t => t.Id == ticket, ct);
        if (file.SuspendedEmailId is not null)
            return actor.IsDeskStaff;
        if (file.DraftId is { } draft)
            return await db.Drafts.AnyAsync(d => d.Id == draft && d.OwnerId == actor.UserId, ct);
        return actor.UserId is { } user && file.UploadedBy == user;
    }
}
