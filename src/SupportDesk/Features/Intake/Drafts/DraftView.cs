namespace SupportDesk.Features.Intake.Drafts;

/// <summary>A draft as its owner sees it.</summary>
public sealed record DraftView(
    Guid Id,
    string? Situation,
    Guid? ShopId,
    string? ShopName,
    string? MerchantLogin,
    string AnswersJson,
    string? Letter,
    string? Subject,
    string? OverrideReason,
    Guid? EscalatesTicketId,
    Guid? FollowsTicketId,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<DraftFile> Files);

/// <summary>A file of a draft, masked before it was stored.</summary>
public sealed record DraftFile(Guid Id, string Name, string BlobKey, long Size, long Lines, long HiddenCount, bool HasReport)
{
    public bool IsPicture => !HasReport;
}
