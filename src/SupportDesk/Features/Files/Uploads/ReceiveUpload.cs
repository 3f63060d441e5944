using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Files.Uploads;

/// <summary>
/// Takes a file as the plain body of a request and lets it flow through the masker into the store: it is never held as a
/// whole, neither in memory nor in a temporary file. Its name comes in a header, since addresses end up in logs.
/// </summary>
public sealed class ReceiveUpload(StoreMaskedFile store, UploadProgress progress, IOptions<UploadOptions> options, IStringLocalizer<FilesText> texts) : IUseCase
{
    /// <summary>One draft, or one reply, has no more.</summary>
    public const int MaxFiles = 20;

    /// <summary>Where the file goes.</summary>
    /// <param name="Target">By <see cref="UploadTarget"/>.</param>
    /// <param name="Files">So many hang there already.</param>
    public sealed record Place(string Target, int Files, Guid? DraftId = null, StoreMaskedFile.ReplyInMaking? Reply = null);

    /// <param name="find">Says where the file goes, or null if there is no such place for the person.</param>
    public async Task<IResult> RunAsync(HttpContext http, Func<Actor, CancellationToken, Task<Place?>> find)
    {
        Guid? announced = Guid.TryParse(http.Request.Query["upload"], out var named) ? named : null;
        var id = announced ?? Ids.Random();
        if (http.User.Identity?.IsAuthenticated != true)
            return Refuse(StatusCodes.Status401Unauthorized, new Problem("UploadSignedOut"));
        if (!SameOrigin.IsFromOurPage(http.Request))
            return Refuse(StatusCodes.Status403Forbidden, new Problem("UploadForeign"));
        var actor = Actor.From(http.User);
        if (await find(actor, http.RequestAborted) is not { } place)
            return Refuse(StatusCodes.Status404NotFound, Problem.NotFound);
        if (place.Files >= MaxFiles)
            return Refuse(StatusCodes.Status409Conflict, new Problem("UploadMany", null, MaxFiles));
        if (progress.CountRunning(actor.UserId!.Value) >= UploadRequests.MaxAtOnce)
            return Refuse(StatusCodes.Status429TooManyRequests, new Problem("UploadBusy", null, UploadRequests.MaxAtOnce));
        var name = Uri.UnescapeDataString(http.Request.Headers["X-File-Name"].ToString());
        if (!progress.TryStart(id, place.Target, actor.UserId.Value, name, http.Request.ContentLength ?? 0))
            return Refuse(StatusCodes.Status409Conflict, new Problem("UploadForeign"));
        LargeRequest.Allow(http, options.Value.MaxBytes);
        var stored = await StoreAsync(http, id, name, actor, place);
        if (!stored.Ok)
            return Refuse(StatusOf(stored.Problems[0]), stored.Problems[0]);
        progress.Remove(id);
        return Results.Ok(new { id = stored.Value });

        IResult Refuse(int status, Problem problem)
        {
            // A page that announced it shows why it stopped; one that nobody announced must not count as running for ever.
            if (announced is not null)
                progress.Fail(id, problem);
            else
                progress.Remove(id);
            return Results.Json(new { code = problem.Code, message = texts.Say(problem) }, statusCode: status);
        }
    }

    private async Task<Result<Guid>> StoreAsync(HttpContext http, Guid id, string name, Actor actor, Place place)
    {
        var ct = http.RequestAborted;
        try
        {
            if (http.Request.ContentLength > options.Value.MaxBytes)
                return new Problem("FileTooLarge", "File", options.Value.MaxBytes);
            var stored = await store.RunAsync(
                new(
                    http.Request.Body, name, http.Request.ContentType, actor.UserId, DraftId: place.DraftId, Reply: place.Reply,
                    Progress: new UploadRequests.Reporter(progress, id), Redacted: http.Request.Query["redacted"] == "1"),
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
