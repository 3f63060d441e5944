using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>Gives a requester without an account a way to the ticket. Another feature may provide one.</summary>
public interface IRequesterLink
{
    /// <summary>A fresh private link for one e-mail, or null if this requester needs none. Saves nothing by itself.</summary>
    Task<Uri?> CreateAsync(DeskDbContext db, Ticket ticket, CancellationToken ct);

    /// <summary>Ends every link to the ticket that was given out: it belongs to somebody else now. Inside the caller's transaction.</summary>
    Task RevokeAsync(DeskDbContext db, Guid ticketId, CancellationToken ct);
}
