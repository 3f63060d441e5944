using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Who can be given a ticket, by name.</summary>
public sealed class ListAssignees(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    private const int Most = 200;

    public async Task<IReadOnlyList<(Guid Id, string Name)>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return [];
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var people = await db.Users.AsNoTracking().Where(u => u.Role >= DeskRole.Agent && (u.LockoutEnd == null || u.LockoutEnd < now))
            .OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Take(Most).Select(u => new { u.Id, u.DisplayName }).ToListAsync(ct);
        return people.ConvertAll(one => (one.Id, one.DisplayName));
    }
}
