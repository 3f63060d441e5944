using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>Takes a file out of the owner's draft, bytes included.</summary>
public sealed class RemoveFile(IDbContextFactory<DeskDbContext> contexts, DeleteFiles delete) : IUseCase
{
    public async Task<Result<Unit>> RunAsync(Guid draftId, Guid fileId, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var file = await db.Attachments.FirstOrDefaultAsync(
            f => f.Id == fileId && f.DraftId == draftId && db.Drafts.Any(d => d.Id == draftId && d.OwnerId == actor.UserId), ct);
        if (file is null)
            return Problem.NotFound;
        await delete.RunAsync(db, [file], ct);
        return new Unit();
    }
}
