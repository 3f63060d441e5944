using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Links;

/// <summary>Sets the password of the person to whom a link was given. Who has the link may, once.</summary>
internal sealed class UseLink(
    IDbContextFactory<DeskDbContext> contexts, AccountTransaction transaction, AccountLinks links, SetPassword passwords, TimeProvider clock) : IUseCase
{
    /// <param name="Name">As others see the person; asked with an invitation, null leaves it.</param>
    public sealed record Input(string? Secret, string? Name, string? Password);

    /// <summary>What the page of a link shows; nothing is used up by it.</summary>
    public sealed record View(string Name, string Email, AccountLinkPurpose Purpose, DateTimeOffset ExpiresAt);

    public async Task<View?> ReadAsync(string? secret, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await links.FindAsync(db, secret, ct) is var (link, user) ? new View(user.DisplayName, user.Email!, link.Purpose, link.ExpiresAt) : null;
    }

    public Task<Result<DeskUser>> RunAsync(Input input, CancellationToken ct) => transaction.RunAsync((db, users) => ApplyAsync(db, users, input, ct), ct);

    private async Task<Result<DeskUser>> ApplyAsync(DeskDbContext db, UserManager<DeskUser> users, Input input, CancellationToken ct)
    {
        if (await links.FindAsync(db, input.Secret, ct) is not var (link, _) || await users.FindByIdAsync(link.UserId.ToString()) is not { } user)
            return Problem.NotFound;
        if (NameRule.Check(input.Name ?? user.DisplayName) is { } wrong)
            return wrong;
        if (!await AccountLinks.TryUseAsync(db, link, ct))
            return Problem.NotFound;
        user.DisplayName = (input.Name ?? user.DisplayName).Trim();
        if (await passwords.ApplyAsync(db, users, user, input.Password, null, ct) is { Count: > 0 } problems)
            return problems;
        var self = new Actor(user.Id, user.DisplayName, user.Email, user.Role, user.ShopId);
        db.AddAudit(self, clock, link.Purpose == AccountLinkPurpose.Invitation ? "user.accept" : "user.password", user.Email!, "by link");
        return user;
    }
}
