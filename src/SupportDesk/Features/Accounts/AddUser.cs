using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Accounts;

/// <summary>Adds a person. Administrators may, and the command line on the desk's own machine.</summary>
public sealed class AddUser(AccountTransaction transaction, TimeProvider clock) : IUseCase
{
    /// <param name="Shop">MerchantLogin of the person's shop; needed for merchant staff.</param>
    public sealed record Input(string? Name, string? Email, string? Password, DeskRole Role, string? Shop);

    public Task<Result<DeskUser>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync(actor, (db, users) => ApplyAsync(db, users, input with { Password = input.Password ?? "" }, actor, ct), ct);

    /// <summary>Inside the caller's transaction, who has checked the rights. Without a password nobody can sign in until a link has set one.</summary>
    internal async Task<Result<DeskUser>> ApplyAsync(DeskDbContext db, UserManager<DeskUser> users, Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { Count: > 0 } problems)
            return problems;
        var shop = await FindShopAsync(db, input.Shop, ct);
        if (shop is null && !string.IsNullOrWhiteSpace(input.Shop))
            return new Problem("ShopUnknown", nameof(Input.Shop), input.Shop);
        var user = new DeskUser
        {
            Id = Ids.New(clock),
            UserName = input.Email!.Trim(),
            Email = input.Email.Trim(),
            DisplayName = input.Name!.Trim(),
            Role = input.Role,
            ShopId = shop?.Id,
            CreatedAt = clock.GetUtcNow(),
        };
        var created = input.Password is { } password ? await users.CreateAsync(user, password) : await users.CreateAsync(user);
        if (!created.Succeeded)
            return Translate(created);
        db.AddAudit(actor, clock, "user.add", user.Email, $"{user.Role}; {shop?.MerchantLogin}");
        return user;
    }

    internal static List<Problem> Check(Input input)
    {
        var problems = new List<Problem>();
        if (NameRule.Check(input.Name) is { } wrong)
            problems.Add(wrong);
        if (!EmailAddress.IsValid(input.Email?.Trim()))
            problems.Add(new Problem("EmailWrong", nameof(Input.Email)));
        if (!Enum.IsDefined(input.Role))
            problems.Add(new Problem("RoleUnknown", nameof(Input.Role)));
        if (input.Role == DeskRole.MerchantStaff && string.IsNullOrWhiteSpace(input.Shop))
            problems.Add(new Problem("ShopNeeded", nameof(Input.Shop)));
        return problems;
    }

    internal static async Task<Shop?> FindShopAsync(DeskDbContext db, string? merchantLogin, CancellationToken ct)
    {
        var login = merchantLogin?.Trim();
        return string.IsNullOrEmpty(login) ? null : await db.Shops.Working().FirstOrDefaultAsync(shop => shop.MerchantLogin == login, ct);
    }

    internal static List<Problem> Translate(IdentityResult refused) => [.. refused.Errors.Select(Translate).Distinct()];

    internal static Problem Translate(IdentityError error) =>
        error.Code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) or nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => new Problem(
                "PasswordShort",
                nameof(Input.Password)
            ),
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => new Problem("EmailTaken", nameof(Input.Email)),
            _ => new Problem("EmailWrong", nameof(Input.Email)),
        };
}
