using System.Collections.Frozen;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>Which status may follow which. A ticket that was resolved or closed goes on only through Open.</summary>
public static class TicketStatusMachine
{
    /// <summary>So long a reply still reopens a closed ticket; later it starts a new one that follows it.</summary>
    public static readonly TimeSpan ReopensWithin = TimeSpan.FromDays(14);

    private static readonly FrozenDictionary<TicketStatus, TicketStatus[]> Table = new Dictionary<TicketStatus, TicketStatus[]>
    {
        [TicketStatus.New] = [TicketStatus.Open, TicketStatus.WaitingOnRequester, TicketStatus.WaitingOnProvider, TicketStatus.Resolved, TicketStatus.Closed],
        [TicketStatus.Open] = [TicketStatus.WaitingOnRequester, TicketStatus.WaitingOnProvider, TicketStatus.Resolved, TicketStatus.Closed],
        [TicketStatus.WaitingOnRequester] = [TicketStatus.Open, TicketStatus.WaitingOnProvider, TicketStatus.Resolved, TicketStatus.Closed],
        [TicketStatus.WaitingOnProvider] = [TicketStatus.Open, TicketStatus.WaitingOnRequester, TicketStatus.Resolved, TicketStatus.Closed],
        [TicketStatus.Resolved] = [TicketStatus.Open, TicketStatus.Closed],
        [TicketStatus.Closed] = [TicketStatus.Open],
    }.ToFrozenDictionary();

    public static IReadOnlyList<TicketStatus> From(TicketStatus status) => Table[status];

    public static bool Allows(TicketStatus from, TicketStatus to) => Table[from].Contains(to);

    /// <summary>Somebody still has to do something.</summary>
    public static bool IsOpen(TicketStatus status) => status < TicketStatus.Resolved;

    /// <summary>The moves that lead from one status to the other: none, one, or two by way of Open.</summary>
    public static IReadOnlyList<TicketStatus> Path(TicketStatus from, TicketStatus to) =>
        from == to ? []
        : Allows(from, to) ? [to]
        : Allows(from, TicketStatus.Open) && Allows(TicketStatus.Open, to) ? [TicketStatus.Open, to]
        : throw new InvalidOperationException($"No way from {from} to {to}.");

    public static bool ClosedLongAgo(Ticket ticket, DateTimeOffset now) =>
        ticket.Status == TicketStatus.Closed && now - ticket.ClosedAt > ReopensWithin;
}
