using SupportDesk.Data.Entities;
using SupportDesk.Features.Files.Uploads;

namespace SupportDesk.Features.Tickets;

/// <summary>Takes files of a reply that is being written.</summary>
internal static class ReplyFilesEndpoint
{
    public static string PathOf(Guid ticket, Party party) => $"/desk/replies/{ticket}/{party}/files";

    // A request that streams carries no token; the browser says which page it comes from.
    public static void MapReplyFiles(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/desk/replies/{ticketId:guid}/{party}/files", HandleAsync).DisableAntiforgery();

    private static Task<IResult> HandleAsync(HttpContext http, Guid ticketId, Party party, ReceiveUpload receive, ReplyFiles files) =>
        receive.RunAsync(http, async (actor, ct) =>
        {
            var there = await files.ListAsync(ticketId, party, actor, ct);
            return there.Ok
                ? new ReceiveUpload.Place(UploadTarget.OfReply(ticketId, party, actor.UserId), there.Value.Count, Reply: new(ticketId, party))
                : null;
        });
}
