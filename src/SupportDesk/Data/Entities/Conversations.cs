namespace SupportDesk.Data.Entities;

public enum Party { Requester = 0, Provider = 1 }

/// <summary>A ticket has at most one with each party; text crosses from one to the other only by a person's click.</summary>
public sealed class Conversation
{
    public Guid Id { get; init; }

    public Guid TicketId { get; init; }

    public Party Party { get; init; }

    public required string Subject { get; set; }

    /// <summary>The number the other side gave it; quoted from then on.</summary>
    public string? ExternalNumber { get; set; }

    /// <summary>The other side's address.</summary>
    public required string Address { get; set; }

    /// <summary>Message-ID of their last e-mail, for In-Reply-To.</summary>
    public string? LastForeignMessageId { get; set; }

    /// <summary>Thread-Index of their last e-mail, by which Outlook finds the thread; null for mail without.</summary>
    public string? ThreadIndex { get; set; }

    /// <summary>Thread-Topic of theirs, masked.</summary>
    public string? ThreadTopic { get; set; }

    public List<Message> Messages { get; init; } = [];
}

public enum Direction { Incoming = 0, Outgoing = 1 }

public enum AuthorKind { Staff = 0, Merchant = 1, Payer = 2, Provider = 3, Desk = 4 }

/// <summary>How far the sender of an e-mail was verified.</summary>
public enum SenderTrust { SignedIn = 0, Strong = 1, Weak = 2, None = 3, Unknown = 4, Failed = 5 }

/// <summary>By which rule an e-mail found its ticket.</summary>
public enum MatchRule
{
    None = 0, InReplyTo = 1, References = 2, SubjectToken = 3, ProviderNumber = 4, Agent = 5, Web = 6,

    /// <summary>The address it was sent to carries the token.</summary>
    PlusAddress = 7,

    /// <summary>The last line of our e-mail, quoted.</summary>
    LastLine = 8,

    /// <summary>It answers an e-mail that came to us earlier.</summary>
    ForeignId = 9,

    /// <summary>It belongs to a thread from which an e-mail came to us earlier.</summary>
    ThreadRoot = 10,

    /// <summary>It found none and opened one.</summary>
    NewTicket = 11,
}

/// <summary>The last two need a person: queries ask for everything from Failed on.</summary>
public enum DeliveryState { None = 0, Queued = 1, Sending = 2, Sent = 3, Retrying = 4, Failed = 5, Uncertain = 6 }

public sealed class Message
{
    public Guid Id { get; init; }

    /// <summary>A person can move a received e-mail to another ticket.</summary>
    public Guid TicketId { get; set; }

    public Guid ConversationId { get; set; }

    public Direction Direction { get; init; }

    public AuthorKind Author { get; init; }

    public Guid? AuthorUserId { get; init; }

    public required string AuthorName { get; init; }

    public string? AuthorAddress { get; init; }

    /// <summary>Plain text, masked before it was stored.</summary>
    public required string Body { get; init; }

    /// <summary>How many secrets were hidden in the body.</summary>
    public int HiddenCount { get; init; }

    /// <summary>Keys of texts, parted by commas: what of the e-mail could not be read; null if all of it was.</summary>
    public string? Missing { get; init; }

    /// <summary>Sent by a machine: it never changes a status and is never answered.</summary>
    public bool IsAutomatic { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Message-ID of the e-mail, without angle brackets; null for what was written on a page and never mailed.</summary>
    public string? InternetMessageId { get; init; }

    public SenderTrust Trust { get; init; }

    public MatchRule MatchedBy { get; init; }

    public DeliveryState Delivery { get; set; }

    public DateTimeOffset? DeliveryAt { get; set; }

    /// <summary>The last reply of the mail server, masked.</summary>
    public string? DeliveryNote { get; set; }

    public List<Attachment> Attachments { get; init; } = [];
}

/// <summary>A file that was masked on its way in. It hangs on a message, on a draft, on a held e-mail or, while a form is open, on nothing.</summary>
public sealed class Attachment
{
    public Guid Id { get; init; }

    public Guid? TicketId { get; set; }

    public Guid? MessageId { get; set; }

    public Guid? DraftId { get; set; }

    public Guid? SuspendedEmailId { get; set; }

    /// <summary>It waits for a reply on this ticket that its uploader has not sent yet. Null once it hangs on something.</summary>
    public Guid? ReplyTicketId { get; set; }

    /// <summary>The conversation of that reply.</summary>
    public Party? ReplyParty { get; set; }

    public Guid? UploadedBy { get; set; }

    public required string Name { get; set; }

    public required string ContentType { get; set; }

    /// <summary>Key of the bytes in the blob store.</summary>
    public required string BlobKey { get; set; }

    /// <summary>Bytes as stored.</summary>
    public long Size { get; set; }

    /// <summary>Bytes as they were sent; 0 if that is not known.</summary>
    public long SourceSize { get; init; }

    public required string Sha256 { get; set; }

    /// <summary>Lines in a text file; 0 for other kinds.</summary>
    public long Lines { get; init; }

    public long HiddenCount { get; set; }

    /// <summary>JSON object: name of a kind to the number of its places. Unlike the report it counts all of them.</summary>
    public string? HiddenKinds { get; set; }

    /// <summary>JSON of what was hidden where: kind, line, offset, length, rule. Null for what is no text.</summary>
    public string? MaskReport { get; set; }

    /// <summary>JSON of the places that a person chose to show: where, who, when and why. Null while there is none.</summary>
    public string? Shown { get; set; }

    /// <summary>SHA-256 of the file with everything hidden: by it the same file is known again. Null while nothing is shown.</summary>
    public string? AllHiddenSha256 { get; set; }

    /// <summary>
    /// A picture or another kind that cannot be masked: it came by mail and nobody has looked at it yet. Until then it is
    /// given to nobody and goes nowhere.
    /// </summary>
    public bool PendingReview { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}
