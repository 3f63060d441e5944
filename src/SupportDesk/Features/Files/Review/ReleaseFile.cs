using SupportDesk.Kernel;

namespace SupportDesk.Features.Files.Review;

/// <summary>Somebody of the desk has read a file that cannot be masked and answers for it: from now on it is given out.</summary>
public sealed class ReleaseFile(FileDecision decision) : IUseCase
{
    public Task<Result<Unit>> RunAsync(Guid fileId, Actor actor, CancellationToken ct) =>
        decision.RunAsync(fileId, "file.release", null, actor, (_, rows) =>
        {
            // A picture is given out as the dialog made it, never as it came.
            if (rows[0].ContentType.StartsWith("image/", StringComparison.Ordinal))
                return Task.FromResult<Problem?>(new Problem("PictureMustBeSeen"));
            foreach (var row in rows)
                row.PendingReview = false;
            return Task.FromResult<Problem?>(null);
        }, ct);
}
