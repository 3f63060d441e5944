using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Files.Uploads;

/// <summary>Names of what files are uploaded for: a page and the requests that it makes find each other by them.</summary>
internal static class UploadTarget
{
    public static string OfDraft(Guid draft) => $"draft/{draft:N}";

    /// <summary>Of one person: two may answer the same ticket at once.</summary>
    public static string OfReply(Guid ticket, Party party, Guid? person) => $"reply/{ticket:N}/{party}/{person:N}";
}
