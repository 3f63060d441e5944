using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Data.Entities;

public enum OutboxState
{
    Queued = 0,
    Sending = 1,
    Sent = 2,

    /// <summary>It may have arrived: nobody sends it again but a person.</summary>
    Uncertain = 3,

    Failed = 4,

    /// <summary>It failed, and a person has seen that.</summary>
    Abandoned = 5,
}

/// <summary>
/// An e-mail that must leave. The row is saved in the transaction of what caused it; its Message-ID never changes, so
/// that a second try is the same e-mail.
/// </summary>
public sealed class OutboxMail
{
    public Guid Id { get; init; }

    /// <summary>Null for e-mails that belong to no ticket, such as an invitation.</summary>
    public Guid? TicketId { get; init; }

    /// <summary>The message whose delivery this row reports; null for notices that stand in no conversation.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>A copy of the message for somebody beside the one it was written to.</summary>
    public Guid? ParticipantId { get; init; }

    /// <summary>Without angle brackets.</summary>
    public required string InternetMessageId { get; init; }

    public string? InReplyTo { get; init; }

    /// <summary>Ids parted by blanks, oldest first.</summary>
    public string? References { get; init; }

    /// <summary>For Outlook, beside the references; null for a thread that has none.</summary>
    public string? ThreadIndex { get; init; }

    public string? ThreadTopic { get; init; }

    public string? ToName { get; init; }

    public required string ToAddress
    {
        get;
        init => (field, ToKey) = (value, AddressKey.Of(value));
    }

    /// <summary>By which limits count; null in rows that are older than it.</summary>
    public string? ToKey { get; private init; }

    /// <summary>The name of the mailbox that it leaves through; null means the first one. Answers must come into the same one.</summary>
    public string? Mailbox { get; init; }

    /// <summary>Where answers go, when it is not the mailbox's own address.</summary>
    public string? ReplyTo { get; init; }

    public required string Subject { get; init; }

    /// <summary>Encrypted, and emptied when the e-mail has left: it may hold a private link, and the message has its text anyway.</summary>
    public required string Body { get; set; }

    /// <summary>Marked Auto-Submitted: nobody's machine should answer it.</summary>
    public bool Automatic { get; init; }

    /// <summary>Goes out as HTML as well.</summary>
    public bool IsFormatted { get; init; }

    public OutboxState State { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset NextAttemptAt { get; set; }

    public string? LastReply { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? SentAt { get; set; }
}
