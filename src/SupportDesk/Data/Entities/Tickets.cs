using SupportDesk.Kernel;

namespace SupportDesk.Data.Entities;

public enum TicketKind { Merchant = 0, Payer = 1 }

public enum TicketStatus { New = 0, Open = 1, WaitingOnRequester = 2, WaitingOnProvider = 3, Resolved = 4, Closed = 5 }

/// <summary>P1 is the most urgent.</summary>
public enum Priority { P1 = 1, P2 = 2, P3 = 3 }

/// <summary>What the trouble does to the business; priority follows from it and from its spread by a visible table.</summary>
public enum Impact
{
    /// <summary>Payments do not go through.</summary>
    PaymentsFail = 0,

    /// <summary>Money arrives, orders stand still.</summary>
    OrdersStuck = 1,

    /// <summary>A customer waits for money or goods.</summary>
    CustomerWaits = 2,

    /// <summary>A question; nothing is held up.</summary>
    Question = 3,
}

public enum Spread { One = 0, Some = 1, All = 2 }

public enum PaymentMethod { Unknown = 0, Card = 1, Sbp = 2, Wallet = 3, Other = 4 }

public sealed class Ticket
{
    public Guid Id { get; init; }

    /// <summary>For people; unique, grows by one. See <see cref="TicketNumber"/>.</summary>
    public long Number { get; init; }

    /// <summary>The random tail of the subject token <c>[SD-1042-k7f3]</c>.</summary>
    public required string SubjectCode { get; init; }

    public TicketKind Kind { get; init; }

    /// <summary>Key of the checklist, such as <c>notification-missing</c>.</summary>
    public required string Situation { get; init; }

    public required string Title { get; set; }

    public TicketStatus Status { get; set; }

    public DateTimeOffset StatusSince { get; set; }

    public Priority Priority { get; set; }

    public Impact Impact { get; set; }

    public Guid? ShopId { get; init; }

    public Guid? AssigneeId { get; set; }

    public Guid? RequesterUserId { get; init; }

    public required string RequesterName { get; init; }

    public required string RequesterEmail { get; init; }

    /// <summary>The interface language of the requester: letters to them are written in it.</summary>
    public string Culture { get; init; } = "ru";

    public PaymentFacts Payment { get; init; } = new();

    public CaseContext Context { get; init; } = new();

    /// <summary>Why a required item was passed over, in the words of who did it.</summary>
    public string? OverrideReason { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last thing that happened; lists are sorted by it.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When the oldest letter came that nobody has answered yet; null when none waits.</summary>
    public DateTimeOffset? UnansweredSince { get; set; }

    /// <summary>What happened last and in which conversation, so that a list needs no look into the timeline.</summary>
    public TicketEventKind LastEvent { get; set; }

    public Party? LastParty { get; set; }

    public List<Conversation> Conversations { get; init; } = [];

    public List<TicketEvent> Events { get; init; } = [];
}

/// <summary>What is known of the payment. Of the card there are the last four digits, never more.</summary>
public sealed class PaymentFacts
{
    public string? MerchantLogin { get; set; }

    public string? InvoiceId { get; set; }

    /// <summary>The provider's OpKey.</summary>
    public string? OperationId { get; set; }

    public decimal? Amount { get; set; }

    public string Currency { get; set; } = "RUB";

    public PaymentMethod Method { get; set; }

    public DateTimeOffset? PaidAt { get; set; }

    public string? CardLast4 { get; set; }

    /// <summary>The payer's order number in the shop.</summary>
    public string? OrderNumber { get; set; }

    public string? ErrorCode { get; set; }

    public string? ResultUrl { get; set; }
}

public sealed class CaseContext
{
    public DateTimeOffset? Since { get; set; }

    public Spread Spread { get; set; }

    public string? WhatHappened { get; set; }

    public string? WhatExpected { get; set; }
}

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

    /// <summary>Message-ID of their last letter, for In-Reply-To.</summary>
    public string? LastForeignMessageId { get; set; }

    public List<Message> Messages { get; init; } = [];
}

public enum Direction { Incoming = 0, Outgoing = 1 }

public enum AuthorKind { Staff = 0, Merchant = 1, Payer = 2, Provider = 3, Desk = 4 }

/// <summary>How far the sender of a letter was verified.</summary>
public enum SenderTrust { SignedIn = 0, Strong = 1, Weak = 2, None = 3, Unknown = 4, Failed = 5 }

/// <summary>By which rule a letter found its ticket.</summary>
public enum MatchRule
{
    None = 0, InReplyTo = 1, References = 2, SubjectToken = 3, ProviderNumber = 4, Agent = 5, Web = 6,

    /// <summary>The address it was sent to carries the token.</summary>
    PlusAddress = 7,

    /// <summary>The last line of our letter, quoted.</summary>
    LastLine = 8,

