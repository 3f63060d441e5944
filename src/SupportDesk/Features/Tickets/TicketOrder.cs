using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>The orders of a list, each with its key, so that a page costs the same wherever it stands.</summary>
internal static class TicketOrder
{
    private const long Last = long.MaxValue;

    /// <summary>From the filter's place on; backwards, nearest first, where the filter asks for what is before it.</summary>
    public static IQueryable<Ticket> Ordered(this IQueryable<Ticket> tickets, TicketFilter filter) => (filter.Order, filter.Before) switch
    {
        (TicketSort.Created, null) => ByNumberDown(tickets, filter.After?.Number ?? Last),
        (TicketSort.Created, { } before) => tickets.Where(t => t.Number > before.Number).OrderBy(t => t.Number),
        (TicketSort.Waiting, null) when filter.Status == StatusFilter.Unanswered => ByAnswerUp(tickets, filter.After ?? new(DateTimeOffset.MinValue, 0)),
        (TicketSort.Waiting, { } before) when filter.Status == StatusFilter.Unanswered => ByAnswerDown(tickets, before),
        (TicketSort.Waiting, null) => ByWaitingUp(tickets, filter.After ?? new(DateTimeOffset.MinValue, 0)),
        (TicketSort.Waiting, { } before) => ByWaitingDown(tickets, before),
        (TicketSort.Priority, null) => ByPriorityDown(tickets, filter.After ?? new(DateTimeOffset.MaxValue, Last)),
        (TicketSort.Priority, { } before) => ByPriorityUp(tickets, before),
        // The start is a key like any other, so that every page is a search in the index and never a walk through it.
        (_, null) => ByChangeDown(tickets, filter.After ?? new(DateTimeOffset.MaxValue, Last)),
        (_, { } before) => ByChangeUp(tickets, before),
    };

    private static IQueryable<Ticket> ByNumberDown(IQueryable<Ticket> tickets, long number) =>
        tickets.Where(t => t.Number < number).OrderByDescending(t => t.Number);

    private static IQueryable<Ticket> ByChangeDown(IQueryable<Ticket> tickets, TicketCursor key) => tickets
        .Where(t => t.ChangedAt <= key.At && (t.ChangedAt < key.At || t.Number < key.Number))
        .OrderByDescending(t => t.ChangedAt).ThenByDescending(t => t.Number);

    private static IQueryable<Ticket> ByChangeUp(IQueryable<Ticket> tickets, TicketCursor key) => tickets
        .Where(t => t.ChangedAt >= key.At && (t.ChangedAt > key.At || t.Number > key.Number))
        .OrderBy(t => t.ChangedAt).ThenBy(t => t.Number);

    private static IQueryable<Ticket> ByWaitingUp(IQueryable<Ticket> tickets, TicketCursor key) => tickets
        .Where(t => t.StatusSince >= key.At && (t.StatusSince > key.At || t.Number > key.Number))
        .OrderBy(t => t.StatusSince).ThenBy(t => t.Number);

    private static IQueryable<Ticket> ByWaitingDown(IQueryable<Ticket> tickets, TicketCursor key) => tickets
        .Where(t => t.StatusSince <= key.At && (t.StatusSince < key.At || t.Number < key.Number))
        .OrderByDescending(t => t.StatusSince).ThenByDescending(t => t.Number);

    private static IQueryable<Ticket> ByAnswerUp(IQueryable<Ticket> tickets, TicketCursor key) => tickets
        .Where(t => t.UnansweredSince >= key.At && (t.UnansweredSince > key.At || t.Number > key.Number))
        .OrderBy(t => t.UnansweredSince).ThenBy(t => t.Number);

    private static IQueryable<Ticket> ByAnswerDown(IQueryable<Ticket> tickets, TicketCursor key) => tickets
        .Where(t => t.UnansweredSince <= key.At && (t.UnansweredSince < key.At || t.Number < key.Number))
        .OrderByDescending(t => t.UnansweredSince).ThenByDescending(t => t.Number);

    private static IQueryable<Ticket> ByPriorityDown(IQueryable<Ticket> tickets, TicketCursor key)
    {
        var priority = key.Priority ?? Priority.P1;
        return tickets
            .Where(t => t.Priority >= priority
                && (t.Priority > priority || t.ChangedAt < key.At || (t.ChangedAt == key.At && t.Number < key.Number)))
            .OrderBy(t => t.Priority).ThenByDescending(t => t.ChangedAt).ThenByDescending(t => t.Number);
    }

    private static IQueryable<Ticket> ByPriorityUp(IQueryable<Ticket> tickets, TicketCursor key)
    {
        var priority = key.Priority ?? Priority.P1;
        return tickets
            .Where(t => t.Priority <= priority
                && (t.Priority < priority || t.ChangedAt > key.At || (t.ChangedAt == key.At && t.Number > key.Number)))
            .OrderByDescending(t => t.Priority).ThenBy(t => t.ChangedAt).ThenBy(t => t.Number);
    }
}
