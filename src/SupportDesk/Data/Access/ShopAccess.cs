using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Data.Access;

/// <summary>
/// Who sees which shop and what belongs to it, such as invoices, notifications and probes: desk staff and the desk itself
/// every one, merchant staff their own, everybody else none. This is the only place that says so.
/// </summary>
internal static class ShopAccess
{
    public static IQueryable<Shop> VisibleTo(this IQueryable<Shop> shops, Actor actor)
    {
        if (actor.SeesAllShops())
            return shops;
        return actor.OwnShop() is { } own ? shops.Where(s => s.Id == own) : shops.Where(s => false);
    }

    /// <summary>Those that were not put aside: only they take new cases.</summary>
    public static IQueryable<Shop> Working(this IQueryable<Shop> shops) => shops.Where(s => s.ArchivedAt == null);

    public static bool SeesShop(this Actor actor, Guid shop) => actor.SeesAllShops() || actor.OwnShop() == shop;

    public static bool SeesAnyShop(this Actor actor) => actor.SeesAllShops() || actor.OwnShop() is not null;

    /// <summary>For which shop the person prepares something: desk staff choose, merchant staff have theirs.</summary>
    public static Guid? ShopFor(this Actor actor, Guid? chosen) => actor.SeesAllShops() ? chosen : actor.OwnShop();

    internal static bool SeesAllShops(this Actor actor) => actor.IsSystem || actor.IsDeskStaff;

    internal static Guid? OwnShop(this Actor actor) => actor.Role == DeskRole.MerchantStaff ? actor.ShopId : null;
}
