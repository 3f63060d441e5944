using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files;

/// <summary>Removes stored files for good, bytes included.</summary>
public sealed class DeleteFiles(IDbContextFactory<DeskDbContext> contexts, BlobStore blobs) : IUseCase
{
    /// <summary>
    /// For a job, which comes again: the bytes go before their rows, so that what is broken off in between is found by the
    /// row. Whoever calls this saves.
    /// </summary>
    public void Apply(DeskDbContext db, IReadOnlyCollection<Attachment> files)
    {
        foreach (var file in files)
            blobs.Delete(file.BlobKey);
        db.Attachments.RemoveRange(files);
    }

    /// <summary>For a person, who sees the file until it is gone: a save that fails keeps its bytes, too.</summary>
    public async Task RunAsync(DeskDbContext db, IReadOnlyCollection<Attachment> files, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Attachments.RemoveRange(files);
        await db.SaveChangesAsync(ct);
        foreach (var file in files)
            blobs.Delete(file.BlobKey);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>Files that were stored for something that did not come about. What hangs on a ticket by now stays.</summary>
    public async Task DiscardAsync(IReadOnlyCollection<Guid> files)
    {
        if (files.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        var free = await db.Attachments.Where(file => files.Contains(file.Id) && file.TicketId == null).ToListAsync(CancellationToken.None);
        await RunAsync(db, free, CancellationToken.None);
    }
}
