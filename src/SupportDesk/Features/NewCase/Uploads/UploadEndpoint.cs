using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Features.Files;
using SupportDesk.Features.Files.Uploads;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.NewCase.Uploads;

/// <summary>
/// Takes a file as the plain body of a request and lets it flow through the masker into the store: it is never held as a
/// whole, neither in memory nor in a temporary file. Its name comes in a header, since addresses end up in logs.
/// </summary>
internal static class UploadEndpoint
{
    public const int MaxFiles = 20;

    public static void MapUploads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/desk/drafts/{draftId:guid}/files", HandleAsync).DisableAntiforgery();

    private static async Task<IResult> HandleAsync(
        HttpContext http, Guid draftId, [FromHeader(Name = "X-File-Name")] string? escapedName, Guid? upload, int? redacted,
        StoreMaskedFile store, UploadProgress progress,
        IDbContextFactory<DeskDbContext> contexts, IOptions<UploadOptions> options, IStringLocalizer<FilesText> texts)
    {
        var ct = http.RequestAborted;
        var id = upload ?? Ids.Random();
        var name = Uri.UnescapeDataString(escapedName ?? "");
        if (http.User.Identity?.IsAuthenticated != true)
            return Refuse(StatusCodes.Status401Unauthorized, new Problem("UploadSignedOut"));
        if (!SameOrigin.IsFromOurPage(http.Request))
            return Refuse(StatusCodes.Status403Forbidden, new Problem("UploadForeign"));
        var actor = Actor.From(http.User);
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var draft = await db.Drafts.OwnedBy(actor).Where(d => d.Id == draftId).Select(d => new { Files = d.Files.Count }).FirstOrDefaultAsync(ct);
            if (draft is null)
                return Refuse(StatusCodes.Status404NotFound, Problem.NotFound);
            if (draft.Files >= MaxFiles)
                return Refuse(StatusCodes.Status409Conflict, new Problem("UploadMany", null, MaxFiles));
        }

        if (progress.CountRunning(actor.UserId!.Value) >= UploadRequests.MaxAtOnce)
            return Refuse(StatusCodes.Status429TooManyRequests, new Problem("UploadBusy", null, UploadRequests.MaxAtOnce));
        if (!progress.TryStart(id, draftId, actor.UserId.Value, name, http.Request.ContentLength ?? 0))
            return Refuse(StatusCodes.Status409Conflict, new Problem("UploadForeign"));
        LargeRequest.Allow(http, options.Value.MaxBytes);
        var result = await StoreAsync();
        if (!result.Ok)
            return Refuse(StatusOf(result.Problems[0]), result.Problems[0]);
        progress.Remove(id);
        return Results.Ok(new { id = result.Value });

        async Task<Result<Guid>> StoreAsync()
        {
            try
            {
                if (http.Request.ContentLength > options.Value.MaxBytes)
                    return new Problem("FileTooLarge", "File", options.Value.MaxBytes);
                var stored = await store.RunAsync(
                    new(
                        http.Request.Body, name, http.Request.ContentType, actor.UserId, DraftId: draftId,
                        Progress: new UploadRequests.Reporter(progress, id), Redacted: redacted == 1),
                    ct);
                return stored.Ok ? stored.Value.Id : stored.Problems[0];
            }
            catch (Microsoft.AspNetCore.Http.BadHttpRequestException error)
            {
                return error.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? new Problem("FileTooLarge", "File", options.Value.MaxBytes)
                    : new Problem("FileCutOff", "File");
            }
            catch (Exception error) when (error is IOException or OperationCanceledException && ct.IsCancellationRequested)
            {
                return new Problem("FileCutOff", "File");
            }
            catch
            {
                progress.Fail(id, new Problem("UploadFailed"));
                throw;
            }
        }

        IResult Refuse(int status, Problem problem)
        {
            // A page that announced it shows why it stopped; one that nobody announced must not count as running for ever.
            if (upload is not null)
                progress.Fail(id, problem);
            else
                progress.Remove(id);
            return Results.Json(new { code = problem.Code, message = texts.Say(problem) }, statusCode: status);
        }
    }

    private static int StatusOf(Problem problem) => problem.Code switch
    {
        "FileTooLarge" or "ArchiveLarge" or "ArchiveBomb" or "ArchiveMany" or "PictureTooLarge" or "PictureTooManyPixels" =>
            StatusCodes.Status413PayloadTooLarge,
        "FileNotText" or "FileOtherArchive" or "FilePdf" or "ArchiveBinary" or "ArchiveBinaryOnly" or "ArchiveLocked"
            or "PictureKind" or "PictureNotRedacted" =>
            StatusCodes.Status415UnsupportedMediaType,
        "StorageFailed" => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };
}
