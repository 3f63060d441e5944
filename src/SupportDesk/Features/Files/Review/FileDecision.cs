using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Review;

/// <summary>What the decisions about an unchecked file have in common: rights, one transaction, the record of who and when.</summary>
public sealed class FileDecision(IDbContextFactory<DeskDbContext> contexts, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="decide">Changes the rows of the file, which share its bytes, or says what is wrong.</param>
    internal async Task<Result<Unit>> RunAsync(
        Guid fileId, string action, string? detail, Actor actor, Func<DeskDbContext, List<Attachment>, Task<Problem?>> decide, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var file = await db.Attachments.FirstOrDefaultAsync(a => a.Id == fileId, ct);
        if (file is null)
            return Problem.NotFound;
        if (!file.PendingReview)
            return new Problem("FileAlreadyChecked");
        List<Attachment> rows = file.TicketId is { } ticket
            ? await db.Attachments.Where(a => a.TicketId == ticket && a.BlobKey == file.BlobKey).ToListAsync(ct)
            : [file];
        if (await decide(db, rows) is { } problem)
            return problem;
        db.AddAudit(actor, clock, action, file.Id.ToString(), detail);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Publish(ChangeKind.File, file.Id);
        if (file.TicketId is { } of)
            changes.Publish(ChangeKind.Ticket, of);
        else if (file.SuspendedEmailId is { } email)
            changes.Publish(ChangeKind.Email, email);
        return new Unit();
    }
}
