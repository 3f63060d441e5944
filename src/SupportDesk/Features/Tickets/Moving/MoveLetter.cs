using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Moving;

/// <summary>
/// Takes a received letter with its files out of one ticket and puts it into another, and back. Works inside the
/// transaction of the mailroom, which saves and publishes the change of both.
/// </summary>
public sealed class MoveLetter(TimeProvider clock)
{
    /// <param name="MoveId">Takes the move back; null if the letter was there already.</param>
    public sealed record Moved(Guid? MoveId, Guid MessageId, Guid FromTicketId, long FromNumber, Guid ToTicketId, long ToNumber);

    /// <param name="ProviderNumber">The number that this letter names; it goes with the letter.</param>
    /// <param name="OpenedTicket">The ticket was opened for the letter just now.</param>
    public sealed record Input(Guid MessageId, Guid TicketId, string? ProviderNumber, bool OpenedTicket = false);

    public async Task<Result<Moved>> ApplyAsync(DeskDbContext db, Input input, Actor actor, CancellationToken ct)
    {
        if (!actor.IsDeskStaff || await FindAsync(db, input.MessageId, ct) is not { } letter)
            return Problem.NotFound;
        var target = db.Tickets.Local.FirstOrDefault(t => t.Id == input.TicketId) ?? await db.Tickets.FirstOrDefaultAsync(t => t.Id == input.TicketId, ct);
        if (target is null)
            return Problem.NotFound;
        var (message, source, from) = letter;
        if (source.Id == target.Id)
            return new Moved(null, message.Id, source.Id, source.Number, target.Id, target.Number);
        if (TicketStatusMachine.ClosedLongAgo(target, clock.GetUtcNow()))
            return new Problem("ClosedLongAgo");

        var pen = new TicketPen(db, target, actor.Name, clock);
        var to = await ConversationAsync(db, target, message, from, pen, ct);
        var move = Record(message, source, from, target, input.OpenedTicket, actor, pen.Now);
        db.LetterMoves.Add(move);
        await LeaveAsync(db, letter, target.Number, actor.Name, ct);
        await MoveNumberAsync(db, from, to, message, input.ProviderNumber, ct);
        (message.TicketId, message.ConversationId) = (target.Id, to.Id);
        await MoveFilesAsync(db, message, ct);
        pen.MovedIn(message, to.Party, TicketNumber.Format(source.Number));
        await ThreadOnAsync(db, to, message, ct);
        return new Moved(move.Id, message.Id, source.Id, source.Number, target.Id, target.Number);
    }

    /// <summary>Takes a move back; one that was taken back already stays so.</summary>
    public async Task<Result<Moved>> UndoAsync(DeskDbContext db, Guid moveId, Actor actor, CancellationToken ct)
    {
        var move = actor.IsDeskStaff ? await db.LetterMoves.FirstOrDefaultAsync(m => m.Id == moveId, ct) : null;
        if (move is null || await FindAsync(db, move.MessageId, ct) is not { } letter)
            return Problem.NotFound;
        var home = await db.Tickets.FirstAsync(t => t.Id == move.FromTicketId, ct);
        if (move.UndoneAt is not null && letter.Ticket.Id == home.Id)
            return new Moved(null, move.MessageId, letter.Ticket.Id, letter.Ticket.Number, home.Id, home.Number);
        if (move.UndoneAt is not null || letter.Ticket.Id != move.ToTicketId)
            return new Problem("MovedOn");

        var (message, away, from) = letter;
        var to = await db.Conversations.FirstAsync(c => c.Id == move.FromConversationId, ct);
        move.UndoneAt = clock.GetUtcNow();
        await LeaveAsync(db, letter, home.Number, actor.Name, ct);
        await MoveNumberAsync(db, from, to, message, from.ExternalNumber, ct);
        (message.TicketId, message.ConversationId) = (home.Id, to.Id);
        await MoveFilesAsync(db, message, ct);
        await ThreadOnAsync(db, to, message, ct);
        await RestoreAsync(db, move, away, home, message, actor, ct);
        new TicketPen(db, home, actor.Name, clock).Note(TicketEventKind.LetterCame, TicketNumber.Format(away.Number), message.AuthorName, to.Party);
        return new Moved(null, message.Id, away.Id, away.Number, home.Id, home.Number);
    }

    private sealed record Letter(Message Message, Ticket Ticket, Conversation Conversation);

