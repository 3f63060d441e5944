using Microsoft.AspNetCore.Identity;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>Gives a person another password and ends all their sessions. Administrators may, and the command line.</summary>
internal sealed class SetPassword(AccountTransaction transaction, DeskSessions sessions, TimeProvider clock) : IUseCase
{
    public Task<Result<DeskUser>> RunAsync(string? email, string? password, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(actor, async (db, users) =>
        {
            if (await users.FindByEmailAsync(email?.Trim() ?? "") is not { } user)
                return new Problem("UserUnknown", nameof(email), email?.Trim() ?? "");
            if (await ApplyAsync(db, users, user, password, null, ct) is { Count: > 0 } problems)
                return problems;
            db.AddAudit(actor, clock, "user.password", user.Email!);
            return (Result<DeskUser>)user;
        }, ct);

    /// <summary>Inside the caller's transaction. Whatever could have come into other hands with the old password ends: sessions and links.</summary>
    /// <param name="keeps">The session that stays: the one in which the person chose the new password.</param>
    internal async Task<List<Problem>> ApplyAsync(
        DeskDbContext db, UserManager<DeskUser> users, DeskUser user, string? password, Guid? keeps, CancellationToken ct)
    {
        await users.RemovePasswordAsync(user);
        var set = await users.AddPasswordAsync(user, password ?? "");
        if (!set.Succeeded)
            return AddUser.Translate(set);
        await AccountLinks.RevokeAsync(db, user.Id, ct);
        await sessions.EndAllAsync(db, user.Id, keeps, ct);
        return [];
    }
}
