using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Blobs;

namespace SupportDesk.Features.Intake.Drafts;

/// <summary>Removes for good what was thrown away more than a day ago, with its files.</summary>
internal sealed class PurgeDrafts(IDbContextFactory<DeskDbContext> contexts, BlobStore blobs, TimeProvider clock)
{
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow() - Grace;
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var draft in await db.Drafts.Include(d => d.Files).Where(d => d.DeletedAt < before).ToListAsync(ct))
        {
            // The file before its row: what is broken off in between is found again by the row.
            foreach (var file in draft.Files)
                blobs.Delete(file.BlobKey);
            db.RemoveRange(draft.Files);
            db.Remove(draft);
            await db.SaveChangesAsync(ct);
        }
    }
}
