using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>Throws a draft away, and takes it back: for a day nothing is lost.</summary>
public sealed class DeleteDraft(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    public Task<Result<Unit>> RunAsync(Guid draftId, Actor actor, CancellationToken ct) => SetAsync(draftId, clock.GetUtcNow(), actor, ct);

    public Task<Result<Unit>> UndoAsync(Guid draftId, Actor actor, CancellationToken ct) => SetAsync(draftId, null, actor, ct);

    private async Task<Result<Unit>> SetAsync(Guid draftId, DateTimeOffset? deletedAt, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var changed = await db.Drafts.Where(d => d.Id == draftId && d.OwnerId == actor.UserId)
            .ExecuteUpdateAsync(draft => draft.SetProperty(d => d.DeletedAt, deletedAt), ct);
        return changed == 1 ? new Unit() : Problem.NotFound;
    }
}
