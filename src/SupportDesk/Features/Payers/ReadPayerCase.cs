using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payers;

/// <summary>What a private link shows: the conversation with the requester and nothing of the one with the provider.</summary>
internal sealed class ReadPayerCase(IDbContextFactory<DeskDbContext> contexts, PayerLinks links) : IUseCase
{
    public async Task<PayerCaseView?> RunAsync(string secret, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await links.FindAsync(db, secret, ct) is not { } link)
            return null;
        var ticket = await db.Tickets.AsNoTracking().SingleOrDefaultAsync(t => t.Id == link.TicketId && t.Kind == TicketKind.Payer, ct);
        if (ticket is null)
            return null;
        var messages = await MessagesOf(db, ticket.Id).Include(m => m.Attachments).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(ct);
        var shown = messages.Where(m => IsShown(m, link)).ToList();
        var taken = await db.Events.Where(e => e.TicketId == ticket.Id && (e.Kind == TicketEventKind.StatusChanged || e.Kind == TicketEventKind.Assigned))
            .OrderBy(e => e.At).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync(ct);
        var asked = await db.Messages
            .Where(m => m.TicketId == ticket.Id && m.Direction == Direction.Outgoing
                && db.Conversations.Any(c => c.Id == m.ConversationId && c.Party == Party.Provider))
            .OrderBy(m => m.At).Select(m => (DateTimeOffset?)m.At).FirstOrDefaultAsync(ct);
        var loose = await db.Attachments.AsNoTracking()
            .Where(a => a.TicketId == ticket.Id && a.MessageId == null && a.UploadedBy == null && a.DraftId == null && !a.PendingReview)
            .Select(a => new CaseFile(a.Id, a.Name, a.Size, a.HiddenCount)).ToListAsync(ct);
        return new PayerCaseView(
            ticket.Id, link.ByEmail, ticket.Number, ticket.CaseType, ticket.Status, ticket.RequesterEmail,
            await DeliveryAsync(db, ticket, ct),
            ticket.Payment, CaseProgress.Of(ticket.Status, ticket.StatusSince, ticket.CreatedAt, taken, asked),
            [.. shown.Select(LineOf)], shown.Count < messages.Count(m => !m.IsAutomatic), loose);
    }

    /// <summary>A file of a message that this link shows; null for any other.</summary>
    public async Task<Attachment?> FindFileAsync(string secret, Guid fileId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await links.FindAsync(db, secret, ct) is not { } link)
            return null;
        var message = await MessagesOf(db, link.TicketId).Where(m => m.Attachments.Any(a => a.Id == fileId))
            .Include(m => m.Attachments).SingleOrDefaultAsync(ct);
        return message is not null && IsShown(message, link)
            ? message.Attachments.SingleOrDefault(a => a.Id == fileId && !a.PendingReview)
            : null;
    }

    private static async Task<CaseDelivery> DeliveryAsync(DeskDbContext db, Ticket ticket, CancellationToken ct)
    {
        var last = await db.Outbox.AsNoTracking().Where(m => m.TicketId == ticket.Id && m.ToAddress == ticket.RequesterEmail)
            .OrderByDescending(m => m.CreatedAt).Select(m => (OutboxState?)m.State).FirstOrDefaultAsync(ct);
        return last switch { null => CaseDelivery.NotWritten, OutboxState.Failed => CaseDelivery.Returned, _ => CaseDelivery.Sent };
    }

    private static IQueryable<Message> MessagesOf(DeskDbContext db, Guid ticketId) => db.Messages.AsNoTracking()
        .Where(m => m.TicketId == ticketId && db.Conversations.Any(c => c.Id == m.ConversationId && c.Party == Party.Requester));

    // Whoever filled in the form may have given another's address: e-mails from that mailbox are shown only to somebody
    // who came by a link out of that mailbox (T-09).
    private static bool IsShown(Message message, PayerLink link) =>
        !message.IsAutomatic && (message.Direction == Direction.Outgoing || message.MatchedBy == MatchRule.Web || link.ByEmail);

    private static CaseLine LineOf(Message message) => new(
        message.Direction == Direction.Incoming,
        message.Author == AuthorKind.Staff ? message.AuthorName.Split(' ')[0] : "",
        message.At, message.Body, message.HiddenCount,
        [.. message.Attachments.Where(a => !a.PendingReview).Select(a => new CaseFile(a.Id, a.Name, a.Size, a.HiddenCount))]);
}
