using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>A case that turns out to be known already becomes a message of the open ticket.</summary>
public sealed class JoinTicket(TicketFiles files, TimeProvider clock) : IUseCase
{
    /// <summary>Inside the caller's transaction, who saves.</summary>
    public async Task<Result<OpenedTicket>> ApplyAsync(
        DeskDbContext db,
        Guid ticketId,
        string text,
        IReadOnlyList<Guid> attached,
        Actor actor,
        CancellationToken ct
    )
    {
        var ticket = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == ticketId, ct);
        if (ticket is null)
            return Problem.NotFound;
        var body = SanitizedText.Body(text);
        if (body.Text.Length == 0)
            return new Problem("BodyMissing", "Text");
        if (body.Cut)
            return new Problem("BodyTooLong", "Text", SanitizedText.MaxBody, text.Length);
        if (!TicketStatusMachine.IsOpen(ticket.Status))
            return new Problem("TicketNotOpen");
        var conversation = await db.Conversations.FirstAsync(c => c.TicketId == ticket.Id && c.Party == Party.Requester, ct);
        var author = actor.IsSystem ? AuthorKind.Payer : actor.IsDeskStaff ? AuthorKind.Staff : AuthorKind.Merchant;
        var message = IncomingMessageFactory.Page(ticket, conversation.Id, body, author, actor, clock);
        var ticketWriter = new TicketWriter(db, ticket, message.AuthorName, clock);
        ticketWriter.Received(message, Party.Requester, reopens: false);
        ticketWriter.Note(TicketEventKind.Joined, party: Party.Requester);
        return await files.AttachAsync(db, ticket.Id, message.Id, attached, actor, ct)
            ? new OpenedTicket(ticket.Id, ticket.Number)
            : new Problem("FileGone", "Files");
    }
}
