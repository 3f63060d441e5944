using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>How many tickets of each sort a person sees: any view's number is a sum of its lines.</summary>
public sealed record TicketTally(IReadOnlyList<TicketTally.Line> Lines)
{
    public sealed record Line(TicketStatus Status, bool Unanswered, TicketKind Kind, Priority Priority, bool IsNobodys, bool IsMine, int Count);

    public static TicketTally Empty { get; } = new([]);

    public int Total => Lines.Sum(line => line.Count);

    /// <returns>Null for a search: only the index knows how much it finds.</returns>
    public int? Of(TicketFilter filter) => filter.Searches ? null : Lines
        .Where(line => filter.Holds(line.Status, line.Unanswered, line.Kind, line.Priority, line.IsNobodys, line.IsMine))
        .Sum(line => line.Count);
}
