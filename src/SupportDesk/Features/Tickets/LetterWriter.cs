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
    private static readonly Func<DeskDbContext, Guid, IAsyncEnumerable<string>> Thread = EF.CompileAsyncQuery((DeskDbContext db, Guid conversation) => db.Messages
        .Where(m => m.ConversationId == conversation && m.LetterId != null).OrderBy(m => m.At).Select(m => m.LetterId!));

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
        var thread = await Thread(db, conversation.Id).ToListAsync(ct);
        // What came in within this transaction belongs to the thread, too.
        thread.AddRange(db.Messages.Local.Where(m => m.ConversationId == conversation.Id && m.LetterId is not null && !thread.Contains(m.LetterId)).Select(m => m.LetterId!).ToList());
        var (shown, sent) = await WordsAsync(db, ticket, conversation, letter, withLink: true, ct);
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
        Send(toName, conversation.Address, letterId, sent, null);
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
            var (_, copy) = await WordsAsync(db, ticket, conversation, letter, withLink: false, ct);
            foreach (var other in others)
                Send(other.Name, other.Address, keys.LetterId(ticket.Id, id, role, other.Address, from.Domain), copy, other.Id);
        }

        void Send(string? name, string address, string ownId, TemplateContent words, Guid? participant) => db.Outbox.Add(new OutboxMail
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
            Subject = words.Subject is { } own ? LetterSubject.WithToken(ticket, own) : LetterSubject.Of(ticket, conversation, reply: thread.Count > 0),
            Body = $"{words.Body}\n\n{SubjectToken.LastLine(ticket)}\n",
            Automatic = letter.Automatic,
            State = OutboxState.Queued,
            NextAttemptAt = now,
            CreatedAt = now,
        });
    }

    // The private link stands in the letter only: the stored message may be read by more people than the requester.
    private async Task<(string Shown, TemplateContent Sent)> WordsAsync(
        DeskDbContext db, Ticket ticket, Conversation conversation, Letter letter, bool withLink, CancellationToken ct)
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
        if (withLink && conversation.Party == Party.Requester)
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
