using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Sessions;

/// <summary>Forgets sessions whose cookies are no good any more, and links that nobody used.</summary>
internal sealed class PurgeSessions(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    // A link that has run out is told from one that never was for so long: the list of people shows it.
    private static readonly TimeSpan LinksStay = TimeSpan.FromDays(30);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (lastSeen, lastLink) = (now - DeskSessions.Lifetime - DeskSessions.SeenEvery, now - LinksStay);
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.Sessions.Where(session => session.SeenAt < lastSeen).ExecuteDeleteAsync(ct);
        await db.AccountLinks.Where(link => link.ExpiresAt < lastLink).ExecuteDeleteAsync(ct);
    }
}
