using SupportDesk.Features.Files;

namespace SupportDesk.Features.NewCase.Drafts;

/// <summary>A draft as its owner sees it.</summary>
public sealed record DraftView(
    Guid Id,
    string? CaseType,
    Guid? ShopId,
    string? ShopName,
    string? MerchantLogin,
    string AnswersJson,
    string? Email,
    string? Subject,
    string? OverrideReason,
    Guid? EscalatesTicketId,
    Guid? FollowsTicketId,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<DraftFile> Files
)
{
    /// <summary>Files that the requester of the ticket which is escalated has sent: they go along.</summary>
    public IReadOnlyList<DraftFile> TicketFiles { get; init; } = [];

    public IReadOnlyList<DraftFile> AllFiles => [.. Files, .. TicketFiles];

    /// <summary>Nobody has said yet in the name of which of the desk's shops the case goes out.</summary>
    public bool ShopIsAsked { get; init; }

    /// <summary>Stored texts that can be read as logs: their keys in the blob store, in the order of <see cref="Files"/>.</summary>
    public IReadOnlyList<string> LogBlobs => [.. Files.Where(file => file.Lines > 0).Select(file => file.BlobKey)];
}

/// <summary>A file of a draft, masked before it was stored.</summary>
public sealed record DraftFile(Guid Id, string Name, string BlobKey, long Size, long Lines, long HiddenCount, bool HasReport)
{
    public IReadOnlyList<(string Kind, long Count)> HiddenKinds { get; init; } = [];

    public IReadOnlyList<UnmaskedSpan> Shown { get; init; } = [];

    public bool IsPicture => !HasReport;

    /// <summary>A zip: its texts are masked but not searched.</summary>
    public bool IsZip => HasReport && Lines == 0;
}
