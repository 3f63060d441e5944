using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>
/// Keeps a person out, or lets them in again; what they wrote stays. All their sessions end within a minute. Administrators
/// may, and the command line.
/// </summary>
public sealed class DisableUser(DeskDbContext db, UserManager<DeskUser> users, TimeProvider clock) : IUseCase
{
    public async Task<Result<DeskUser>> RunAsync(string? email, bool isDisabled, Actor actor, CancellationToken ct)
    {
        if (!AddUser.Allows(actor))
            return Problem.NotFound;
        if (await users.FindByEmailAsync(email?.Trim() ?? "") is not { } user)
            return new Problem("UserUnknown", nameof(email), email?.Trim() ?? "");
        // The write lock is taken before the others are counted: two at once leave one.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (isDisabled && user.Role == DeskRole.Admin && !await HasOtherAdminAsync(user.Id, ct))
            return new Problem("LastAdmin", nameof(email));
        user.LockoutEnabled = true;
        user.LockoutEnd = isDisabled ? DateTimeOffset.MaxValue : null;
        await users.UpdateSecurityStampAsync(user);
        db.AddAudit(actor, clock, isDisabled ? "user.disable" : "user.enable", user.Email!);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return user;
    }

    private Task<bool> HasOtherAdminAsync(Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Users.AnyAsync(user => user.Id != id && user.Role == DeskRole.Admin && (user.LockoutEnd == null || user.LockoutEnd < now), ct);
    }
}
