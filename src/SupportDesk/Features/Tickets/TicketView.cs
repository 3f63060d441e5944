using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Tickets.Facts;

namespace SupportDesk.Features.Tickets;

/// <summary>One ticket as its page shows it. The entities in it are read-only copies.</summary>
public sealed record TicketView
{
    public required Ticket Ticket { get; init; }

    public Shop? Shop { get; init; }

    public string? Assignee { get; init; }

    /// <summary>What kind of trouble it is, in the reader's language; null for an e-mail of which nobody has said.</summary>
    public string? CaseType { get; init; }

    /// <summary>The provider's first.</summary>
    public IReadOnlyList<ConversationView> Conversations { get; init; } = [];

    public IReadOnlyList<FileView> Files { get; init; } = [];

    /// <summary>The latest, oldest first.</summary>
    public IReadOnlyList<TicketEvent> Events { get; init; } = [];

    /// <summary>All there are.</summary>
    public int EventCount { get; init; }

    /// <summary>Facts that messages name and that are not known yet.</summary>
    public IReadOnlyList<FactProposal> Proposals { get; init; } = [];

    public IReadOnlyList<LinkView> Links { get; init; } = [];

    /// <summary>Tickets that may be about the same thing; for the desk's own people.</summary>
    public IReadOnlyList<SimilarTicketView> Alike { get; init; } = [];

    /// <summary>Those who take part beside the two, and proposals. Nobody but the desk's own people sees proposals.</summary>
    public IReadOnlyList<ParticipantView> Participants { get; init; } = [];

    /// <summary>For whom a payer could be mistaken, in words; only the desk's own people are told.</summary>
    public string? Warning { get; init; }

    /// <summary>E-mails that may belong here and wait for a decision.</summary>
    public int Suspended { get; init; }

    /// <summary>Replies that this person began to type.</summary>
    public IReadOnlyDictionary<Party, ReplyDraft> Drafts { get; init; } = new Dictionary<Party, ReplyDraft>();

    /// <summary>Files of those replies.</summary>
    public IReadOnlyDictionary<Party, IReadOnlyList<FileView>> ReplyFiles { get; init; } = new Dictionary<Party, IReadOnlyList<FileView>>();

    public bool ClosedLongAgo { get; init; }

    /// <summary>The person works for the desk.</summary>
    public bool ByDesk { get; init; }

    /// <summary>Whose view it is; null when no person reads.</summary>
    public Guid? ReaderId { get; init; }

    public bool IsMine { get; init; }

    /// <summary>The person writes as the one who asked.</summary>
    public bool AsRequester { get; init; }

    public ConversationView? With(Party party) => Conversations.FirstOrDefault(c => c.Party == party);
}

/// <summary>What of a ticket is on the screen.</summary>
/// <param name="Party">The conversation that is open; null for the one that waits, else the provider's, else the requester's.</param>
/// <param name="From">The oldest message that is shown; null for the latest page.</param>
/// <param name="Older">One more page before <paramref name="From"/>.</param>
/// <param name="Events">So many lines of the timeline.</param>
public sealed record TicketWindow(Party? Party = null, DateTimeOffset? From = null, bool Older = false, int Events = TicketWindow.FewEvents)
{
    public const int FewEvents = 8;

    /// <summary>Messages of one page.</summary>
    public const int Page = 40;
}

/// <param name="Unanswered">The last word is theirs, no machine said it, and nobody has answered since.</param>
/// <param name="Messages">From <see cref="From"/> on; none of a conversation that is not open.</param>
public sealed record ConversationView(Party Party, string Address, string? ExternalNumber, bool Unanswered, IReadOnlyList<MessageView> Messages)
{
    /// <summary>All there are.</summary>
    public int Count { get; init; }

    /// <summary>Messages before those that are shown.</summary>
    public int Earlier { get; init; }

    /// <summary>The oldest that is shown; null when none is.</summary>
    public DateTimeOffset? From { get; init; }

    public bool IsOpen { get; init; }

    /// <summary>E-mails that a person moved to another ticket.</summary>
    public IReadOnlyList<MovedView> Moved { get; init; } = [];

    /// <summary>Messages and the places that e-mails left, as they came.</summary>
    public IEnumerable<(MessageView? Message, MovedView? Moved)> Lines =>
        Messages.Select(message => (message.Message.At, Line: ((MessageView?)message, (MovedView?)null)))
            .Concat(Moved.Select(moved => (moved.At, Line: ((MessageView?)null, (MovedView?)moved))))
            .OrderBy(line => line.At).Select(line => line.Line);
}

public sealed record MessageView(Message Message, IReadOnlyList<FileView> Files);

/// <param name="At">When the e-mail came that is here no more.</param>
public sealed record MovedView(Guid MoveId, DateTimeOffset At);

public sealed record ParticipantView(Party Party, string Address, string? Name, ParticipantOrigin Origin, ParticipantState State);

public sealed record FileView(Guid Id, string Name, long Size, long Lines, long Hidden, bool PendingReview)
{
    /// <summary>Places that somebody chose to show before the case was sent.</summary>
    public IReadOnlyList<UnmaskedSpan> Shown { get; init; } = [];
}

/// <param name="Earlier">The other ticket came before this one.</param>
public sealed record LinkView(long Number, string Title, TicketStatus Status, LinkKind Kind, bool Earlier);
