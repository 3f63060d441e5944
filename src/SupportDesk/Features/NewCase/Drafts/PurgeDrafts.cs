using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>Removes for good what was thrown away more than a day ago or solved three months ago, with its files.</summary>
internal sealed class PurgeDrafts(IDbContextFactory<DeskDbContext> contexts, DeleteFiles delete, TimeProvider clock) : IUseCase
{
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>For so long a case that was solved without a ticket is kept.</summary>
    public static readonly TimeSpan SolvedFor = TimeSpan.FromDays(90);

    public async Task RunAsync(CancellationToken ct)
    {
        var (before, solved) = (clock.GetUtcNow() - Grace, clock.GetUtcNow() - SolvedFor);
        await using var db = await contexts.CreateDbContextAsync(ct);
        foreach (var draft in await db.Drafts.Include(d => d.Files).Where(d => d.DeletedAt < before || d.SolvedAt < solved).ToListAsync(ct))
        {
            delete.Apply(db, draft.Files);
            db.Drafts.Remove(draft);
            await db.SaveChangesAsync(ct);
        }
    }
}
