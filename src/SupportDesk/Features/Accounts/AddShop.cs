using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Accounts;

/// <summary>Adds a shop beside the first one. Only the desk itself may, on the command line.</summary>
public sealed class AddShop(DeskDbContext db, TimeProvider clock) : IUseCase
{
    public async Task<Result<Shop>> RunAsync(string name, string merchantLogin, Actor actor, CancellationToken ct)
    {
        if (!actor.IsSystem)
            return Problem.NotFound;
        if (string.IsNullOrWhiteSpace(name))
            return new Problem("ShopNameMissing", nameof(name));
        if (!MerchantLogins.IsValid(merchantLogin.Trim()) || await db.Shops.AnyAsync(s => s.MerchantLogin == merchantLogin.Trim(), ct))
            return new Problem("MerchantLoginWrong", nameof(merchantLogin));
        var shop = new Shop { Id = Ids.New(clock), Name = name.Trim(), MerchantLogin = merchantLogin.Trim() };
        db.Shops.Add(shop);
        await db.SaveChangesAsync(ct);
        return shop;
    }
}
