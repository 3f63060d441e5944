using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets.Bulk;

/// <summary>What is done with each of several tickets.</summary>
public abstract record BulkChange
{
    /// <param name="UserId">Null for nobody.</param>
    public sealed record Assign(Guid? UserId) : BulkChange;

    public sealed record Move(TicketStatus To) : BulkChange;

    public sealed record Prioritize(Priority To) : BulkChange;
}
