using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>
/// What happened to a list while it was read: rows that something came to are marked, and what would move rows is
/// only counted, until the reader asks for it.
/// </summary>
public sealed class ListNews
{
    private readonly HashSet<Guid> fresh = [];
    private readonly HashSet<Guid> moved = [];
    private readonly HashSet<Guid> arrived = [];

    /// <summary>Rows that are marked.</summary>
    public IReadOnlySet<Guid> Fresh => fresh;

    public int Moved => moved.Count;

    public int Arrived => arrived.Count;

    public bool Any => Moved + Arrived > 0;

    /// <summary>The last thing that came; null when several did or nothing is worth a line.</summary>
    public ListTickets.Row? Latest { get; private set; }

    /// <param name="key">What the row was sorted by when the list was read.</param>
    public void NoteChange(ListTickets.Row row, TicketCursor key, TicketFilter filter, Actor actor)
    {
        if (row.UnansweredSince is not null && row.LastEvent == Data.Entities.TicketEventKind.MessageIn)
            fresh.Add(row.Id);
        if ((filter.Order == TicketSort.Created || TicketCursor.Of(row, filter) == key) && filter.Holds(row, actor))
            return;
        if (moved.Add(row.Id) || Latest?.Id == row.Id)
            Latest = row;
    }

    public void NoteArrival(ListTickets.Row row)
    {
        if (arrived.Add(row.Id) || Latest?.Id == row.Id)
            Latest = row;
    }

    /// <summary>The list is read anew: who came stays marked.</summary>
    public void Apply()
    {
        fresh.UnionWith(arrived);
        moved.Clear();
        arrived.Clear();
        Latest = null;
    }

    public void Clear()
    {
        Apply();
        fresh.Clear();
    }
}
