using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Sessions;

/// <summary>Signs a person out elsewhere: of one browser or of all. Everybody may for themselves, administrators for others.</summary>
internal sealed class EndSessions(AccountTransaction transaction, DeskSessions sessions, TimeProvider clock) : IUseCase
{
    /// <param name="Session">The one to end; null for all.</param>
    /// <param name="Keeps">The one that stays when all end: the browser in which the person sits.</param>
    public sealed record Input(Guid User, Guid? Session = null, Guid? Keeps = null);

    /// <returns>How many were ended.</returns>
    public Task<Result<int>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        actor.UserId == input.User
            ? transaction.RunAsync((db, _) => ApplyAsync(db, input, actor, ct), ct)
            : transaction.RunAsync(actor, (db, _) => ApplyAsync(db, input, actor, ct), ct);

    private async Task<Result<int>> ApplyAsync(DeskDbContext db, Input input, Actor actor, CancellationToken ct)
    {
        if (await db.Users.Where(user => user.Id == input.User).Select(user => user.Email).FirstOrDefaultAsync(ct) is not { } email)
            return Problem.NotFound;
        var ended = input.Session is { } one
            ? await sessions.EndOneAsync(db, input.User, one, ct)
            : await sessions.EndAllAsync(db, input.User, input.Keeps, ct);
        if (ended > 0)
            db.AddAudit(actor, clock, "user.sessions", email, $"ended: {ended}");
        return ended;
    }
}
