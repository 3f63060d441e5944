using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Who sees what: desk staff everything, merchant staff the merchant tickets of their own shop, everybody else nothing.
/// </summary>
internal static class TicketAccess
{
    public static IQueryable<Ticket> VisibleTo(this IQueryable<Ticket> tickets, Actor actor)
    {
        if (actor.IsSystem || actor.IsDeskStaff)
            return tickets;
        return actor is { Role: DeskRole.MerchantStaff, ShopId: { } shop }
            ? tickets.Where(t => t.ShopId == shop && t.Kind == TicketKind.Merchant)
            : tickets.Where(t => false);
    }
}
