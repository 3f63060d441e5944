using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Moving;

/// <summary>
/// Takes a received e-mail with its files out of one ticket and puts it into another, and back. Works inside the
/// transaction of the caller, which saves and publishes the change of both.
/// </summary>
public sealed class MoveMessage(TimeProvider clock) : IUseCase
{
    /// <param name="MoveId">Takes the move back; null if the e-mail was there already.</param>
    public sealed record Moved(Guid? MoveId, Guid MessageId, Guid FromTicketId, long FromNumber, Guid ToTicketId, long ToNumber);

    /// <param name="ProviderNumber">The number that this e-mail names; it goes with the e-mail.</param>
    /// <param name="OpenedTicket">The ticket was opened for the e-mail just now.</param>
    public sealed record Input(Guid MessageId, Guid TicketId, string? ProviderNumber, bool OpenedTicket = false);

    public async Task<Result<Moved>> ApplyAsync(DeskDbContext db, Input input, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff || await FindAsync(db, input.MessageId, ct) is not { } email)
            return Problem.NotFound;
        var target = db.Tickets.Local.FirstOrDefault(t => t.Id == input.TicketId) ?? await db.Tickets.FirstOrDefaultAsync(t => t.Id == input.TicketId, ct);
        if (target is null)
            return Problem.NotFound;
        var (message, source, from) = email;
        if (source.Id == target.Id)
            return new Moved(null, message.Id, source.Id, source.Number, target.Id, target.Number);
        if (TicketStatusMachine.ClosedLongAgo(target, clock.GetUtcNow()))
            return new Problem("ClosedLongAgo");

