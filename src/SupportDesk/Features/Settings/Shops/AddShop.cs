using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>Adds a shop. Administrators may; the first one is made with the first administrator.</summary>
public sealed class AddShop(IDbContextFactory<DeskDbContext> contexts, ShopCache directory, TimeProvider clock) : IUseCase
{
    public async Task<Result<Shop>> RunAsync(string? name, string? merchantLogin, Actor actor, CancellationToken ct)
    {
        if (!SaveShop.Allows(actor))
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        // The write lock first: of two with one identifier the second sees the other.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var login = merchantLogin?.Trim() ?? "";
        var problems = new[] { ShopRules.WrongName(name), await ShopRules.WrongLoginAsync(db, null, login, ct) }.OfType<Problem>().ToList();
        if (problems.Count > 0)
            return problems;
        var shop = Apply(db, name!, login);
        db.AddAudit(actor, clock, "shop.add", shop.MerchantLogin, shop.Name);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        directory.Forget();
        return shop;
    }

    /// <summary>Inside the caller's transaction, who has checked both.</summary>
    internal Shop Apply(DeskDbContext db, string name, string merchantLogin)
    {
        var shop = new Shop { Id = Ids.New(clock), Name = name.Trim(), MerchantLogin = merchantLogin.Trim() };
        db.Shops.Add(shop);
        return shop;
    }
}
