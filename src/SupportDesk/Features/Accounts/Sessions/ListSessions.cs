using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Sessions;

/// <summary>Where a person is signed in now, the latest first. Everybody sees their own; who looks after people sees all.</summary>
public sealed class ListSessions(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    private const int Most = 100;

    /// <param name="Device">Empty if the desk could not tell.</param>
    /// <param name="Address">From which it was begun.</param>
    public sealed record Row(Guid Id, string Device, string Address, DateTimeOffset StartedAt, DateTimeOffset SeenAt);

    public async Task<Result<IReadOnlyList<Row>>> RunAsync(Guid user, Actor actor, CancellationToken ct)
    {
        if (actor.UserId != user && !actor.SeesPeople())
            return Problem.NotFound;
        var since = clock.GetUtcNow() - DeskSessions.Lifetime;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Sessions.AsNoTracking()
            .Where(session => session.UserId == user && session.EndedAt == null && session.SeenAt > since)
            .OrderByDescending(session => session.SeenAt)
            .Take(Most)
            .Select(session => new Row(session.Id, session.Device, session.Address, session.StartedAt, session.SeenAt))
            .ToListAsync(ct);
    }
}