    /// <summary>It answers a letter that came to us earlier.</summary>
    ForeignId = 9,

    /// <summary>It belongs to a thread from which a letter came to us earlier.</summary>
    ThreadRoot = 10,

    /// <summary>It found none and opened one.</summary>
    NewTicket = 11,
}

/// <summary>The last two need a person: queries ask for everything from Failed on.</summary>
public enum DeliveryState { None = 0, Queued = 1, Sending = 2, Sent = 3, Retrying = 4, Failed = 5, Uncertain = 6 }

public sealed class Message
{
    public Guid Id { get; init; }

    /// <summary>A person can move a received letter to another ticket.</summary>
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

    /// <summary>Sent by a machine: it never changes a status and is never answered.</summary>
    public bool IsAutomatic { get; init; }

    public DateTimeOffset At { get; init; }

    /// <summary>Message-ID of the letter, without angle brackets; null for what was written on a page and never mailed.</summary>
    public string? LetterId { get; init; }

    public SenderTrust Trust { get; init; }

    public MatchRule MatchedBy { get; init; }

    public DeliveryState Delivery { get; set; }

    public DateTimeOffset? DeliveryAt { get; set; }

    /// <summary>The last reply of the mail server, masked.</summary>
    public string? DeliveryNote { get; set; }

    public List<Attachment> Attachments { get; init; } = [];
}

/// <summary>A file that was masked on its way in. It hangs on a message, on a draft, on a held letter or, while a form is open, on nothing.</summary>
public sealed class Attachment
{
    public Guid Id { get; init; }

    public Guid? TicketId { get; set; }

    public Guid? MessageId { get; set; }

    public Guid? DraftId { get; set; }

    public Guid? HeldLetterId { get; set; }

    public Guid? UploadedBy { get; init; }

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
    public bool Unchecked { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A line of the timeline. Append only.</summary>
public sealed class TicketEvent
{
    public Guid Id { get; init; }

    public Guid TicketId { get; init; }

    public DateTimeOffset At { get; init; }

    public required string ActorName { get; init; }

    public TicketEventKind Kind { get; init; }

    /// <summary>The conversation that an event of a letter belongs to.</summary>
    public Party? Party { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }
}

public enum TicketEventKind
{
    Opened = 0, StatusChanged = 1, Assigned = 2, MessageIn = 3, MessageOut = 4, ProviderNumber = 5,
    DeliveryFailed = 6, Escalated = 7, Reopened = 8, Linked = 9, Joined = 10, LetterMoved = 11, RequiredSkipped = 12,
    LetterCame = 20, ParticipantAdded = 21, ParticipantRemoved = 22,
}

/// <summary>A letter that a person took out of one ticket and put into another; taken back or not.</summary>
public sealed class LetterMove
{
    public Guid Id { get; init; }

    public Guid MessageId { get; init; }

    public Guid FromTicketId { get; init; }

    public Guid FromConversationId { get; init; }

    public Guid ToTicketId { get; init; }

    /// <summary>The ticket was opened for this letter.</summary>
    public bool OpenedTicket { get; init; }

    public required string By { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>How the two tickets stood before, for taking it back.</summary>
    public TicketStatus StatusBefore { get; init; }

    public DateTimeOffset? UnansweredBefore { get; init; }
}

public enum ParticipantState { Proposed = 0, Added = 1, Removed = 2 }

/// <summary>How somebody came to be named on a ticket.</summary>
public enum ParticipantOrigin { Sender = 0, Copied = 1 }

/// <summary>
/// Somebody beside the two who talk on a ticket. A letter only proposes them; once a person of the desk has added them,
/// they get copies of what is written in their conversation, and may answer.
/// </summary>
public sealed class Participant
{
    public Guid Id { get; init; }

    public Guid TicketId { get; init; }

    public Party Party { get; init; }

    /// <summary>Lower case.</summary>
    public required string Address { get; init; }

    public string? Name { get; init; }

    public ParticipantOrigin Origin { get; init; }

    public ParticipantState State { get; set; }

    /// <summary>Who decided last; null for a mere proposal.</summary>
    public string? DecidedBy { get; set; }

    public DateTimeOffset At { get; set; }
}

public enum LinkKind { Follows = 0, Duplicate = 1 }

public sealed class TicketLink
{
    public Guid TicketId { get; init; }

    public Guid OtherId { get; init; }

    public LinkKind Kind { get; init; }
}

/// <summary>The one row that hands out ticket numbers inside the transaction that opens the ticket.</summary>
public sealed class TicketCounter
{
    public int Id { get; init; }

    public long Last { get; set; }
}

/// <summary>An answer that is being typed. Masked, saved within two seconds, gone once it was posted.</summary>
public sealed class ReplyDraft
{
    public Guid UserId { get; init; }

    public Guid TicketId { get; init; }

    public Party Party { get; init; }

    public required string Text { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
