using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Tells the requester, in their language and marked as automatic, that the ticket is resolved or closed.</summary>
public sealed class Notice(LetterWriter writer)
{
    internal async Task SendAsync(DeskDbContext db, Ticket ticket, TicketPen pen, CancellationToken ct)
    {
        var conversation = await db.Conversations.FirstAsync(c => c.TicketId == ticket.Id && c.Party == Party.Requester, ct);
        var words = new LetterText(ticket.Culture);
        var key = ticket.Status == TicketStatus.Closed ? "LetterClosed" : "LetterResolved";
        var text = words[key, TicketNumber.Format(ticket.Number), ticket.Title, TicketStatusMachine.ReopensWithin.Days];
        await writer.WriteAsync(
            db, ticket, conversation, new(new SafeText(text, 0), AuthorKind.Desk, null, "SupportDesk", Automatic: true), ticket.RequesterName, ct);
        pen.Note(TicketEventKind.MessageOut, to: "SupportDesk", party: Party.Requester);
        (ticket.LastEvent, ticket.LastParty) = (TicketEventKind.StatusChanged, null);
    }
}
