namespace SupportDesk.Features.Tickets;

/// <summary>What another feature shows beside a ticket.</summary>
public interface ITicketPanel
{
    /// <summary>A component with one parameter, <c>View</c>, a <see cref="TicketView"/>.</summary>
    Type Component { get; }
}
