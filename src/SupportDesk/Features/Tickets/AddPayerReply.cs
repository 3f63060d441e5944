using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>
/// A reply that the requester wrote on the page behind the private link. Whoever calls this has checked the link.
/// </summary>
public sealed class AddPayerReply(FollowUp followUp, TicketFiles files, TimeProvider clock) : IUseCase
{
    /// <param name="db">Of the caller's transaction, who saves.</param>
    /// <param name="ticketId">The ticket that the link opens.</param>
    /// <param name="text">What the payer wrote.</param>
    /// <param name="attached">Stored files that hang on nothing yet.</param>
    /// <param name="hidden">How many secrets were hidden in the text before it came here.</param>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The ticket the reply stands in: a new one if the old was closed long ago.</returns>
    public async Task<Result<OpenedTicket>> ApplyAsync(
        DeskDbContext db,
        Guid ticketId,
        string text,
        IReadOnlyList<Guid> attached,
        int hidden,
        CancellationToken ct
    )
    {
        var ticket = await db.Tickets.FirstOrDefaultAsync(t => t.Id == ticketId && t.Kind == TicketKind.Payer, ct);
        if (ticket is null)
            return Problem.NotFound;
        var body = SanitizedText.Body(text);
        if (body.Text.Length == 0)
            return new Problem("BodyMissing", "Text");
        if (body.Cut)
            return new Problem("BodyTooLong", "Text", SanitizedText.MaxBody, text.Length);
        body = body with { Hidden = body.Hidden + hidden };
        if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
            ticket = await followUp.StartAsync(db, ticket, ticket.RequesterName, ct);
        var conversation = db.Conversations.Local.FirstOrDefault(c => c.TicketId == ticket.Id && c.Party == Party.Requester)
            ?? await db.Conversations.FirstAsync(c => c.TicketId == ticket.Id && c.Party == Party.Requester, ct);
        var message = IncomingMessageFactory.Page(ticket, conversation.Id, body, AuthorKind.Payer, Actor.System, clock);
        new TicketWriter(db, ticket, ticket.RequesterName, clock).Received(message, Party.Requester, reopens: true);
        return await files.AttachAsync(db, ticket.Id, message.Id, attached, Actor.System, ct)
            ? new OpenedTicket(ticket.Id, ticket.Number)
            : new Problem("FileGone", "Files");
    }
}
