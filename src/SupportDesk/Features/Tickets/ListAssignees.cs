using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Who may look after a ticket, by name. Told to the desk's own people only.</summary>
public sealed class ListAssignees(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    public sealed record Person(Guid Id, string Name);

    public async Task<IReadOnlyList<Person>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff)
            return [];
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        return await db.Users.AsNoTracking().Where(u => u.Role >= DeskRole.Agent && (u.LockoutEnd == null || u.LockoutEnd < now))
            .OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Select(u => new Person(u.Id, u.DisplayName)).ToListAsync(ct);
    }
}
