using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Shows on a message how its e-mail fares. Works inside the transaction of the caller.</summary>
public sealed class ReportDelivery(NotifyAuthor notifyAuthor, TimeProvider clock) : IUseCase
{
    /// <summary>Reads many messages in one question, so that reports on them need none of their own.</summary>
    public Task LoadAsync(DeskDbContext db, IReadOnlyCollection<Guid> messages, CancellationToken ct) =>
        messages.Count == 0 ? Task.CompletedTask : db.Messages.Where(m => messages.Contains(m.Id)).LoadAsync(ct);

    /// <summary>Many e-mails were accepted. A message whose e-mail has come back already keeps saying so.</summary>
    /// <param name="sent">Messages and what the server said, safe to be stored.</param>
    public Task SentAsync(DeskDbContext db, IReadOnlyList<(Guid Message, string Note)> sent, DateTimeOffset at, CancellationToken ct)
    {
        if (sent.Count == 0)
            return Task.CompletedTask;
        var sql = $"""
            UPDATE "Messages" SET "Delivery" = {(int)DeliveryState.Sent}, "DeliveryAt" = {at.UtcTicks}, "DeliveryNote" = sent.column2
            FROM (VALUES {SqlRows.Places(sent.Count, 2, 0)}) AS sent WHERE "Messages"."Id" = sent.column1 AND "Delivery" <> {(int)DeliveryState.Failed}
            """;
        return db.Database.ExecuteSqlRawAsync(sql, sent.SelectMany(row => new object[] { row.Message, row.Note }), ct);
    }

    /// <summary>How one e-mail fared: a message shows its own, a copy for a participant that did not leave stands in the timeline.</summary>
    public async Task<Guid?> ApplyAsync(DeskDbContext db, OutboxMail mail, DeliveryState state, string? note, DateTimeOffset at, CancellationToken ct)
    {
        if (mail.MessageId is not { } messageId)
            return null;
        if (mail.ParticipantId is null)
            return await ApplyAsync(db, messageId, state, note, at, ct);
        var message = await db.Messages.FirstOrDefaultAsync(m => m.Id == messageId, ct);
        if (message is not null && state is (DeliveryState.Failed or DeliveryState.Uncertain))
            await NoteAsync(db, message, state, $"{mail.ToAddress}: {SanitizedText.LineOrNull(note, 500)}", ct);
        return message?.TicketId;
    }

    /// <returns>The ticket whose screens should ask again; null if the message is gone.</returns>
    public async Task<Guid?> ApplyAsync(
        DeskDbContext db, Guid messageId, DeliveryState state, string? note, DateTimeOffset at, CancellationToken ct)
    {
        var message = await db.Messages.FindAsync([messageId], ct);
        if (message is null)
            return null;
        // An e-mail that was accepted can still bounce, but it is not queued again.
        if (message.Delivery == DeliveryState.Sent && state is not (DeliveryState.Failed or DeliveryState.Sent))
            return message.TicketId;
        var worse = state is DeliveryState.Failed or DeliveryState.Uncertain && message.Delivery != state;
        (message.Delivery, message.DeliveryAt, message.DeliveryNote) = (state, at, SanitizedText.LineOrNull(note, 500));
        if (worse)
        {
            var ticket = await NoteAsync(db, message, state, message.DeliveryNote, ct);
            if (state == DeliveryState.Failed)
                await NotifyAuthorAsync(db, ticket, message, ct);
        }

        return message.TicketId;
    }

    private async Task NotifyAuthorAsync(DeskDbContext db, Ticket ticket, Message message, CancellationToken ct)
    {
        var address = await db.Conversations.Where(c => c.Id == message.ConversationId).Select(c => c.Address).FirstAsync(ct);
        await notifyAuthor.ApplyAsync(db, ticket, message, address, ct);
    }

    private async Task<Ticket> NoteAsync(DeskDbContext db, Message message, DeliveryState state, string? note, CancellationToken ct)
    {
        var party = await db.Conversations.Where(c => c.Id == message.ConversationId).Select(c => c.Party).FirstAsync(ct);
        var ticket = await db.Tickets.FirstAsync(t => t.Id == message.TicketId, ct);
        new TicketWriter(db, ticket, "SupportDesk", clock).Note(TicketEventKind.DeliveryFailed, state.ToString(), note, party);
        return ticket;
    }
}
