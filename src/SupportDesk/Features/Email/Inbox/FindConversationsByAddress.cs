using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Whom a ticket talks with, and through which mailbox.</summary>
internal sealed class FindConversationsByAddress(MailSettings settings) : IUseCase
{
    private static readonly Func<DeskDbContext, Guid, CancellationToken, Task<Owner?>> FindOwner = EF.CompileAsyncQuery(
        (DeskDbContext db, Guid ticket, CancellationToken ct) =>
            db.Tickets.Where(t => t.Id == ticket).Select(t => new Owner(t.Kind, t.RequesterEmail)).FirstOrDefault()
    );

    // One value of the last e-mail, not its row: a row would be looked for among all e-mails ever sent. Empty stands for the mailbox without a name.
    private static readonly Func<DeskDbContext, Guid, IAsyncEnumerable<Open>> FindConversations = EF.CompileAsyncQuery(
        (DeskDbContext db, Guid ticket) => db.Conversations.Where(c => c.TicketId == ticket).Select(c => new Open(
            c.Party,
            c.Address,
            db.Messages.Where(m => m.ConversationId == c.Id).Join(db.Outbox, m => m.Id, o => o.MessageId, (m, o) => o)
                .OrderByDescending(sent => sent.CreatedAt).Select(sent => sent.Mailbox ?? "").FirstOrDefault())));

    private static readonly Func<DeskDbContext, Guid, IAsyncEnumerable<Other>> FindOthers = EF.CompileAsyncQuery(
        (DeskDbContext db, Guid ticket) =>
            db.Participants.Where(p => p.TicketId == ticket && p.State == ParticipantState.Added).Select(p => new Other(p.Party, p.Address))
    );

    private sealed record Owner(TicketKind Kind, string RequesterEmail);

    private sealed record Open(Party Party, string Address, string? Mailbox);

    private sealed record Other(Party Party, string Address);

    public async Task<IReadOnlyList<ConversationHint>> RunAsync(DeskDbContext db, Guid ticketId, CancellationToken ct)
    {
        if (await FindOwner(db, ticketId, ct) is not { } ticket)
            return [];
        var conversations = (await FindConversations(db, ticketId).ToListAsync(ct)).ConvertAll(c => new ConversationHint(
            c.Party,
            c.Address,
            c.Mailbox is { } name ? settings.MailboxOf(name.Length > 0 ? name : null).Name : MailboxFor(ticket.Kind, c.Party)
        ));
        var requester = conversations.Find(conversation => conversation.Party == Party.Requester)?.Mailbox ?? MailboxFor(ticket.Kind, Party.Requester);
        var others = await FindOthers(db, ticketId).ToListAsync(ct);
        return
        [
            .. conversations,
            new ConversationHint(Party.Requester, ticket.RequesterEmail, requester),
            .. others.Select(other => new ConversationHint(
                other.Party,
                other.Address,
                conversations.Find(conversation => conversation.Party == other.Party)?.Mailbox ?? MailboxFor(ticket.Kind, other.Party)
            )),
        ];
    }

    private string MailboxFor(TicketKind kind, Party party) => settings.Identities.For(EmailPurpose.Of(kind, party)).Mailbox;
}
