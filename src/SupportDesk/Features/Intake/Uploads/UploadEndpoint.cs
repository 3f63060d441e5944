using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Uploads;

/// <summary>
/// Takes a file as the plain body of a request and lets it flow through the masker into the store: it is never held as a
/// whole, neither in memory nor in a temporary file.
/// </summary>
internal static class UploadEndpoint
{
    public const int MaxFiles = 20;
    private const int MaxAtOnce = 3;

    // The store counts to the limit itself and says so in words; the server only cuts off what goes far beyond.
    private const long ForOurOwnRefusal = 1 << 20;

    // Slow lines are welcome, dead ones are not kept for ever.
    private static readonly MinDataRate Slow = new(bytesPerSecond: 16, gracePeriod: TimeSpan.FromMinutes(1));

    public static void MapUploads(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/desk/drafts/{draftId:guid}/files", HandleAsync).DisableAntiforgery();

    private static async Task<IResult> HandleAsync(
        HttpContext http, Guid draftId, string? name, Guid? upload, int? redacted, StoreMaskedFile store, UploadProgress progress,
        IDbContextFactory<DeskDbContext> contexts, IOptions<UploadOptions> options, IStringLocalizer<IntakeText> texts)
    {
        var ct = http.RequestAborted;
        if (http.User.Identity?.IsAuthenticated != true)
            return Refuse(StatusCodes.Status401Unauthorized, new Problem("UploadSignedOut"));
        if (!IsFromOurPage(http.Request))
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

        var id = upload ?? Guid.NewGuid();
        if (progress.CountRunning(actor.UserId!.Value) >= MaxAtOnce)
            return Refuse(StatusCodes.Status429TooManyRequests, new Problem("UploadBusy", null, MaxAtOnce));
        if (!progress.TryStart(id, draftId, actor.UserId.Value, name ?? "", http.Request.ContentLength ?? 0))
            return Refuse(StatusCodes.Status409Conflict, new Problem("UploadForeign"));
        OpenTheGates(http, options.Value.MaxBytes);
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
                    new(http.Request.Body, name ?? "", http.Request.ContentType, actor.UserId, DraftId: draftId, Progress: new Reporter(progress, id), Redacted: redacted == 1), ct);
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
            if (upload is { } known)
                progress.Fail(known, problem);
            return Results.Json(new { code = problem.Code, message = texts.Say(problem) }, statusCode: status);
        }
    }

    // The session cookie is Lax already; a page elsewhere must not be able to fill somebody's draft through an old browser either.
    private static bool IsFromOurPage(HttpRequest request)
    {
        if (request.Headers.TryGetValue("Sec-Fetch-Site", out var site))
            return site == "same-origin";
        return Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static void OpenTheGates(HttpContext http, long maxBytes)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBytes + ForOurOwnRefusal;
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = Slow;
    }

    private static int StatusOf(Problem problem) => problem.Code switch
    {
        "FileTooLarge" or "PictureTooLarge" or "PictureTooManyPixels" => StatusCodes.Status413PayloadTooLarge,
        "FileNotText" or "PictureKind" or "PictureNotRedacted" => StatusCodes.Status415UnsupportedMediaType,
        _ => StatusCodes.Status400BadRequest,
    };

    private sealed class Reporter(UploadProgress progress, Guid id) : IProgress<MaskProgress>
    {
        public void Report(MaskProgress value) => progress.Report(id, value.Bytes, value.Hidden);
    }
}