    private static async Task<Letter?> FindAsync(DeskDbContext db, Guid messageId, CancellationToken ct)
    {
        var message = await db.Messages.FirstOrDefaultAsync(m => m.Id == messageId && m.Direction == Direction.Incoming && m.MatchedBy != MatchRule.Web, ct);
        return message is null ? null : new Letter(
            message,
            await db.Tickets.FirstAsync(t => t.Id == message.TicketId, ct),
            await db.Conversations.FirstAsync(c => c.Id == message.ConversationId, ct));
    }

    private LetterMove Record(Message message, Ticket source, Conversation from, Ticket target, bool opened, Actor actor, DateTimeOffset at) => new()
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

    private static async Task<Conversation> ConversationAsync(DeskDbContext db, Ticket target, Message message, Conversation from, TicketPen pen, CancellationToken ct) =>
        db.Conversations.Local.FirstOrDefault(c => c.TicketId == target.Id && c.Party == from.Party)
        ?? await db.Conversations.FirstOrDefaultAsync(c => c.TicketId == target.Id && c.Party == from.Party, ct)
        ?? pen.Open(from.Party, target.Title, from.Party == Party.Requester ? target.RequesterEmail : message.AuthorAddress ?? from.Address);

    // The ticket that loses the letter no longer waits because of it, and its next letter answers the one before.
    private async Task LeaveAsync(DeskDbContext db, Letter letter, long to, string by, CancellationToken ct)
    {
        var (message, ticket, conversation) = letter;
        new TicketPen(db, ticket, by, clock).Note(TicketEventKind.LetterMoved, message.AuthorName, TicketNumber.Format(to), conversation.Party);
        var rest = db.Messages.Where(m => m.TicketId == ticket.Id && m.Id != message.Id && m.Direction == Direction.Incoming);
        if (ticket.UnansweredSince is { } since && message.At >= since)
            ticket.UnansweredSince = await rest.Where(m => !m.IsAutomatic && m.At >= since).OrderBy(m => m.At).Select(m => (DateTimeOffset?)m.At).FirstOrDefaultAsync(ct);
        if (conversation.LastForeignMessageId is not null && conversation.LastForeignMessageId == message.LetterId)
            conversation.LastForeignMessageId = await rest.Where(m => m.ConversationId == conversation.Id && m.LetterId != null)
                .OrderByDescending(m => m.At).Select(m => m.LetterId).FirstOrDefaultAsync(ct);
    }

    private static async Task ThreadOnAsync(DeskDbContext db, Conversation to, Message message, CancellationToken ct)
    {
        var hasLater = await db.Messages.AnyAsync(
            m => m.ConversationId == to.Id && m.Id != message.Id && m.Direction == Direction.Incoming && m.LetterId != null && m.At > message.At, ct);
        if (message.LetterId is { } id && !hasLater)
            to.LastForeignMessageId = id;
    }

    // The number that only this letter named belongs to the ticket that the letter belongs to.
    private static async Task MoveNumberAsync(DeskDbContext db, Conversation from, Conversation to, Message message, string? number, CancellationToken ct)
    {
        if (number is not { Length: > 0 } || from.Party != Party.Provider || !message.Body.Contains(number, StringComparison.Ordinal))
            return;
        if (from.ExternalNumber == number
            && !await db.Messages.AnyAsync(m => m.ConversationId == from.Id && m.Id != message.Id && m.Direction == Direction.Incoming && m.Body.Contains(number), ct))
            from.ExternalNumber = null;
        to.ExternalNumber ??= number;
    }

    private static async Task MoveFilesAsync(DeskDbContext db, Message message, CancellationToken ct)
    {
        foreach (var file in await db.Attachments.Where(a => a.MessageId == message.Id).ToListAsync(ct))
            file.TicketId = message.TicketId;
    }

    // Only what nobody has touched since the move goes back to what it was.
    private async Task RestoreAsync(DeskDbContext db, LetterMove move, Ticket away, Ticket home, Message message, Actor actor, CancellationToken ct)
    {
        var pen = new TicketPen(db, away, actor.Name, clock);
        if (move.OpenedTicket && !await db.Messages.AnyAsync(m => m.TicketId == away.Id && m.Id != message.Id, ct))
            pen.Move(TicketStatus.Closed);
        else if (away.StatusSince == move.At && TicketStatusMachine.Allows(away.Status, move.StatusBefore))
            pen.Move(move.StatusBefore);
        var answered = await db.Messages.AnyAsync(m => m.TicketId == home.Id && m.Direction == Direction.Outgoing && m.At > move.At, ct);
        if (!answered && TicketStatusMachine.IsOpen(home.Status))
            home.UnansweredSince = move.UnansweredBefore ?? home.UnansweredSince;
    }
}
