using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files;

/// <summary>Removes stored files for good, bytes included.</summary>
public sealed class DeleteFiles(IDbContextFactory<DeskDbContext> contexts, BlobStore blobs) : IUseCase
{
    /// <summary>Whoever calls this saves. The bytes go before their rows: what is broken off in between is found again by the row.</summary>
    public void Apply(DeskDbContext db, IReadOnlyCollection<Attachment> files)
    {
        foreach (var file in files)
            blobs.Delete(file.BlobKey);
        db.Attachments.RemoveRange(files);
    }

    /// <summary>Files that were stored for something that did not come about. What hangs on a ticket by now stays.</summary>
    public async Task DiscardAsync(IReadOnlyCollection<Guid> files)
    {
        if (files.Count == 0)
            return;
        await using var db = await contexts.CreateDbContextAsync(CancellationToken.None);
        Apply(db, await db.Attachments.Where(file => files.Contains(file.Id) && file.TicketId == null).ToListAsync(CancellationToken.None));
        await db.SaveChangesAsync(CancellationToken.None);
    }
}
