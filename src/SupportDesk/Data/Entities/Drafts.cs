namespace SupportDesk.Data.Entities;

/// <summary>A case that is being prepared. Saved within two seconds of typing, masked like everything else.</summary>
public sealed class Draft
{
    public Guid Id { get; init; }

    public Guid OwnerId { get; set; }

    public Guid? ShopId { get; set; }

    public string? CaseType { get; set; }

    /// <summary>JSON object: item key to answer.</summary>
    public string Answers { get; set; } = "{}";

    /// <summary>The e-mail as edited by hand; null while it is composed from the answers.</summary>
    public string? Email { get; set; }

    public string? Subject { get; set; }

    public string? OverrideReason { get; set; }

    /// <summary>Set when a payer's ticket is escalated: the prepared case goes out on that ticket.</summary>
    public Guid? EscalatesTicketId { get; init; }

    /// <summary>Set when a closed ticket's problem returned: the new ticket follows it.</summary>
    public Guid? FollowsTicketId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Thrown away, but for a while it can be had back.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The checklist answered it: nothing was sent, and it counts as solved.</summary>
    public DateTimeOffset? SolvedAt { get; set; }

    public List<Attachment> Files { get; init; } = [];
}
