namespace SupportDesk.Features.Tickets.Pages;

/// <summary>
/// The list that a person left: who comes back to it finds the same rows in the same places, whatever happened meanwhile.
/// </summary>
public sealed class ListMemory
{
    /// <param name="Rows">Each with what it was sorted by.</param>
    public sealed record Place(
        TicketFilter Filter, IReadOnlyList<(Guid Id, TicketCursor Key)> Rows, TicketCursor? Next, TicketCursor? Previous, IReadOnlyList<Guid> Selected);

    public Place? Last { get; set; }

    /// <returns>Null where another list was left.</returns>
    public Place? Of(TicketFilter filter) => Last is { } last && last.Filter == filter ? last : null;
}
