using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>
/// One change of an account, in a context of its own: the one that Identity's manager usually has lives as long as a page. What
/// the work refuses is not saved.
/// </summary>
public sealed class AccountTransaction(IDbContextFactory<DeskDbContext> contexts, IServiceProvider services, TimeProvider clock) : IUseCase
{
    public async Task<Result<T>> RunAsync<T>(Func<DeskDbContext, UserManager<DeskUser>, Task<Result<T>>> work, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        using var users = ActivatorUtilities.CreateInstance<UserManager<DeskUser>>(services, new UserOnlyStore<DeskUser, DeskDbContext, Guid>(db));
        // The write lock is taken before anything is read: of two changes at once the second sees what the first did.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var result = await work(db, users);
        if (!result.Ok)
            return result;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return result;
    }

    /// <summary>The same for what only those may do who look after people. The account itself is asked, since a session knows it a minute late.</summary>
    public async Task<Result<T>> RunAsync<T>(
        Actor actor, Func<DeskDbContext, UserManager<DeskUser>, Task<Result<T>>> work, CancellationToken ct)
    {
        if (!actor.ManagesPeople())
            return Problem.NotFound;
        return await RunAsync(async (db, users) => await IsStillAllowedAsync(db, actor, ct) ? await work(db, users) : Problem.NotFound, ct);
    }

    private async Task<bool> IsStillAllowedAsync(DeskDbContext db, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return actor.IsSystem || await db.Users.ManagingPeople(now).AnyAsync(user => user.Id == actor.UserId, ct);
    }
}
