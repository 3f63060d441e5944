using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Data.Access;

/// <summary>
/// Who sees which ticket: desk staff and the desk itself every one, merchant staff the merchant tickets of their own shop,
/// everybody else none. This is the only place that says so.
/// </summary>
internal static class TicketAccess
{
    public static IQueryable<Ticket> VisibleTo(this IQueryable<Ticket> tickets, Actor actor)
    {
        if (actor.SeesAllShops())
            return tickets;
        return actor.OwnShop() is { } shop ? tickets.Where(t => t.ShopId == shop && t.Kind == TicketKind.Merchant) : tickets.Where(t => false);
    }

    /// <summary>The numbers of those that the person sees.</summary>
    public static IQueryable<TicketCount> VisibleTo(this IQueryable<TicketCount> counts, Actor actor)
    {
        if (actor.SeesAllShops())
            return counts;
        return actor.OwnShop() is { } shop ? counts.Where(c => c.ShopId == shop && c.Kind == TicketKind.Merchant) : counts.Where(c => false);
    }

    /// <summary>Whether the person may open such a ticket: nobody opens one that they would not see.</summary>
    public static bool MayOpen(this Actor actor, TicketKind kind, Guid? shop) =>
        actor.SeesAllShops() || (actor.OwnShop() is { } own && kind == TicketKind.Merchant && shop == own);
}
