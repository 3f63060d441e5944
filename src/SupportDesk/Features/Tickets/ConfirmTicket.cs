using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// Confirms a ticket that was opened by a letter, once and in general words: whoever wrote under a foreign address makes us
/// repeat nothing of it. Works inside the caller's transaction.
/// </summary>
public sealed class ConfirmTicket(LetterWriter writer)
{
    public async Task RunAsync(DeskDbContext db, Guid ticketId, CancellationToken ct)
    {
        var ticket = db.Tickets.Local.FirstOrDefault(t => t.Id == ticketId) ?? await db.Tickets.FirstAsync(t => t.Id == ticketId, ct);
        var conversation = db.Conversations.Local.FirstOrDefault(c => c.TicketId == ticketId && c.Party == Party.Requester)
            ?? await db.Conversations.FirstAsync(c => c.TicketId == ticketId && c.Party == Party.Requester, ct);
        var words = new LetterText(ticket.Culture);
        conversation.Subject = words["LetterConfirmedSubject"];
        var text = words["LetterConfirmed", TicketNumber.Format(ticket.Number)];
        await writer.WriteAsync(db, ticket, conversation, new(new SafeText(text, 0), AuthorKind.Desk, null, "SupportDesk", Automatic: true), toName: null, ct);
    }
}
