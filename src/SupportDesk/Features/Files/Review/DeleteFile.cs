using SupportDesk.Data.Blobs;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Review;

/// <summary>Takes a file that must not be kept out of the desk, bytes included. Only files that nobody has checked can go that way.</summary>
public sealed class DeleteFile(FileDecision decision, BlobStore blobs) : IUseCase
{
    public async Task<Result<Unit>> RunAsync(Guid fileId, Actor actor, CancellationToken ct)
    {
        var key = "";
        var deleted = await decision.RunAsync(fileId, "file.delete", null, actor, (db, rows) =>
        {
            key = rows[0].BlobKey;
            db.Attachments.RemoveRange(rows);
            return Task.FromResult<Problem?>(null);
        }, ct);
        if (deleted.Ok)
            blobs.Delete(key);
        return deleted;
    }
}
