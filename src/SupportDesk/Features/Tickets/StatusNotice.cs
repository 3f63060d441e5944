using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Tells the requester, in their language and marked as automatic, that the ticket is resolved or closed.</summary>
public sealed class StatusNotice(EmailWriter writer) : IUseCase
{
    internal async Task SendAsync(DeskDbContext db, Ticket ticket, TicketWriter ticketWriter, CancellationToken ct)
    {
        var conversation = await db.Conversations.FirstAsync(c => c.TicketId == ticket.Id && c.Party == Party.Requester, ct);
        var kind = ticket.Status == TicketStatus.Closed ? TicketEmails.Closed : TicketEmails.Resolved;
        await writer.WriteAsync(db, ticket, conversation, EmailWriter.Email.FromDesk(kind, "SupportDesk"), ticket.RequesterName, ct);
        ticketWriter.Note(TicketEventKind.MessageOut, to: "SupportDesk", party: Party.Requester);
        (ticket.LastEvent, ticket.LastParty) = (TicketEventKind.StatusChanged, null);
    }
}
