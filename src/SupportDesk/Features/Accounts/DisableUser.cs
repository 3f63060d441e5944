using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>
/// Keeps a person out, or lets them in again; what they wrote stays. All their sessions end, their links open nothing more.
/// Administrators may, for others, and the command line.
/// </summary>
internal sealed class DisableUser(AccountTransaction transaction, DeskSessions sessions, TimeProvider clock) : IUseCase
{
    public Task<Result<DeskUser>> RunAsync(string? email, bool isDisabled, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(actor, (db, users) => ApplyAsync(db, users, email, isDisabled, actor, ct), ct);

    private async Task<Result<DeskUser>> ApplyAsync(
        DeskDbContext db, UserManager<DeskUser> users, string? email, bool isDisabled, Actor actor, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(email?.Trim() ?? "") is not { } user)
            return new Problem("UserUnknown", nameof(email), email?.Trim() ?? "");
        if (isDisabled && user.Id == actor.UserId)
            return new Problem("SelfBlock", nameof(email));
        if (isDisabled && await LastAdmin.IsAsync(db, user, clock, ct))
            return new Problem("LastAdmin", nameof(email));
        user.LockoutEnabled = true;
        user.LockoutEnd = isDisabled ? DateTimeOffset.MaxValue : null;
        await users.UpdateSecurityStampAsync(user);
        if (isDisabled)
        {
            await AccountLinks.RevokeAsync(db, user.Id, ct);
            await sessions.EndAllAsync(db, user.Id, null, ct);
        }

        db.AddAudit(actor, clock, isDisabled ? "user.disable" : "user.enable", user.Email!);
        return user;
    }
}

internal static class LastAdmin
{
    /// <summary>
    /// Whether nobody would be left to look after people; who was invited and has not come yet cannot. Inside a transaction
    /// that holds the write lock: two at once leave one.
    /// </summary>
    public static async Task<bool> IsAsync(DeskDbContext db, DeskUser user, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return user.Role == DeskRole.Admin && !await db.Users.ManagingPeople(now).AnyAsync(other => other.Id != user.Id && other.PasswordHash != null, ct);
    }
}
