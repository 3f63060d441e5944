using Microsoft.AspNetCore.Identity;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Own;

/// <summary>What everybody may change of their own account: the name by which others see them, and the password.</summary>
internal sealed class ChangeOwnAccount(AccountTransaction transaction, SetPassword passwords, TimeProvider clock) : IUseCase
{
    public Task<Result<DeskUser>> RenameAsync(string? name, Actor actor, CancellationToken ct) => RunAsync(async (db, users, user) =>
    {
        if (NameRule.Check(name) is { } wrong)
            return [wrong];
        var before = user.DisplayName;
        user.DisplayName = name!.Trim();
        await users.UpdateAsync(user);
        db.AddAudit(actor, clock, "user.rename", user.Email!, $"{before} → {user.DisplayName}");
        return [];
    }, actor, ct);

    /// <param name="keeps">The session in which the person sits; all others end.</param>
    public Task<Result<DeskUser>> SetPasswordAsync(string? current, string? password, Guid? keeps, Actor actor, CancellationToken ct) =>
        RunAsync(async (db, users, user) =>
        {
            if (!await users.CheckPasswordAsync(user, current ?? ""))
                return [new Problem("CurrentWrong", "Current")];
            if (await passwords.ApplyAsync(db, users, user, password, keeps, ct) is { Count: > 0 } problems)
                return problems;
            db.AddAudit(actor, clock, "user.password", user.Email!, "by themselves");
            return [];
        }, actor, ct);

    private Task<Result<DeskUser>> RunAsync(
        Func<Data.DeskDbContext, UserManager<DeskUser>, DeskUser, Task<List<Problem>>> change, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(async (db, users) =>
        {
            if (actor.UserId is not { } id || await users.FindByIdAsync(id.ToString()) is not { } user || user.LockoutEnd > clock.GetUtcNow())
                return Problem.NotFound;
            return await change(db, users, user) is { Count: > 0 } problems ? problems : (Result<DeskUser>)user;
        }, ct);
}
