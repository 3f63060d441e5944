namespace SupportDesk.Data.Entities;

/// <summary>An e-mail that a person took out of one ticket and put into another; taken back or not.</summary>
public sealed class MessageMove
{
    public Guid Id { get; init; }

    public Guid MessageId { get; init; }

    public Guid FromTicketId { get; init; }

    public Guid FromConversationId { get; init; }

    public Guid ToTicketId { get; init; }

    /// <summary>The ticket was opened for this e-mail.</summary>
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
/// Somebody beside the two who talk on a ticket. An e-mail only proposes them; once a person of the desk has added them,
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
