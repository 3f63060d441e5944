using Microsoft.AspNetCore.Components.Endpoints;
using SupportDesk.Data.Blobs;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Payers;

/// <summary>
/// Where the forms of payers arrive. Blazor's own form handling would buffer files to disk unmasked; these endpoints read
/// the body themselves and, when something is wrong, let the page render once more with what was typed.
/// </summary>
internal static class PayerEndpoints
{
    public static void MapPayerEndpoints(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/case/new", OpenAsync).WithOrder(-1);
        endpoints.MapPost("/case/{secret}", ReplyAsync).WithOrder(-1);
        endpoints.MapPost("/case/{secret}/email", CorrectAddressAsync).WithOrder(-1);
        endpoints.MapGet("/case/{secret}/files/{id:guid}", DownloadAsync);
    }

    private static async Task OpenAsync(
        HttpContext http, PayerForm form, OpenPayerCase open, PayerLimits limits, DuplicateSubmissions recent)
    {
        var posted = await form.ReadAsync(http, secretInPath: false);
        IReadOnlyList<Problem> problems = posted.Problems;
        if (problems.Count == 0)
        {
            var path = await recent.OnceAsync(posted.Number, posted.Content(""), async () =>
            {
                var opened = await open.RunAsync(
                    new(posted.Answers, posted.Files, posted.Hidden), () => limits.AllowsCase(http.Connection.RemoteIpAddress), CancellationToken.None);
                problems = opened.Problems;
                return opened.Ok ? opened.Value.Path : null;
            });
            if (path is not null)
            {
                SeeOther(http, path + "?new");
                return;
            }
        }

        await ShowAgainAsync<PayerFormPage>(http, posted, problems);
    }

    private static async Task ReplyAsync(HttpContext http, string secret, PayerForm form, ReplyToCase reply, DuplicateSubmissions recent)
    {
        var posted = await form.ReadAsync(http, secretInPath: true);
        IReadOnlyList<Problem> problems = posted.Problems;
        if (problems.Count == 0)
        {
            var path = await recent.OnceAsync(posted.Number, posted.Content(secret), async () =>
            {
                var added = await reply.RunAsync(secret, posted.Message, posted.Files, posted.Hidden, CancellationToken.None);
                problems = added.Problems;
                return added.Ok ? added.Value : null;
            });
            if (path is not null)
            {
                SeeOther(http, path + "?sent#talk");
                return;
            }
        }

        await ShowAgainAsync<CasePage>(http, posted, problems);
    }

    private static async Task CorrectAddressAsync(HttpContext http, string secret, PayerForm form, CorrectCaseAddress correct, DuplicateSubmissions recent)
    {
        var posted = await form.ReadAsync(http, secretInPath: true);
        IReadOnlyList<Problem> problems = posted.Problems;
        if (problems.Count == 0)
        {
            var path = await recent.OnceAsync(posted.Number, posted.Content(secret + "/email"), async () =>
            {
                var corrected = await correct.RunAsync(secret, posted.Answers.Email, CancellationToken.None);
                problems = corrected.Problems;
                return corrected.Ok ? corrected.Value : null;
            });
            if (path is not null)
            {
                SeeOther(http, path + "?new");
                return;
            }
        }

        await ShowAgainAsync<CasePage>(http, posted, problems);
    }

    private static async Task<IResult> DownloadAsync(HttpContext http, string secret, Guid id, ReadPayerCase read, BlobStore blobs, CancellationToken ct)
    {
        NoStoreHeaders.HideAddress(http.Response);
        if (await read.FindFileAsync(secret, id, ct) is not { } file)
            return Results.NotFound();
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        return Results.Stream(blobs.OpenRead(file.BlobKey), "application/octet-stream", file.Name);
    }

    private static void SeeOther(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = path;
        NoStoreHeaders.HideAddress(http.Response);
    }

    private static async Task ShowAgainAsync<TPage>(HttpContext http, PayerForm.Posted posted, IReadOnlyList<Problem> problems)
    {
        var page = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints
            .Single(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(TPage));
        http.Features.Set(posted.StateWith(problems));
        http.Response.StatusCode = problems[0].Code switch
        {
            "OtherSite" => StatusCodes.Status403Forbidden,
            "TooManyForms" or "TooManyCases" => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status422UnprocessableEntity,
        };
        http.Request.Method = HttpMethods.Get;
        http.SetEndpoint(page);
        await page.RequestDelegate!(http);
    }
}
