using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Writes into one of the two conversations. What is meant for the other side leaves as an e-mail.</summary>
public sealed class PostReply(TicketTransaction transaction, EmailWriter writer, TicketFiles files, TimeProvider clock) : IUseCase
{
    /// <param name="After">Where the ticket goes then; null to leave that to the desk.</param>
    public sealed record Input(Guid TicketId, Party Party, string Body, IReadOnlyList<Guid> Files, TicketStatus? After);

    /// <returns>The id of the message.</returns>
    public Task<Result<Guid>> RunAsync(Input input, Actor actor, CancellationToken ct) =>
        transaction.RunAsync<Guid>(async db =>
        {
            var ticket = await db.Tickets.VisibleTo(actor).FirstOrDefaultAsync(t => t.Id == input.TicketId, ct);
            var conversation = ticket is null ? null
                : await db.Conversations.FirstOrDefaultAsync(c => c.TicketId == ticket.Id && c.Party == input.Party, ct);
            if (ticket is null || conversation is null)
                return Problem.NotFound;
            var text = SanitizedText.Body(input.Body);
            if (text.Text.Length == 0)
                return new Problem("BodyMissing", nameof(input.Body));
            if (text.Cut)
                return new Problem("BodyTooLong", nameof(input.Body), SanitizedText.MaxBody, input.Body.Length);
            if (TicketStatusMachine.ClosedLongAgo(ticket, clock.GetUtcNow()))
                return new Problem("ClosedLongAgo");

            var ticketWriter = new TicketWriter(db, ticket, actor.Name, clock);
            var message = input.Party == Party.Requester && IsRequester(ticket, actor)
                ? FromRequester(ticket, conversation, text, actor, ticketWriter)
                : await EmailAsync(db, ticket, conversation, text, input.After, actor, ticketWriter, ct);
            if (!await files.AttachAsync(db, ticket.Id, message.Id, input.Files, actor, ct))
                return new Problem("FileGone", "Files");
            await db.ReplyDrafts.Where(d => d.UserId == actor.UserId && d.TicketId == ticket.Id && d.Party == input.Party).ExecuteDeleteAsync(ct);
            return message.Id;
        }, ct);

    /// <summary>Who asked writes to the desk, not to themselves.</summary>
    internal static bool IsRequester(Ticket ticket, Actor actor) => !actor.IsDeskStaff || actor.UserId == ticket.RequesterUserId;

    private Message FromRequester(Ticket ticket, Conversation conversation, SanitizedText text, Actor actor, TicketWriter ticketWriter)
    {
        var message = IncomingMessageFactory.Page(ticket, conversation.Id, text, actor.IsDeskStaff ? AuthorKind.Staff : AuthorKind.Merchant, actor, clock);
        ticketWriter.Received(message, Party.Requester, reopens: true);
        return message;
    }

    private async Task<Message> EmailAsync(
        DeskDbContext db,
        Ticket ticket,
        Conversation conversation,
        SanitizedText text,
        TicketStatus? after,
        Actor actor,
        TicketWriter ticketWriter,
        CancellationToken ct
    )
    {
        var author = actor.IsDeskStaff ? AuthorKind.Staff : AuthorKind.Merchant;
        var toName = conversation.Party == Party.Requester ? ticket.RequesterName : null;
        var kind = conversation.Party == Party.Requester ? TicketEmails.Answer : TicketEmails.ToProvider;
        var message = await writer.WriteAsync(db, ticket, conversation, new(kind, author, actor.UserId, actor.Name, text), toName, ct);
        if (actor.IsDeskStaff)
            ticket.AssigneeId ??= actor.UserId;
        ticketWriter.Move(after ?? (conversation.Party == Party.Provider ? TicketStatus.WaitingOnProvider : TicketStatus.WaitingOnRequester));
        ticket.UnansweredSince = null;
        ticketWriter.Note(TicketEventKind.MessageOut, to: actor.Name, party: conversation.Party);
        return message;
    }
}
