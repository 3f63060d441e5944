using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Accounts;

/// <summary>Turns the printed set-up link into the first administrator and the first shop, once.</summary>
public sealed class CreateFirstAdmin(
    DeskDbContext db, UserManager<DeskUser> users, SetupLink link, AddShop shops, TimeProvider clock) : IUseCase
{
    public sealed record Input(string? Secret, string? Name, string? Email, string? Password, string? ShopName, string? MerchantLogin);

    public async Task<bool> IsOpenAsync(string? secret, CancellationToken ct) =>
        link.Fits(secret) && !await db.Users.AnyAsync(ct);

    public async Task<Result<DeskUser>> RunAsync(Input input, CancellationToken ct)
    {
        if (!link.Fits(input.Secret))
            return Problem.NotFound;
        var problems = Check(input).ToList();
        if (problems.Count > 0)
            return problems;

        // The write lock is taken before the count is read: two posts at once make one administrator.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Users.AnyAsync(ct))
            return Problem.NotFound;
        var shop = shops.Apply(db, input.ShopName!, input.MerchantLogin!);
        var user = new DeskUser
        {
            Id = Ids.New(clock),
            UserName = input.Email!.Trim(),
            Email = input.Email.Trim(),
            DisplayName = input.Name!.Trim(),
            Role = DeskRole.Admin,
            ShopId = shop.Id,
            CreatedAt = clock.GetUtcNow(),
        };
        var created = await users.CreateAsync(user, input.Password!);
        if (!created.Succeeded)
            return created.Errors.Select(AddUser.Translate).ToList();
        await transaction.CommitAsync(ct);
        return user;
    }

    private static IEnumerable<Problem> Check(Input input)
    {
        if (string.IsNullOrWhiteSpace(input.Name))
            yield return new Problem("NameMissing", nameof(Input.Name));
        if (!EmailAddress.IsValid(input.Email?.Trim()))
            yield return new Problem("EmailWrong", nameof(Input.Email));
        if (input.Password is not { Length: >= 10 })
            yield return new Problem("PasswordShort", nameof(Input.Password));
        if (string.IsNullOrWhiteSpace(input.ShopName))
            yield return new Problem("ShopNameMissing", nameof(Input.ShopName));
        if (string.IsNullOrWhiteSpace(input.MerchantLogin))
            yield return new Problem("MerchantLoginMissing", nameof(Input.MerchantLogin));
        else if (!MerchantLogins.IsValid(input.MerchantLogin.Trim()))
            yield return new Problem("MerchantLoginWrong", nameof(Input.MerchantLogin));
    }
}
