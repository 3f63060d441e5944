using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Accounts;

/// <summary>Adds a person. Administrators may, and the command line on the desk's own machine.</summary>
public sealed class AddUser(DeskDbContext db, UserManager<DeskUser> users, TimeProvider clock) : IUseCase
{
    /// <param name="Shop">MerchantLogin of the person's shop; needed for merchant staff.</param>
    public sealed record Input(string? Name, string? Email, string? Password, DeskRole Role, string? Shop);

    public async Task<Result<DeskUser>> RunAsync(Input input, Actor actor, CancellationToken ct)
    {
        if (!Allows(actor))
            return Problem.NotFound;
        if (!EmailAddress.IsValid(input.Email?.Trim()))
            return new Problem("EmailWrong", nameof(Input.Email));
        if (string.IsNullOrWhiteSpace(input.Name))
            return new Problem("NameMissing", nameof(Input.Name));
        if (input.Role == DeskRole.MerchantStaff && string.IsNullOrWhiteSpace(input.Shop))
            return new Problem("ShopNeeded", nameof(Input.Shop));
        Shop? shop = null;
        if (!string.IsNullOrWhiteSpace(input.Shop))
        {
            shop = await db.Shops.FirstOrDefaultAsync(s => s.MerchantLogin == input.Shop.Trim(), ct);
            if (shop is null)
                return new Problem("ShopUnknown", nameof(Input.Shop), input.Shop);
        }

        var user = new DeskUser
        {
            Id = Ids.New(clock),
            UserName = input.Email!.Trim(),
            Email = input.Email.Trim(),
            DisplayName = input.Name.Trim(),
            Role = input.Role,
            ShopId = shop?.Id,
            CreatedAt = clock.GetUtcNow(),
        };
        var created = await users.CreateAsync(user, input.Password ?? "");
        return created.Succeeded ? user : created.Errors.Select(Translate).ToList();
    }

    internal static bool Allows(Actor actor) => actor.IsSystem || actor.Role == DeskRole.Admin;

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
