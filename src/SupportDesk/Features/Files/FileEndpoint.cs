using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;
using SupportDesk.Data.Blobs;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files.Review;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Files;

internal static class FileEndpoint
{
    // Whatever is inside, a browser saves it and runs nothing of it.
    private const string Policy = "sandbox; default-src 'none'; frame-ancestors 'none'";

    public static void MapFiles(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/desk/files/{id:guid}", async (Guid id, HttpContext http, OpenFile open, BlobStore blobs, CancellationToken ct) =>
            Give(http, await open.RunAsync(id, Actor.From(http.User), ct), blobs)).RequireAuthorization(new AuthorizeAttribute());
        endpoints.MapGet("/desk/files/{id:guid}/look", async (Guid id, HttpContext http, PreviewAttachment look, BlobStore blobs, CancellationToken ct) =>
            Give(http, await look.RunAsync(id, Actor.From(http.User), ct), blobs)).RequireAuthorization(new AuthorizeAttribute());
    }

    private static IResult Give(HttpContext http, Result<Attachment> file, BlobStore blobs)
    {
        if (!file.Ok)
            return Results.NotFound();
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Value.Name);
        headers.ContentDisposition = disposition.ToString();
        return Results.Stream(blobs.OpenRead(file.Value.BlobKey), "application/octet-stream");
    }
}
