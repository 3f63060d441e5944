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
        db.Outbox.Add(new OutboxMail
        {
            Id = Ids.New(clock),
            TicketId = ticket.Id,
            MessageId = id,
            LetterId = letterId,
            InReplyTo = conversation.LastForeignMessageId ?? thread.LastOrDefault(),
            References = ThreadHeaders.References(thread, letterId),
            ToName = toName,
            ToAddress = conversation.Address,
            Mailbox = from.Mailbox,
            ReplyTo = from.PlusAddresses ? keys.PlusAddress(ticket.Id, id, role, conversation.Address, from.Address) : null,
            Subject = LetterSubject.Of(ticket, conversation, reply: thread.Count > 0),
            Body = await BodyAsync(db, ticket, conversation, letter.Text.Text, ct),
            Automatic = letter.Automatic,
            State = OutboxState.Queued,
            NextAttemptAt = now,
            CreatedAt = now,
        });
        return message;
    }

    // The private link stands in the letter only: the stored message may be read by more people than the requester.
    private async Task<string> BodyAsync(DeskDbContext db, Ticket ticket, Conversation conversation, string text, CancellationToken ct)
    {
        var body = new StringBuilder(text).Append("\n\n");
        if (conversation.Party == Party.Requester)
        {
            var words = new LetterText(ticket.Culture);
            foreach (var source in links)
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
