using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Tickets;

/// <summary>One ticket as its page shows it. The entities in it are read-only copies.</summary>
public sealed record TicketView
{
    public required Ticket Ticket { get; init; }

    public Shop? Shop { get; init; }

    public string? Assignee { get; init; }

    /// <summary>The provider's first.</summary>
    public IReadOnlyList<ConversationView> Conversations { get; init; } = [];

    public IReadOnlyList<FileView> Files { get; init; } = [];

    public IReadOnlyList<TicketEvent> Events { get; init; } = [];

    public IReadOnlyList<LinkView> Links { get; init; } = [];

    /// <summary>Replies that this person began to type.</summary>
    public IReadOnlyDictionary<Party, string> Drafts { get; init; } = new Dictionary<Party, string>();

    public bool ClosedLongAgo { get; init; }

    /// <summary>The person works for the desk.</summary>
    public bool ByDesk { get; init; }

    public bool IsMine { get; init; }

    /// <summary>The person writes as the one who asked.</summary>
    public bool AsRequester { get; init; }

    public ConversationView? With(Party party) => Conversations.FirstOrDefault(c => c.Party == party);
}

/// <param name="Unanswered">The last word is theirs, no machine said it, and nobody has answered since.</param>
public sealed record ConversationView(Party Party, string Address, string? ExternalNumber, bool Unanswered, IReadOnlyList<MessageView> Messages);

public sealed record MessageView(Message Message, IReadOnlyList<FileView> Files);

public sealed record FileView(Guid Id, string Name, long Size, long Lines, long Hidden, bool Unchecked)
{
    /// <summary>Places that somebody chose to show before the case was sent.</summary>
    public IReadOnlyList<ShownPlace> Shown { get; init; } = [];
}

/// <param name="Earlier">The other ticket came before this one.</param>
public sealed record LinkView(long Number, string Title, TicketStatus Status, LinkKind Kind, bool Earlier);
