using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Makes an outgoing message and the row of the outbox that carries it; the caller's transaction saves both.</summary>
public sealed class LetterWriter(
    LetterKeys keys, MailIdentities identities, IEnumerable<IRequesterLink> links, TimeProvider clock)
{
    /// <param name="Text">What the author wrote, masked.</param>
    /// <param name="Automatic">Written by the desk itself.</param>
    public sealed record Letter(SafeText Text, AuthorKind Author, Guid? UserId, string Name, bool Automatic = false);

    public async Task<Message> WriteAsync(
        DeskDbContext db, Ticket ticket, Conversation conversation, Letter letter, string? toName, CancellationToken ct)
    {
        var id = Ids.New(clock);
        var now = clock.GetUtcNow();
        var role = conversation.Party == Party.Provider ? "provider" : "requester";
        var from = identities.For(LetterPurpose.Of(ticket, conversation));
        var letterId = keys.LetterId(ticket.Id, id, role, conversation.Address, from.Domain);
        var thread = await db.Messages.AsNoTracking()
            .Where(m => m.ConversationId == conversation.Id && m.LetterId != null)
            .OrderBy(m => m.At).Select(m => m.LetterId!).ToListAsync(ct);
        var message = new Message
        {
            Id = id,
            TicketId = ticket.Id,
            ConversationId = conversation.Id,
            Direction = Direction.Outgoing,
            Author = letter.Author,
            AuthorUserId = letter.UserId,
            AuthorName = letter.Name,
            Body = letter.Text.Text,
            HiddenCount = letter.Text.Hidden,
            IsAutomatic = letter.Automatic,
            At = now,
            LetterId = letterId,
            Delivery = DeliveryState.Queued,
            DeliveryAt = now,
        };
        db.Messages.Add(message);
        Send(toName, conversation.Address, letterId, await BodyAsync(db, ticket, conversation, letter.Text.Text, withLink: true, ct), null);
        if (!letter.Automatic)
            await CopyAsync();
        return message;

        // Each copy is a letter of its own: its id is signed for the one who gets it, and nobody learns of the others.
        async Task CopyAsync()
        {
            var others = await db.Participants.AsNoTracking()
                .Where(p => p.TicketId == ticket.Id && p.Party == conversation.Party && p.State == ParticipantState.Added).OrderBy(p => p.Address).ToListAsync(ct);
            if (others.Count == 0)
                return;
            var body = await BodyAsync(db, ticket, conversation, letter.Text.Text, withLink: false, ct);
            foreach (var other in others)
                Send(other.Name, other.Address, keys.LetterId(ticket.Id, id, role, other.Address, from.Domain), body, other.Id);
        }

        void Send(string? name, string address, string ownId, string body, Guid? participant) => db.Outbox.Add(new OutboxMail
        {
            Id = Ids.New(clock),
            TicketId = ticket.Id,
            MessageId = id,
            ParticipantId = participant,
            LetterId = ownId,
            InReplyTo = conversation.LastForeignMessageId ?? thread.LastOrDefault(),
            References = ThreadHeaders.References(thread, ownId),
            ToName = name,
            ToAddress = address,
            Mailbox = from.Mailbox,
            ReplyTo = from.PlusAddresses ? keys.PlusAddress(ticket.Id, id, role, address, from.Address) : null,
            Subject = LetterSubject.Of(ticket, conversation, reply: thread.Count > 0),
            Body = body,
            Automatic = letter.Automatic,
            State = OutboxState.Queued,
            NextAttemptAt = now,
            CreatedAt = now,
        });
    }

    // The private link stands in the letter only: the stored message may be read by more people than the requester.
    private async Task<string> BodyAsync(DeskDbContext db, Ticket ticket, Conversation conversation, string text, bool withLink, CancellationToken ct)
    {
        var body = new StringBuilder(text).Append("\n\n");
        if (conversation.Party == Party.Requester)
        {
            var words = new LetterText(ticket.Culture);
            foreach (var source in withLink ? links : [])
            {
                if (await source.CreateAsync(db, ticket, ct) is { } link)
                    body.Append(words["LetterLink", link]).Append("\n\n");
            }
        }
        else if (conversation.ExternalNumber is { } number)
        {
            body.Append(new LetterText("ru")["LetterProviderNumber", number]).Append('\n');
        }

        return body.Append(SubjectToken.LastLine(ticket)).Append('\n').ToString();
    }
}
