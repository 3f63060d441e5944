using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;

namespace SupportDesk.Features.Tickets;

/// <summary>Shows on a message how its letter fares. Works inside the transaction of the mailroom.</summary>
public sealed class ReportDelivery(TimeProvider clock)
{
    /// <summary>The fate of one letter: a message shows its own, a copy for a participant that did not leave stands in the timeline.</summary>
    public async Task<Guid?> ApplyAsync(DeskDbContext db, OutboxMail mail, DeliveryState state, string? note, DateTimeOffset at, CancellationToken ct)
    {
        if (mail.MessageId is not { } messageId)
            return null;
        if (mail.ParticipantId is null)
            return await ApplyAsync(db, messageId, state, note, at, ct);
        var message = await db.Messages.FirstOrDefaultAsync(m => m.Id == messageId, ct);
        if (message is not null && state is (DeliveryState.Failed or DeliveryState.Uncertain))
            await NoteAsync(db, message, state, $"{mail.ToAddress}: {SafeText.LineOrNull(note, 500)}", ct);
        return message?.TicketId;
    }

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
            await NoteAsync(db, message, state, message.DeliveryNote, ct);
        return message.TicketId;
    }

    private async Task NoteAsync(DeskDbContext db, Message message, DeliveryState state, string? note, CancellationToken ct)
    {
        var party = await db.Conversations.Where(c => c.Id == message.ConversationId).Select(c => c.Party).FirstAsync(ct);
        var ticket = await db.Tickets.FirstAsync(t => t.Id == message.TicketId, ct);
        new TicketPen(db, ticket, "SupportDesk", clock).Note(TicketEventKind.DeliveryFailed, state.ToString(), note, party);
    }
}
