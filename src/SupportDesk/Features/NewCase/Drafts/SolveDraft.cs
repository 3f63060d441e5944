using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>Puts a draft aside whose question the checklist has answered: kept, counted, and not sent. It can be taken up again.</summary>
public sealed class SolveDraft(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    public Task<Result<Unit>> RunAsync(Guid draftId, Actor actor, CancellationToken ct) => SetAsync(draftId, clock.GetUtcNow(), actor, ct);

    public Task<Result<Unit>> UndoAsync(Guid draftId, Actor actor, CancellationToken ct) => SetAsync(draftId, null, actor, ct);

    private async Task<Result<Unit>> SetAsync(Guid draftId, DateTimeOffset? solvedAt, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var changed = await db.Drafts.Where(d => d.Id == draftId && d.OwnerId == actor.UserId && d.DeletedAt == null)
            .ExecuteUpdateAsync(draft => draft.SetProperty(d => d.SolvedAt, solvedAt), ct);
        return changed == 1 ? new Unit() : Problem.NotFound;
    }
}