        var ticketWriter = new TicketWriter(db, target, actor.Name, clock);
        var to = await ConversationAsync(db, target, message, from, ticketWriter, ct);
        var move = Record(message, source, from, target, input.OpenedTicket, actor, ticketWriter.Now);
        db.MessageMoves.Add(move);
        await LeaveAsync(db, email, target.Number, actor.Name, ct);
        await MoveNumberAsync(db, from, to, message, input.ProviderNumber, ct);
        (message.TicketId, message.ConversationId) = (target.Id, to.Id);
        await MoveFilesAsync(db, message, ct);
        ticketWriter.MovedIn(message, to.Party, TicketNumber.Format(source.Number));
        await ThreadOnAsync(db, to, message, ct);
        return new Moved(move.Id, message.Id, source.Id, source.Number, target.Id, target.Number);
    }

    /// <summary>Takes a move back; one that was taken back already stays so.</summary>
    public async Task<Result<Moved>> UndoAsync(DeskDbContext db, Guid moveId, Actor actor, CancellationToken ct)
    {
        var move = actor.IsDeskStaff ? await db.MessageMoves.FirstOrDefaultAsync(m => m.Id == moveId, ct) : null;
        if (move is null || await FindAsync(db, move.MessageId, ct) is not { } email)
            return Problem.NotFound;
        var home = await db.Tickets.FirstAsync(t => t.Id == move.FromTicketId, ct);
        if (move.UndoneAt is not null && email.Ticket.Id == home.Id)
            return new Moved(null, move.MessageId, email.Ticket.Id, email.Ticket.Number, home.Id, home.Number);
        if (move.UndoneAt is not null || email.Ticket.Id != move.ToTicketId)
            return new Problem("MovedOn");

        var (message, away, from) = email;
        var to = await db.Conversations.FirstAsync(c => c.Id == move.FromConversationId, ct);
        move.UndoneAt = clock.GetUtcNow();
        await LeaveAsync(db, email, home.Number, actor.Name, ct);
        await MoveNumberAsync(db, from, to, message, from.ExternalNumber, ct);
        (message.TicketId, message.ConversationId) = (home.Id, to.Id);
        await MoveFilesAsync(db, message, ct);
        await ThreadOnAsync(db, to, message, ct);
        await RestoreAsync(db, move, away, home, message, actor, ct);
        new TicketWriter(db, home, actor.Name, clock).Note(TicketEventKind.EmailCame, TicketNumber.Format(away.Number), message.AuthorName, to.Party);
        return new Moved(null, message.Id, away.Id, away.Number, home.Id, home.Number);
    }

    private sealed record Email(Message Message, Ticket Ticket, Conversation Conversation);

    private static async Task<Email?> FindAsync(DeskDbContext db, Guid messageId, CancellationToken ct)
    {
        var message = await db.Messages.FirstOrDefaultAsync(m => m.Id == messageId && m.Direction == Direction.Incoming && m.MatchedBy != MatchRule.Web, ct);
        return message is null ? null : new Email(
            message,
            await db.Tickets.FirstAsync(t => t.Id == message.TicketId, ct),
            await db.Conversations.FirstAsync(c => c.Id == message.ConversationId, ct));
    }

    private MessageMove Record(Message message, Ticket source, Conversation from, Ticket target, bool opened, Actor actor, DateTimeOffset at) => new()
    {
        Id = Ids.New(clock),
        MessageId = message.Id,
        FromTicketId = source.Id,
        FromConversationId = from.Id,
        ToTicketId = target.Id,
        OpenedTicket = opened,
        By = actor.Name,
        At = at,
        StatusBefore = target.Status,
        UnansweredBefore = source.UnansweredSince,
    };

    private static async Task<Conversation> ConversationAsync(
        DeskDbContext db,
        Ticket target,
        Message message,
        Conversation from,
        TicketWriter ticketWriter,
        CancellationToken ct
    ) =>
        db.Conversations.Local.FirstOrDefault(c => c.TicketId == target.Id && c.Party == from.Party)
        ?? await db.Conversations.FirstOrDefaultAsync(c => c.TicketId == target.Id && c.Party == from.Party, ct)
        ?? ticketWriter.Open(from.Party, target.Title, from.Party == Party.Requester ? target.RequesterEmail : message.AuthorAddress ?? from.Address);

    // The ticket that loses the e-mail no longer waits because of it, and its next e-mail answers the one before.
    private async Task LeaveAsync(DeskDbContext db, Email email, long to, string by, CancellationToken ct)
    {
        var (message, ticket, conversation) = email;
        new TicketWriter(db, ticket, by, clock).Note(TicketEventKind.EmailMoved, message.AuthorName, TicketNumber.Format(to), conversation.Party);
        var rest = db.Messages.Where(m => m.TicketId == ticket.Id && m.Id != message.Id && m.Direction == Direction.Incoming);
        if (ticket.UnansweredSince is { } since && message.At >= since)
            ticket.UnansweredSince = await rest.Where(m => !m.IsAutomatic && m.At >= since)
                .OrderBy(m => m.At)
                .Select(m => (DateTimeOffset?)m.At)
                .FirstOrDefaultAsync(ct);
        if (conversation.LastForeignMessageId is not null && conversation.LastForeignMessageId == message.InternetMessageId)
            conversation.LastForeignMessageId = await rest.Where(m => m.ConversationId == conversation.Id && m.InternetMessageId != null)
                .OrderByDescending(m => m.At).Select(m => m.InternetMessageId).FirstOrDefaultAsync(ct);
    }

    private static async Task ThreadOnAsync(DeskDbContext db, Conversation to, Message message, CancellationToken ct)
    {
        var hasLater = await db.Messages.AnyAsync(
            m => m.ConversationId == to.Id && m.Id != message.Id && m.Direction == Direction.Incoming && m.InternetMessageId != null && m.At > message.At, ct);
        if (message.InternetMessageId is { } id && !hasLater)
            to.LastForeignMessageId = id;
    }

    // The number that only this e-mail named belongs to the ticket that the e-mail belongs to.
    private static async Task MoveNumberAsync(DeskDbContext db, Conversation from, Conversation to, Message message, string? number, CancellationToken ct)
    {
        if (number is not { Length: > 0 } || from.Party != Party.Provider || !message.Body.Contains(number, StringComparison.Ordinal))
            return;
        if (
            from.ExternalNumber == number
            && !await db.Messages.AnyAsync(
                m => m.ConversationId == from.Id && m.Id != message.Id && m.Direction == Direction.Incoming && m.Body.Contains(number),
                ct
            )
        )
            from.ExternalNumber = null;
        to.ExternalNumber ??= number;
    }

    private static async Task MoveFilesAsync(DeskDbContext db, Message message, CancellationToken ct)
    {
        foreach (var file in await db.Attachments.Where(a => a.MessageId == message.Id).ToListAsync(ct))
            file.TicketId = message.TicketId;
    }

    // Only what nobody has touched since the move goes back to what it was.
    private async Task RestoreAsync(DeskDbContext db, MessageMove move, Ticket away, Ticket home, Message message, Actor actor, CancellationToken ct)
    {
        var ticketWriter = new TicketWriter(db, away, actor.Name, clock);
        if (move.OpenedTicket && !await db.Messages.AnyAsync(m => m.TicketId == away.Id && m.Id != message.Id, ct))
            ticketWriter.Move(TicketStatus.Closed);
        else if (away.StatusSince == move.At && TicketStatusMachine.Allows(away.Status, move.StatusBefore))
            ticketWriter.Move(move.StatusBefore);
        var answered = await db.Messages.AnyAsync(m => m.TicketId == home.Id && m.Direction == Direction.Outgoing && m.At > move.At, ct);
        if (!answered && TicketStatusMachine.IsOpen(home.Status))
            home.UnansweredSince = move.UnansweredBefore ?? home.UnansweredSince;
    }
}
