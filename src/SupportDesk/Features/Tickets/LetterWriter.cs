using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Makes an outgoing message and the row of the outbox that carries it; the caller's transaction saves both.</summary>
public sealed class LetterWriter(
    LetterKeys keys, LetterTemplates templates, MailIdentities identities, IOptions<DeskOptions> desk, IEnumerable<IRequesterLink> links,
    TimeProvider clock)
{
    /// <param name="Kind">Decides the template.</param>
    /// <param name="Text">What the author wrote, masked; null for letters that the desk words by itself.</param>
    /// <param name="More">Further values for the template's placeholders.</param>
    public sealed record Letter(
        LetterKind Kind, AuthorKind Author, Guid? UserId, string Name, SafeText? Text = null, IReadOnlyDictionary<string, string?>? More = null)
    {
        /// <summary>Written by the desk itself: marked so that no machine answers it.</summary>
        public bool Automatic => Text is null;

        /// <summary>A letter that the desk words by itself.</summary>
        public static Letter FromDesk(LetterKind kind, string name, IReadOnlyDictionary<string, string?>? more = null) => new(kind, AuthorKind.Desk, null, name, null, more);
    }

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
        // What came in within this transaction belongs to the thread, too.
        thread.AddRange(db.Messages.Local.Where(m => m.ConversationId == conversation.Id && m.LetterId is not null && !thread.Contains(m.LetterId)).Select(m => m.LetterId!).ToList());
        var (shown, sent) = await WordsAsync(db, ticket, conversation, letter, ct);
        var message = new Message
        {
            Id = id,
            TicketId = ticket.Id,
            ConversationId = conversation.Id,
            Direction = Direction.Outgoing,
            Author = letter.Author,
            AuthorUserId = letter.UserId,
            AuthorName = letter.Name,
            Body = shown,
            HiddenCount = letter.Text?.Hidden ?? 0,
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
            Subject = sent.Subject is { } own ? LetterSubject.WithToken(ticket, own) : LetterSubject.Of(ticket, conversation, reply: thread.Count > 0),
            Body = $"{sent.Body}\n\n{SubjectToken.LastLine(ticket)}\n",
            Automatic = letter.Automatic,
            State = OutboxState.Queued,
            NextAttemptAt = now,
            CreatedAt = now,
        });
        return message;
    }

    // The private link stands in the letter only: the stored message may be read by more people than the requester.
    private async Task<(string Shown, TemplateContent Sent)> WordsAsync(
        DeskDbContext db, Ticket ticket, Conversation conversation, Letter letter, CancellationToken ct)
    {
        var values = new Dictionary<string, string?>(letter.More ?? new Dictionary<string, string?>())
        {
            ["text"] = letter.Text?.Text,
            ["case.number"] = TicketNumber.Format(ticket.Number),
            ["case.title"] = ticket.Title,
            ["person.name"] = letter.Name,
            ["desk.name"] = desk.Value.Name,
            ["provider.number"] = conversation.ExternalNumber,
            ["days"] = TicketStatusMachine.ReopensWithin.Days.ToString(CultureInfo.InvariantCulture),
        };
        var template = await templates.FindAsync(db, letter.Kind, ticket.Culture, ct);
        var shown = letter.Text?.Text ?? template.Fill(values).Body;
        if (conversation.Party == Party.Requester)
            values["case.link"] = await LinkAsync(db, ticket, ct);
        return (shown, template.Fill(values));
    }

    private async Task<string?> LinkAsync(DeskDbContext db, Ticket ticket, CancellationToken ct)
    {
        foreach (var source in links)
        {
            if (await source.CreateAsync(db, ticket, ct) is { } link)
                return link.ToString();
        }

        return null;
    }
}
