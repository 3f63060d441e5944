using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using SupportDesk.Features.Files.Uploads;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Files.Unmasking;

/// <summary>
/// Takes a file that was sent before once more, with the places to show. They stand as JSON in the first line of the
/// body: a reason may itself hold a secret, and addresses and headers end up in logs.
/// </summary>
internal static class UnmaskSpansEndpoint
{
    private const int LongestLine = 64 * 1024;

    public static void MapUnmaskSpans(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/desk/drafts/{draftId:guid}/files/{fileId:guid}/places", HandleAsync).DisableAntiforgery();

    private static async Task<IResult> HandleAsync(
        HttpContext http,
        Guid draftId,
        Guid fileId,
        UnmaskSpans show,
        UploadProgress progress,
        IOptions<UploadOptions> options,
        IStringLocalizer<FilesText> texts
    )
    {
        var ct = http.RequestAborted;
        if (http.User.Identity?.IsAuthenticated != true)
            return Refuse(StatusCodes.Status401Unauthorized, new Problem("UploadSignedOut"));
        if (!SameOrigin.IsFromOurPage(http.Request))
            return Refuse(StatusCodes.Status403Forbidden, new Problem("UploadForeign"));
        var actor = Actor.From(http.User);
        var id = Ids.Random();
        if (progress.CountRunning(actor.UserId!.Value) >= UploadRequests.MaxAtOnce)
            return Refuse(StatusCodes.Status429TooManyRequests, new Problem("UploadBusy", null, UploadRequests.MaxAtOnce));
        LargeRequest.Allow(http, options.Value.MaxBytes);
        try
        {
            if (await ReadChangeAsync(http.Request.BodyReader, ct) is not { } change)
                return Refuse(StatusCodes.Status400BadRequest, new Problem("PlaceUnknown"));
            await using var content = http.Request.BodyReader.AsStream();
            var result = await show.RunAsync(new(draftId, fileId, change, content, Start), actor, ct);
            return result.Ok ? Results.Ok(new { id = fileId }) : Refuse(StatusOf(result.Problems[0]), result.Problems[0]);
        }
        catch (Exception error) when (error is IOException || error is OperationCanceledException && ct.IsCancellationRequested)
        {
            return Refuse(StatusCodes.Status400BadRequest, new Problem("FileCutOff", "File"));
        }
        finally
        {
            progress.Remove(id);
        }

        IProgress<MaskProgress> Start(string name)
        {
            progress.TryStart(id, UploadTarget.OfDraft(draftId), actor.UserId!.Value, name, http.Request.ContentLength ?? 0);
            return new UploadRequests.Reporter(progress, id);
        }

        IResult Refuse(int status, Problem problem) => Results.Json(new { code = problem.Code, message = texts.Say(problem) }, statusCode: status);
    }

    private static async Task<SpanChange?> ReadChangeAsync(PipeReader body, CancellationToken ct)
    {
        while (true)
        {
            var read = await body.ReadAsync(ct);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var change = Parse(read.Buffer.Slice(0, end));
                body.AdvanceTo(read.Buffer.GetPosition(1, end));
                return change;
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (read.IsCompleted || read.Buffer.Length > LongestLine)
                return null;
        }
    }

    private static SpanChange? Parse(in ReadOnlySequence<byte> line)
    {
        if (line.Length > LongestLine)
            return null;
        try
        {
            var reader = new Utf8JsonReader(line);
            return JsonSerializer.Deserialize<SpanChange>(ref reader, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int StatusOf(Problem problem) => problem.Code switch
    {
        "NotFound" => StatusCodes.Status404NotFound,
        "PlacesSent" or "FileOther" => StatusCodes.Status409Conflict,
        "StorageFailed" => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };
}
