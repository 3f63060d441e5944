using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.Shops;

/// <summary>What hangs on the identifier of a shop: whoever corrects it should know before.</summary>
public sealed class ReadShopUse(IDbContextFactory<DeskDbContext> contexts) : IUseCase
{
    /// <param name="Notifications">The provider sends them to an address with the identifier in it.</param>
    /// <param name="Invoices">The provider is asked about them under the identifier.</param>
    /// <param name="Tickets">They name the identifier under which their payment ran, and keep it.</param>
    public sealed record Use(bool Notifications, bool Invoices, bool Tickets)
    {
        public bool IsAny => Notifications || Invoices || Tickets;
    }

    public async Task<Result<Use>> RunAsync(Guid shop, Actor actor, CancellationToken ct)
    {
        if (!SaveShop.Allows(actor))
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await OfAsync(db, shop, ct);
    }

    internal static async Task<Use> OfAsync(DeskDbContext db, Guid shop, CancellationToken ct) => new(
        await db.Notifications.AnyAsync(one => one.ShopId == shop, ct),
        await db.ReconciledInvoices.AnyAsync(one => one.ShopId == shop, ct),
        await db.Tickets.AnyAsync(one => one.ShopId == shop, ct));
}
