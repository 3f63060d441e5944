using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>
/// Reads logs out of the body of a request while it arrives, and answers with a piece of HTML. The parts are taken one by
/// one instead of as a form, which would put them into temporary files: a log that is not masked must not reach a disk.
/// </summary>
internal static class LogsEndpoint
{
    public const string Path = "/desk/doctor/logs/read";
    public const long MaxBytes = 4L << 30;

    public static void MapLogs(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, HandleAsync).RequireAuthorization().DisableAntiforgery();

    private static async Task<Results<RazorComponentResult<LogsAnswerView>, ForbidHttpResult>> HandleAsync(
        HttpContext http,
        string? invoice,
        string? format,
        LogReadQueue queue,
        RecentFindings recent
    )
    {
        if (!SameOrigin.IsFromOurPage(http.Request))
            return TypedResults.Forbid();
        http.Response.Headers.CacheControl = "no-store";
        using var lease = queue.Take(Actor.From(http.User).UserId!.Value);
        if (!lease.IsAcquired)
        {
            http.Response.Headers.RetryAfter = "10";
            return new RazorComponentResult<LogsAnswerView>(new { Result = (Result<LogReading>)new Problem("LogsBusy") })
            {
                StatusCode = StatusCodes.Status429TooManyRequests,
            };
        }

        LargeRequest.Allow(http, MaxBytes);
        var result = await ReadAsync(http, invoice ?? "", format);
        if (result.Ok)
            recent.Put(Actor.From(http.User), "logs", LogVerdicts.SeverityOf(result.Value.Verdict), "Log_" + result.Value.Verdict);
        return new RazorComponentResult<LogsAnswerView>(new { Result = result });
    }

    private static async Task<Result<LogReading>> ReadAsync(HttpContext http, string invoice, string? format)
    {
        if (!InvoiceId.TryParse(invoice, out var number))
            return new Problem("LogsInvoiceWrong");
        var custom = string.IsNullOrWhiteSpace(format) ? null : PatternFormat.Parse(format.Trim());
        if (custom is null && !string.IsNullOrWhiteSpace(format))
            return new Problem("LogsFormatWrong");
        if (
            !MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary
        )
            return new Problem("LogsNoFiles");
        var (logs, name, files) = (new ReadLogs(number, custom, LogVerdicts.Late), "", 0);
        try
        {
            var parts = new MultipartReader(boundary, http.Request.Body);
            while (await parts.ReadNextSectionAsync(http.RequestAborted) is { } part)
            {
                if (part.AsFileSection() is not { FileName.Length: > 0, FileStream: { } stream } file)
                    continue;
                (name, files) = (file.FileName, files + 1);
                await logs.AddAsync(stream, null, http.RequestAborted);
            }
        }
        catch (InvalidDataException)
        {
            return new Problem("LogsBroken", null, name);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            return new Problem("LogsCutOff");
        }

        return files == 0 ? new Problem("LogsNoFiles") : logs.Result();
    }
}
