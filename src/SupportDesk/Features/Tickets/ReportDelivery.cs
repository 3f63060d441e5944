using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>Shows on a message how its letter fares. Works inside the transaction of the mailroom.</summary>
public sealed class ReportDelivery(TimeProvider clock)
{
    /// <returns>The ticket whose screens should ask again; null if the message is gone.</returns>
    public async Task<Guid?> ApplyAsync(
        DeskDbContext db, Guid messageId, DeliveryState state, string? note, DateTimeOffset at, CancellationToken ct)
    {
        var message = await db.Messages.FirstOrDefaultAsync(m => m.Id == messageId, ct);
        if (message is null)
            return null;
        // A letter that was accepted can still bounce, but it is not queued again.
        if (message.Delivery == DeliveryState.Sent && state is not (DeliveryState.Failed or DeliveryState.Sent))
            return message.TicketId;
        var worse = state is DeliveryState.Failed or DeliveryState.Uncertain && message.Delivery != state;
        (message.Delivery, message.DeliveryAt, message.DeliveryNote) = (state, at, SafeText.LineOrNull(note, 500));
        if (worse)
        {
            var party = await db.Conversations.Where(c => c.Id == message.ConversationId).Select(c => c.Party).FirstAsync(ct);
            var ticket = await db.Tickets.FirstAsync(t => t.Id == message.TicketId, ct);
            new TicketPen(db, ticket, "SupportDesk", clock).Note(TicketEventKind.DeliveryFailed, state.ToString(), message.DeliveryNote, party);
        }

        return message.TicketId;
    }
}
