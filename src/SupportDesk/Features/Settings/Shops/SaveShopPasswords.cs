using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>Keeps the passwords of a shop, encrypted, or forgets them. Only administrators may.</summary>
public sealed class SaveShopPasswords(IDbContextFactory<DeskDbContext> contexts, ShopSecrets keys, ShopCache directory, TimeProvider clock) : IUseCase
{
    internal const int Longest = 200;
    private const int TestPassword2 = 3;

    /// <param name="passwords">#1, #2, test #1, test #2; an empty one keeps what is stored.</param>
    /// <param name="forget">Those to be forgotten, in the same order.</param>
    public async Task<Result<Unit>> RunAsync(
        Guid shopId, IReadOnlyList<string?> passwords, IReadOnlyList<bool> forget, Actor actor, CancellationToken ct)
    {
        if (!SaveShop.Allows(actor))
            return Problem.NotFound;
        if (passwords.Any(password => password?.Length > Longest))
            return new Problem("PasswordLong", null, Longest);
        await using var db = await contexts.CreateDbContextAsync(ct);
        // The write lock first: the row may just be made by whoever saves the other fields.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Shops.FirstOrDefaultAsync(shop => shop.Id == shopId, ct) is not { } shop)
            return Problem.NotFound;
        var row = await db.ShopSettings.FirstOrDefaultAsync(settings => settings.ShopId == shopId, ct);
        if (row?.ProbeHours > 0 && forget[TestPassword2] && string.IsNullOrEmpty(passwords[TestPassword2]))
            return new Problem("PasswordNeeded");
        if (row is null)
            db.ShopSettings.Add(row = new ShopSettings { ShopId = shopId, Algorithm = "md5" });
        Apply(row, keys, passwords, forget);
        row.ChangedAt = clock.GetUtcNow();
        db.AddAudit(
            actor, clock, "shop.passwords", shop.MerchantLogin,
            $"entered: {passwords.Count(password => !string.IsNullOrEmpty(password))}; forgotten: {forget.Count(one => one)}");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Forget();
        return default(Unit);
    }

    internal static void Apply(ShopSettings row, ShopSecrets keys, IReadOnlyList<string?> passwords, IReadOnlyList<bool> forget)
    {
        row.Password1 = Kept(0, row.Password1);
        row.Password2 = Kept(1, row.Password2);
        row.TestPassword1 = Kept(2, row.TestPassword1);
        row.TestPassword2 = Kept(TestPassword2, row.TestPassword2);

        string? Kept(int at, string? stored) =>
            passwords[at] is { Length: > 0 } password ? keys.Close(row.ShopId, password)
            : forget[at] ? null
            : stored;
    }
}
