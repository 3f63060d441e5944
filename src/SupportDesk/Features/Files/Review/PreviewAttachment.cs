using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Review;

/// <summary>Gives a file that nobody has checked to somebody of the desk, so that it can be checked; the record says who saw it.</summary>
public sealed class PreviewAttachment(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    public async Task<Result<Attachment>> RunAsync(Guid fileId, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.Attachments.AsNoTracking().FirstOrDefaultAsync(a => a.Id == fileId && a.PendingReview, ct);
        if (file is null)
            return Problem.NotFound;
        db.AddAudit(actor, clock, "file.look", file.Id.ToString());
        await db.SaveChangesAsync(ct);
        return file;
    }
}
