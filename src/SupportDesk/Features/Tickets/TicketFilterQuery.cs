using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Which tickets belong to a list: asked of the database, of a row that is shown, and of the table of numbers.</summary>
internal static class TicketFilterQuery
{
    public static IQueryable<Ticket> Where(this IQueryable<Ticket> tickets, TicketFilter filter, Actor actor)
    {
        tickets = filter.Status switch
        {
            StatusFilter.Open => tickets.Where(t => t.Status < TicketStatus.Resolved),
            StatusFilter.New => tickets.Where(t => t.Status == TicketStatus.New),
            StatusFilter.Us => tickets.Where(t => t.Status == TicketStatus.Open),
            StatusFilter.Requester => tickets.Where(t => t.Status == TicketStatus.WaitingOnRequester),
            StatusFilter.Provider => tickets.Where(t => t.Status == TicketStatus.WaitingOnProvider),
            StatusFilter.Resolved => tickets.Where(t => t.Status == TicketStatus.Resolved),
            StatusFilter.Closed => tickets.Where(t => t.Status == TicketStatus.Closed),
            StatusFilter.Unanswered => tickets.Where(t => t.UnansweredSince != null && (t.Status != TicketStatus.New || t.AssigneeId != null)),
            _ => tickets,
        };
        // Said once more, so that the database may take the small indexes of open tickets.
        if (filter.Order != TicketSort.Changed && filter.Status is StatusFilter.New or StatusFilter.Us or StatusFilter.Requester or StatusFilter.Provider)
            tickets = tickets.Where(t => t.Status < TicketStatus.Resolved);
        tickets = filter.Owner switch
        {
            OwnerFilter.Me => tickets.Where(t => t.AssigneeId == actor.UserId),
            OwnerFilter.Nobody => tickets.Where(t => t.AssigneeId == null),
            _ => tickets,
        };
        if (filter.Priority is { } priority)
            tickets = tickets.Where(t => t.Priority == priority);
        return filter.Kind is { } kind ? tickets.Where(t => t.Kind == kind) : tickets;
    }

    /// <summary>Whether a row that was shown belongs there still. Of a search only the index knows.</summary>
    public static bool Holds(this TicketFilter filter, ListTickets.Row row, Actor actor) => filter.Holds(
        row.Status, row.UnansweredSince is not null, row.Kind, row.Priority, row.AssigneeId is null,
        row.AssigneeId == actor.UserId && actor.UserId is not null);

    public static bool Holds(
        this TicketFilter filter, TicketStatus status, bool unanswered, TicketKind kind, Priority priority, bool nobodys, bool mine) =>
        filter.Status switch
        {
            StatusFilter.Open => status < TicketStatus.Resolved,
            StatusFilter.New => status == TicketStatus.New,
            StatusFilter.Us => status == TicketStatus.Open,
            StatusFilter.Requester => status == TicketStatus.WaitingOnRequester,
            StatusFilter.Provider => status == TicketStatus.WaitingOnProvider,
            StatusFilter.Resolved => status == TicketStatus.Resolved,
            StatusFilter.Closed => status == TicketStatus.Closed,
            StatusFilter.Unanswered => unanswered && !(status == TicketStatus.New && nobodys),
            _ => true,
        }
        && filter.Owner switch { OwnerFilter.Me => mine, OwnerFilter.Nobody => nobodys, _ => true }
        && (filter.Kind is null || filter.Kind == kind)
        && (filter.Priority is null || filter.Priority == priority);
}
