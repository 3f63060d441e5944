using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Features.Tickets;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Whom a ticket talks with, and through which mailbox.</summary>
internal sealed class FindTalks(MailSettings settings)
{
    public async Task<IReadOnlyList<Talk>> RunAsync(DeskDbContext db, Guid ticketId, CancellationToken ct)
    {
        var ticket = await db.Tickets.Where(t => t.Id == ticketId).Select(t => new { t.Kind, t.RequesterEmail }).FirstOrDefaultAsync(ct);
        if (ticket is null)
            return [];
        var conversations = await db.Conversations.Where(c => c.TicketId == ticketId).Select(c => new
        {
            c.Party,
            c.Address,
            Last = db.Messages.Where(m => m.ConversationId == c.Id).Join(db.Outbox, m => m.Id, o => o.MessageId, (m, o) => new { o.CreatedAt, o.Mailbox })
                .OrderByDescending(sent => sent.CreatedAt).FirstOrDefault(),
        }).ToListAsync(ct);
        var talks = conversations
            .Select(c => new Talk(c.Party, c.Address, c.Last is { } last ? settings.MailboxOf(last.Mailbox).Name : MailboxFor(ticket.Kind, c.Party)))
            .ToList();
        var requester = talks.Find(talk => talk.Party == Party.Requester)?.Mailbox ?? MailboxFor(ticket.Kind, Party.Requester);
        var others = await db.Participants.Where(p => p.TicketId == ticketId && p.State == ParticipantState.Added).Select(p => new { p.Party, p.Address }).ToListAsync(ct);
        return
        [
            .. talks, new Talk(Party.Requester, ticket.RequesterEmail, requester),
            .. others.Select(other => new Talk(other.Party, other.Address, talks.Find(talk => talk.Party == other.Party)?.Mailbox ?? MailboxFor(ticket.Kind, other.Party))),
        ];
    }

    private string MailboxFor(TicketKind kind, Party party) => settings.Identities.For(LetterPurpose.Of(kind, party)).Mailbox;
}
