using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>Everything a ticket is opened with. Texts may still carry secrets: they are hidden before anything is stored.</summary>
public sealed record NewTicket
{
    public required TicketKind Kind { get; init; }

    public required string CaseType { get; init; }

    public required string Title { get; init; }

    public Impact Impact { get; init; } = Impact.Question;

    public Scope Scope { get; init; }

    public Guid? ShopId { get; init; }

    public Guid? RequesterUserId { get; init; }

    public required string RequesterName { get; init; }

    public required string RequesterEmail { get; init; }

    public string Culture { get; init; } = "ru";

    public PaymentFacts Payment { get; init; } = new();

    public CaseContext Context { get; init; } = new();

    /// <summary>Why a required item was passed over; null if none was.</summary>
    public string? OverrideReason { get; init; }

    /// <summary>The first message of the conversation with the requester; may be empty.</summary>
    public string Text { get; init; } = "";

    /// <summary>How many secrets were hidden in the text before it came here.</summary>
    public int TextHidden { get; init; }

    /// <summary>The e-mail that the ticket comes from, when it came by mail: its answers thread on it.</summary>
    public IncomingEmail? Origin { get; init; }

    /// <summary>Stored files that move to the ticket.</summary>
    public IReadOnlyList<Guid> Files { get; init; } = [];

    /// <summary>The prepared case that goes out with the opening; null if nothing is sent yet.</summary>
    public EscalationEmail? Email { get; init; }

    /// <summary>The earlier ticket whose problem returned.</summary>
    public Guid? FollowsTicketId { get; init; }
}

/// <summary>A prepared case for the provider. The ticket's token and last line are added by the desk.</summary>
public sealed record EscalationEmail(string ToAddress, string? ToName, string Subject, string Body, IReadOnlyList<Guid> Files)
{
    /// <summary>In whose name it goes out; a ticket without a shop becomes this one's.</summary>
    public Guid? ShopId { get; init; }
}

/// <param name="MessageId">The first message, if there is one.</param>
public sealed record OpenedTicket(Guid Id, long Number, Guid? MessageId = null);

/// <summary>An e-mail that found its ticket, as the inbox hands it over: read, checked, masked.</summary>
public sealed record IncomingEmail
{
    /// <summary>Unused when the e-mail opens a new ticket.</summary>
    public Guid TicketId { get; init; }

    public required Party Party { get; init; }

    /// <summary>In plain Base64; null for an e-mail without.</summary>
    public string? ThreadIndex { get; init; }

    public string? ThreadTopic { get; init; }

    /// <summary>Nobody reads what is sent there, or whoever sent it must not be answered by itself.</summary>
    public bool TakesNoReply { get; init; }

    public required AuthorKind Author { get; init; }

    public required string FromName { get; init; }

    public required string FromAddress { get; init; }

    /// <summary>Tokens of the other desk in it are kept in every later subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Masked by the inbox.</summary>
    public required string Body { get; init; }

    public int HiddenCount { get; init; }

    /// <summary>As in <see cref="Message.Missing"/>.</summary>
    public string? Missing { get; init; }

    /// <summary>Message-ID without angle brackets.</summary>
    public string? InternetMessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required SenderTrust Trust { get; init; }

    public required MatchRule MatchedBy { get; init; }

    public bool IsAutomatic { get; init; }

    /// <summary>The number that the provider's e-mail names.</summary>
    public string? ProviderNumber { get; init; }

    public IReadOnlyList<Guid> Attachments { get; init; } = [];

    /// <summary>Whom the e-mail names beside its sender and the desk: they become proposals.</summary>
    public IReadOnlyList<Participants.ProposeParticipants.Named> Named { get; init; } = [];
}
