using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>Forgets sessions that were signed out so long ago that no cookie of theirs is good any more.</summary>
internal sealed class PurgeSessions(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.EndedSessions.Where(session => session.ExpiresAt < now).ExecuteDeleteAsync(ct);
    }
}
