using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.People;

/// <summary>
/// Changes name, address, role and shop of a person. Administrators may, and nobody their own role. Whoever gets another role,
/// shop or address signs in anew: what a session says of a person is what was true when it began.
/// </summary>
internal sealed class ChangeUser(AccountTransaction transaction, DeskSessions sessions, TimeProvider clock) : IUseCase
{
    /// <param name="Shop">MerchantLogin of the person's shop; needed for merchant staff, and left out for others.</param>
    /// <param name="Was">What the screen showed: what was left so is not written, and what somebody else changed since is not overwritten.</param>
    public sealed record Input(Guid User, string? Name, string? Email, DeskRole Role, string? Shop, Seen? Was = null);

    /// <summary>The account as a screen showed it.</summary>
    public sealed record Seen(string Name, string Email, DeskRole Role, string? Shop);

    public Task<Result<DeskUser>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(actor, (db, users) => ApplyAsync(db, users, input, actor, ct), ct);

    private async Task<Result<DeskUser>> ApplyAsync(DeskDbContext db, UserManager<DeskUser> users, Input input, Actor actor, CancellationToken ct)
    {
        if (await users.FindByIdAsync(input.User.ToString()) is not { } user)
            return Problem.NotFound;
        var now = new Seen(user.DisplayName, user.Email!, user.Role, await LoginAsync(db, user.ShopId, ct));
        if (input.Was is { } seen && seen != now)
        {
            if (ChangedByBoth(input, seen, now) is { } problem)
                return problem;
            input = input with
            {
                Name = input.Name == seen.Name ? now.Name : input.Name,
                Email = input.Email == seen.Email ? now.Email : input.Email,
                Role = input.Role == seen.Role ? now.Role : input.Role,
                Shop = input.Shop == seen.Shop ? now.Shop : input.Shop,
            };
        }

        var merchantLogin = input.Role == DeskRole.MerchantStaff ? input.Shop : null;
        if (AddUser.Check(new(input.Name, input.Email, null, input.Role, merchantLogin)) is { Count: > 0 } problems)
            return problems;
        if (await WhyNotRoleAsync(db, user, input.Role, actor, ct) is { } refused)
            return refused;
        // A shop that was archived meanwhile stays the shop of its people.
        var (was, shop) = (now.Shop, await AddUser.FindShopAsync(db, merchantLogin, ct));
        if (shop is null && !string.IsNullOrWhiteSpace(merchantLogin) && merchantLogin.Trim() != was)
            return new Problem("ShopUnknown", nameof(Input.Shop), merchantLogin);
        var (role, email, name) = (user.Role, user.Email!, user.DisplayName);
        var shopId = string.IsNullOrWhiteSpace(merchantLogin) ? null : shop?.Id ?? user.ShopId;
        var isOther = role != input.Role || user.ShopId != shopId || email != input.Email!.Trim();
        (user.DisplayName, user.Role, user.ShopId) = (input.Name!.Trim(), input.Role, shopId);
        (user.Email, user.UserName) = (input.Email!.Trim(), input.Email.Trim());
        var saved = isOther ? await users.UpdateSecurityStampAsync(user) : await users.UpdateAsync(user);
        if (!saved.Succeeded)
            return AddUser.Translate(saved);
        if (isOther)
            await sessions.EndAllAsync(db, user.Id, null, ct);
        // A link that went to the old address must not open the account.
        if (email != user.Email)
            await AccountLinks.RevokeAsync(db, user.Id, ct);
        db.AddAudit(actor, clock, "user.change", email, string.Join("; ", new[]
        {
            Change("role", role.ToString(), user.Role.ToString()), Change("shop", was, merchantLogin?.Trim()), Change("address", email, user.Email),
            Change("name", name, user.DisplayName),
        }.Where(change => change is not null)));
        return user;
    }

    // Role and shop are one thing: a role of one and a shop of the other make an account that nobody meant.
    private static Problem? ChangedByBoth(Input input, Seen seen, Seen now)
    {
        const string code = "PersonChangedMeanwhile";
        return input.Name != seen.Name && now.Name != seen.Name ? new Problem(code, nameof(Input.Name), now.Name)
            : input.Email != seen.Email && now.Email != seen.Email ? new Problem(code, nameof(Input.Email), now.Email)
            : (input.Role, input.Shop) != (seen.Role, seen.Shop) && (now.Role, now.Shop) != (seen.Role, seen.Shop)
                ? new Problem(code, nameof(Input.Role), now.Role, now.Shop)
            : null;
    }

    private async Task<Problem?> WhyNotRoleAsync(DeskDbContext db, DeskUser user, DeskRole role, Actor actor, CancellationToken ct)
    {
        if (user.Role == role)
            return null;
        if (user.Id == actor.UserId)
            return new Problem("SelfRole", nameof(Input.Role));
        return await LastAdmin.IsAsync(db, user, clock, ct) ? new Problem("LastAdmin", nameof(Input.Role)) : null;
    }

    private static Task<string?> LoginAsync(DeskDbContext db, Guid? shop, CancellationToken ct) =>
        db.Shops.Where(one => one.Id == shop).Select(one => one.MerchantLogin).FirstOrDefaultAsync(ct);

    private static string? Change(string what, string? before, string? after) =>
        string.Equals(before ?? "", after ?? "", StringComparison.Ordinal) ? null : $"{what}: {before} → {after}";
}
