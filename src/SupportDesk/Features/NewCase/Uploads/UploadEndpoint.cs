using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Features.Files.Uploads;

namespace SupportDesk.Features.NewCase.Uploads;

/// <summary>Takes files of a case that is being written.</summary>
internal static class UploadEndpoint
{
    // A request that streams carries no token; the browser says which page it comes from.
    public static void MapUploads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/desk/drafts/{draftId:guid}/files", HandleAsync).DisableAntiforgery();

    private static Task<IResult> HandleAsync(HttpContext http, Guid draftId, ReceiveUpload receive, IDbContextFactory<DeskDbContext> contexts) =>
        receive.RunAsync(http, async (actor, ct) =>
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            var files = await db.Drafts.OwnedBy(actor).Where(d => d.Id == draftId).Select(d => (int?)d.Files.Count).FirstOrDefaultAsync(ct);
            return files is null ? null : new ReceiveUpload.Place(UploadTarget.OfDraft(draftId), files.Value, DraftId: draftId);
        });
}
