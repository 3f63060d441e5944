using System.Globalization;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Outbox;

/// <summary>An e-mail that is to leave.</summary>
/// <param name="From">Who the desk is in it, and through which mailbox it leaves.</param>
/// <param name="InternetMessageId">Message-ID, without angle brackets; it never changes, so that a second try is the same e-mail.</param>
/// <param name="Subject">One line.</param>
public sealed record OutgoingEmail(SenderIdentity From, string InternetMessageId, string? ToName, string ToAddress, string Subject, string Body)
{
    /// <summary>Null for one that belongs to no ticket.</summary>
    public Guid? TicketId { get; init; }

    /// <summary>The message whose delivery it reports; null for a notice that stands in no conversation.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>It is a copy of the message for this participant.</summary>
    public Guid? ParticipantId { get; init; }

    public string? InReplyTo { get; init; }

    /// <summary>Message-IDs of the thread before it, oldest first; null for one that belongs to none.</summary>
    public IReadOnlyList<string>? Thread { get; init; }

    /// <summary>Thread-Index of the e-mail that is answered.</summary>
    public string? AnsweredThreadIndex { get; init; }

    public string? ThreadTopic { get; init; }

    public string? ReplyTo { get; init; }

    /// <summary>Marked Auto-Submitted (RFC 3834): nobody's machine should answer it.</summary>
    public bool IsAutomatic { get; init; }

    /// <summary>Goes out as HTML as well, set by the signs of its plain text.</summary>
    public bool IsFormatted { get; init; }
}

/// <summary>The one writer of outgoing e-mail. The rows are saved by the caller's transaction, who wakes the sender after it.</summary>
public sealed class QueueEmail(BodySeal seal, TimeProvider clock) : IUseCase
{
    public void Add(DeskDbContext db, OutgoingEmail email)
    {
        var now = clock.GetUtcNow();
        db.Outbox.Add(new OutboxMail
        {
            Id = Ids.New(clock),
            TicketId = email.TicketId,
            MessageId = email.MessageId,
            ParticipantId = email.ParticipantId,
            InternetMessageId = email.InternetMessageId,
            InReplyTo = email.InReplyTo,
            References = email.Thread is { } thread ? ThreadHeaders.References(thread, email.InternetMessageId) : null,
            ThreadIndex = email.AnsweredThreadIndex is { } index ? ThreadIndex.Answer(index, now) : null,
            ThreadTopic = email.ThreadTopic,
            ToName = email.ToName,
            ToAddress = email.ToAddress,
            Mailbox = email.From.Mailbox,
            ReplyTo = email.ReplyTo,
            Subject = email.Subject,
            Body = seal.Close(email.Body),
            Automatic = email.IsAutomatic,
            IsFormatted = email.IsFormatted,
            State = OutboxState.Queued,
            NextAttemptAt = now,
            CreatedAt = now,
        });
    }

    /// <summary>A notice of the desk itself, which reports on no message: a refusal of it tells nobody anything.</summary>
    /// <param name="kind">First part of its Message-ID, for whoever reads the log of a mail server.</param>
    public void AddNotice(DeskDbContext db, SenderIdentity from, string kind, string? toName, string toAddress, TemplateContent words) =>
        Add(db, new(from, NewNoticeId(from, kind), toName, toAddress, words.Subject!, words.Body + "\n") { IsAutomatic = true });

    /// <summary>A Message-ID that names no ticket and bears no signature.</summary>
    public string NewNoticeId(SenderIdentity from, string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}.{Ids.New(clock):N}@{from.Domain}");
}
