using Microsoft.AspNetCore.Identity;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts;

/// <summary>Gives a person another password and ends all their sessions within a minute. Administrators may, and the command line.</summary>
public sealed class SetPassword(DeskDbContext db, UserManager<DeskUser> users, TimeProvider clock) : IUseCase
{
    public async Task<Result<DeskUser>> RunAsync(string? email, string? password, Actor actor, CancellationToken ct)
    {
        if (!AddUser.Allows(actor))
            return Problem.NotFound;
        if (await users.FindByEmailAsync(email?.Trim() ?? "") is not { } user)
            return new Problem("UserUnknown", nameof(email), email?.Trim() ?? "");
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await users.RemovePasswordAsync(user);
        var set = await users.AddPasswordAsync(user, password ?? "");
        if (!set.Succeeded)
            return set.Errors.Select(AddUser.Translate).ToList();
        db.AddAudit(actor, clock, "user.password", user.Email!);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return user;
    }
}
