using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets;

/// <summary>The requester of a ticket mistyped their address. Whoever calls this has checked that it is them.</summary>
public sealed class CorrectRequesterAddress(TimeProvider clock) : IUseCase
{
    // A form that sends its confirmation anywhere, as often as one likes, would be a gift.
    private const int Most = 3;

    /// <summary>Inside the caller's transaction, who saves and tells the new address.</summary>
    public async Task<Result<Ticket>> ApplyAsync(DeskDbContext db, Guid ticketId, string address, CancellationToken ct)
    {
        var ticket = await db.Tickets.FirstOrDefaultAsync(t => t.Id == ticketId && t.Kind == TicketKind.Payer, ct);
        var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.TicketId == ticketId && c.Party == Party.Requester, ct);
        if (ticket is null || conversation is null)
            return Problem.NotFound;
        if (!EmailAddress.IsReachable(address))
            return new Problem("EmailWrong", "email");
        if (DomainName.SameAddress(address, ticket.RequesterEmail))
            return new Problem("EmailSame", "email");
        if (!TicketStatusMachine.IsOpen(ticket.Status))
            return new Problem("TicketNotOpen");
        if (await db.Events.CountAsync(e => e.TicketId == ticketId && e.Kind == TicketEventKind.RequesterAddressCorrected, ct) >= Most)
            return new Problem("EmailCorrectedOften", "email");
        var before = ticket.RequesterEmail;
        (ticket.RequesterEmail, conversation.Address) = (address, address);
        var writer = new TicketWriter(db, ticket, ticket.RequesterName, clock);
        writer.Note(TicketEventKind.RequesterAddressCorrected, from: before, to: address, party: Party.Requester);
        return ticket;
    }
}
