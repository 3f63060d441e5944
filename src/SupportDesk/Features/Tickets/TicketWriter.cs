using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Writes on one ticket: every change leaves a line in its timeline and moves it up in the lists.</summary>
internal sealed class TicketWriter(DeskDbContext db, Ticket ticket, string by, TimeProvider clock)
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public void Note(TicketEventKind kind, string? from = null, string? to = null, Party? party = null, DateTimeOffset? at = null, string? field = null)
    {
        db.Events.Add(new TicketEvent
        {
            Id = Ids.New(clock),
            TicketId = ticket.Id,
            At = at ?? Now,
            ActorName = by,
            Kind = kind,
            Party = party,
            From = from,
            To = to,
            Field = field,
        });
        ticket.ChangedAt = Now;
        ticket.LastEvent = kind;
        ticket.LastParty = party;
    }

    /// <summary>Notes what is worth a line in the timeline and no place at the top of a list.</summary>
    public void NoteQuietly(TicketEventKind kind, string? to, string? field)
    {
        var before = (ticket.ChangedAt, ticket.LastEvent, ticket.LastParty);
        Note(kind, to: to, field: field);
        (ticket.ChangedAt, ticket.LastEvent, ticket.LastParty) = before;
    }

    /// <summary>Goes to the status by the moves that the machine allows; nothing happens if it is there already.</summary>
    public void Move(TicketStatus to)
    {
        foreach (var next in TicketStatusMachine.Path(ticket.Status, to))
        {
            var reopened = !TicketStatusMachine.IsOpen(ticket.Status) && TicketStatusMachine.IsOpen(next);
            Note(reopened ? TicketEventKind.Reopened : TicketEventKind.StatusChanged, ticket.Status.ToString(), next.ToString());
            ticket.Status = next;
            ticket.StatusSince = Now;
            ticket.ClosedAt = next == TicketStatus.Closed ? Now : null;
            if (!TicketStatusMachine.IsOpen(next))
                ticket.UnansweredSince = null;
        }
    }

    public void Link(Ticket earlier, LinkKind kind)
    {
        db.Links.Add(new TicketLink { TicketId = ticket.Id, OtherId = earlier.Id, Kind = kind });
        Note(TicketEventKind.Linked, to: TicketNumber.Format(earlier.Number));
        new TicketWriter(db, earlier, by, clock).Note(TicketEventKind.Linked, to: TicketNumber.Format(ticket.Number));
    }

    public Conversation Open(Party party, string subject, string address)
    {
        var conversation = new Conversation { Id = Ids.New(clock), TicketId = ticket.Id, Party = party, Subject = subject, Address = address };
        db.Conversations.Add(conversation);
        return conversation;
    }

    /// <summary>Something came in. A machine's e-mail is noted and changes nothing else.</summary>
    /// <param name="reopens">Whether this sender may bring a closed ticket back.</param>
    public void Received(Message message, Party party, bool reopens)
    {
        db.Messages.Add(message);
        Came(message, party, reopens, TicketEventKind.MessageIn, null, message.AuthorName);
    }

    /// <summary>The same for an e-mail that a person brought here from another ticket.</summary>
    public void MovedIn(Message message, Party party, string from) => Came(message, party, reopens: true, TicketEventKind.EmailCame, from, message.AuthorName);

    private void Came(Message message, Party party, bool reopens, TicketEventKind kind, string? from, string? to)
    {
        var before = (ticket.LastEvent, ticket.LastParty);
        Note(kind, from, to, party);
        if (message.IsAutomatic)
        {
            (ticket.LastEvent, ticket.LastParty) = before;
            return;
        }

        if (!(ticket.UnansweredSince <= message.At))
            ticket.UnansweredSince = message.At;
        var comesBack = ticket.Status == TicketStatus.Resolved || (ticket.Status == TicketStatus.Closed && reopens);
        if (comesBack || ticket.Status is TicketStatus.WaitingOnRequester or TicketStatus.WaitingOnProvider)
        {
            var since = ticket.UnansweredSince;
            Move(TicketStatus.Open);
            ticket.UnansweredSince = since;
            (ticket.LastEvent, ticket.LastParty) = (kind, party);
        }
    }
}
