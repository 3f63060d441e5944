using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Outbox;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets;

/// <summary>Makes an outgoing message and the row of the outbox that carries it; the caller's transaction saves both.</summary>
public sealed class EmailWriter(
    QueueEmail queue,
    MessageIdSigner keys,
    EmailTemplates templates,
    SenderIdentities identities,
    IOptions<DeskOptions> desk,
    IEnumerable<IRequesterLink> links,
    TimeProvider clock
) : IUseCase
{
    private static readonly Func<DeskDbContext, Guid, IAsyncEnumerable<string>> Thread = EF.CompileAsyncQuery(
        (DeskDbContext db, Guid conversation) =>
            db.Messages.Where(m => m.ConversationId == conversation && m.InternetMessageId != null).OrderBy(m => m.At).Select(m => m.InternetMessageId!)
    );

    /// <param name="Kind">Decides the template.</param>
    /// <param name="Text">What the author wrote, masked; null for e-mails that the desk words by itself.</param>
    /// <param name="More">Further values for the template's placeholders.</param>
    public sealed record Email(
        EmailKind Kind, AuthorKind Author, Guid? UserId, string Name, SanitizedText? Text = null, IReadOnlyDictionary<string, string?>? More = null)
    {
        /// <summary>Written by the desk itself: marked so that no machine answers it.</summary>
        public bool Automatic => Text is null;

        /// <summary>An e-mail that the desk words by itself.</summary>
        public static Email FromDesk(EmailKind kind, string name, IReadOnlyDictionary<string, string?>? more = null) =>
            new(kind, AuthorKind.Desk, null, name, null, more);
    }

    public async Task<Message> WriteAsync(
        DeskDbContext db, Ticket ticket, Conversation conversation, Email email, string? toName, CancellationToken ct)
    {
        var id = Ids.New(clock);
        var now = clock.GetUtcNow();
        var role = conversation.Party == Party.Provider ? "provider" : "requester";
        var from = identities.For(EmailPurpose.Of(ticket, conversation));
        var internetMessageId = keys.InternetMessageId(ticket.Id, id, role, conversation.Address, from.Domain);
        var thread = await Thread(db, conversation.Id).ToListAsync(ct);
        // What came in within this transaction belongs to the thread, too.
        thread.AddRange(
            db.Messages.Local.Where(m => m.ConversationId == conversation.Id && m.InternetMessageId is not null && !thread.Contains(m.InternetMessageId))
                .Select(m => m.InternetMessageId!)
                .ToList()
        );
        var (shown, sent) = await WordsAsync(db, ticket, conversation, email, withLink: true, ct);
        var message = new Message
        {
            Id = id,
            TicketId = ticket.Id,
            ConversationId = conversation.Id,
            Direction = Direction.Outgoing,
            Author = email.Author,
            AuthorUserId = email.UserId,
            AuthorName = email.Name,
            Body = shown,
            HiddenCount = email.Text?.Hidden ?? 0,
            IsAutomatic = email.Automatic,
            At = now,
            InternetMessageId = internetMessageId,
            Delivery = DeliveryState.Queued,
            DeliveryAt = now,
        };
        db.Messages.Add(message);
        Send(toName, conversation.Address, internetMessageId, sent, null);
        if (!email.Automatic)
            await CopyAsync();
        return message;

        // Each copy is an e-mail of its own: its id is signed for the one who gets it, and nobody learns of the others.
        async Task CopyAsync()
        {
            var others = await db
                .Participants.AsNoTracking()
                .Where(p => p.TicketId == ticket.Id && p.Party == conversation.Party && p.State == ParticipantState.Added)
                .OrderBy(p => p.Address)
                .ToListAsync(ct);
            if (others.Count == 0)
                return;
            var (_, copy) = await WordsAsync(db, ticket, conversation, email, withLink: false, ct);
            foreach (var other in others)
                Send(other.Name, other.Address, keys.InternetMessageId(ticket.Id, id, role, other.Address, from.Domain), copy, other.Id);
        }

        void Send(string? name, string address, string ownId, TemplateContent words, Guid? participant)
        {
            var subject = words.Subject is { } own ? EmailSubject.WithToken(ticket, own) : EmailSubject.Of(ticket, conversation, reply: thread.Count > 0);
            queue.Add(db, new(from, ownId, name, address, subject, Whole(words, SubjectToken.LastLine(ticket)))
            {
                IsFormatted = email.Kind == TicketEmails.ToProvider,
                TicketId = ticket.Id,
                MessageId = id,
                ParticipantId = participant,
                InReplyTo = conversation.LastForeignMessageId ?? thread.LastOrDefault(),
                AnsweredThreadIndex = conversation.ThreadIndex,
                ThreadTopic = conversation.ThreadIndex is null ? null : conversation.ThreadTopic,
                Thread = thread,
                ReplyTo = from.PlusAddresses ? keys.PlusAddress(ticket.Id, id, role, address, from.Address) : null,
                IsAutomatic = email.Automatic,
            });
        }
    }

    /// <summary>The text of an e-mail: the filled template, and the line by which its answers are found.</summary>
    internal static string Whole(TemplateContent words, string lastLine) => $"{words.Body}\n\n{lastLine}\n";

    // The private link stands in the e-mail only: the stored message may be read by more people than the requester.
    private async Task<(string Shown, TemplateContent Sent)> WordsAsync(
        DeskDbContext db, Ticket ticket, Conversation conversation, Email email, bool withLink, CancellationToken ct)
    {
        var values = new Dictionary<string, string?>(email.More ?? new Dictionary<string, string?>())
        {
            ["text"] = email.Text?.Text,
            ["case.number"] = TicketNumber.Format(ticket.Number),
            ["case.title"] = ticket.Title,
            ["person.name"] = email.Name,
            ["desk.name"] = desk.Value.Name,
            ["provider.number"] = conversation.ExternalNumber,
            ["days"] = TicketStatusMachine.ReopensWithin.Days.ToString(CultureInfo.InvariantCulture),
        };
        var template = await templates.FindAsync(db, email.Kind, ticket.Culture, ct);
        var shown = email.Text?.Text ?? template.Fill(values).Body;
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
