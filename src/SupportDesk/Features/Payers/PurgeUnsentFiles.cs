using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;

namespace SupportDesk.Features.Payers;

/// <summary>Removes files whose form came back with mistakes and was never sent again: their seal has long expired.</summary>
internal sealed class PurgeUnsentFiles(IDbContextFactory<DeskDbContext> contexts, BlobStore blobs, TimeProvider clock)
{
    private const int AtOnce = 500;

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - (2 * KeptFile.Lifetime);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var files = await db.Attachments
            .Where(a => a.UploadedBy == null && a.TicketId == null && a.MessageId == null && a.DraftId == null && a.HeldLetterId == null && a.CreatedAt < before)
            .OrderBy(a => a.Id).Take(AtOnce).ToListAsync(ct);
        // The file before its row: what is broken off in between is found again by the row.
        foreach (var file in files)
            blobs.Delete(file.BlobKey);
        db.RemoveRange(files);
        await db.SaveChangesAsync(ct);
    }
}
