using SupportDesk.Kernel;

namespace SupportDesk.Data.Entities;

public enum TicketKind { Merchant = 0, Payer = 1 }

public enum TicketStatus { New = 0, Open = 1, WaitingOnRequester = 2, WaitingOnProvider = 3, Resolved = 4, Closed = 5 }

/// <summary>P1 is the most urgent.</summary>
public enum Priority { P1 = 1, P2 = 2, P3 = 3 }

/// <summary>What the trouble does to the business; priority follows from it and from its scope by a visible table.</summary>
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

public enum Scope { One = 0, Some = 1, All = 2 }

public enum PaymentMethod { Unknown = 0, Card = 1, Sbp = 2, Wallet = 3, Other = 4 }

public sealed class Ticket
{
    public Guid Id { get; init; }

    /// <summary>For people; unique, grows by one. See <see cref="TicketNumber"/>.</summary>
    public long Number { get; init; }

    /// <summary>The random tail of the subject token <c>[SD-1042-k7f3]</c>.</summary>
    public required string SubjectCode { get; init; }

    public TicketKind Kind { get; set; }

    /// <summary>Key of the checklist, such as <c>notification-missing</c>.</summary>
    public required string CaseType { get; set; }

    public required string Title { get; set; }

    public TicketStatus Status { get; set; }

    public DateTimeOffset StatusSince { get; set; }

    public Priority Priority { get; set; }

    public Impact Impact { get; set; }

    public Guid? ShopId { get; set; }

    public Guid? AssigneeId { get; set; }

    public Guid? RequesterUserId { get; set; }

    public required string RequesterName { get; set; }

    public required string RequesterEmail { get; set; }

    /// <summary>The interface language of the requester: e-mails to them are written in it.</summary>
    public string Culture { get; init; } = "ru";

    public PaymentFacts Payment { get; init; } = new();

    public CaseContext Context { get; init; } = new();

    /// <summary>Why a required item was passed over, in the words of who did it.</summary>
    public string? OverrideReason { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The last thing that happened; lists are sorted by it.</summary>
    public DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>When the oldest e-mail came that nobody has answered yet; null when none waits.</summary>
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

    /// <summary>Of <see cref="PaidAt"/> only the day was said.</summary>
    public bool PaidTimeUnknown { get; set; }

    public string? CardLast4 { get; set; }

    /// <summary>The payer's order number in the shop.</summary>
    public string? OrderNumber { get; set; }

    public string? ErrorCode { get; set; }

    public string? ResultUrl { get; set; }
}

public sealed class CaseContext
{
    public DateTimeOffset? Since { get; set; }

    public Scope Scope { get; set; }

    public string? WhatHappened { get; set; }

    public string? WhatExpected { get; set; }
}

/// <summary>A line of the timeline. Append only.</summary>
public sealed class TicketEvent
{
    public Guid Id { get; init; }

    public Guid TicketId { get; init; }

    public DateTimeOffset At { get; init; }

    public required string ActorName { get; init; }

    public TicketEventKind Kind { get; init; }

    /// <summary>The conversation that an event of an e-mail belongs to.</summary>
    public Party? Party { get; init; }

    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>The fact that an event is about, a name of <c>FactField</c>; null where it is about none.</summary>
    public string? Field { get; init; }
}

public enum TicketEventKind
{
    Opened = 0, StatusChanged = 1, Assigned = 2, MessageIn = 3, MessageOut = 4, ProviderNumber = 5,
    DeliveryFailed = 6, Escalated = 7, Reopened = 8, Linked = 9, Joined = 10, EmailMoved = 11, RequiredSkipped = 12,
    EmailCame = 20, ParticipantAdded = 21, ParticipantRemoved = 22, EvidenceAdded = 23, ConfirmationHeldBack = 24,
    RequesterAddressCorrected = 25,
    TitleChanged = 30, PriorityChanged = 31, RequesterChanged = 32, FactChanged = 33, CaseTypeChanged = 34, ProposalRefused = 35, ProposalRestored = 36,
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

/// <summary>
/// How many tickets are alike in everything that a view asks for: each view's number is the sum of a few of these rows.
/// Triggers of the database keep them in the transaction that changes a ticket, whoever writes it.
/// </summary>
public sealed class TicketCount
{
    public bool Unanswered { get; init; }

    public TicketStatus Status { get; init; }

    public TicketKind Kind { get; init; }

    /// <summary>Empty for tickets without a shop: what is compared must not be null. So is the next one.</summary>
    public Guid ShopId { get; init; }

    public Guid AssigneeId { get; init; }

    public Priority Priority { get; init; }

    public int Count { get; set; }
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
