using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Export;

internal static class ExportEndpoint
{
    private const string Policy = "sandbox; default-src 'none'; frame-ancestors 'none'";

    public static void MapExport(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(TicketFilter.ExportPath, WriteAsync).RequireAuthorization(new AuthorizeAttribute());

    private static async Task WriteAsync(
        HttpContext http,
        string? status,
        string? owner,
        string? kind,
        string? q,
        string? sort,
        string? priority,
        ExportTickets export,
        IStringLocalizer<TicketsText> texts,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var response = http.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "private, no-store";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(string.Create(CultureInfo.InvariantCulture, $"tickets-{clock.GetUtcNow():yyyy-MM-dd}.csv"));
        response.Headers.ContentDisposition = disposition.ToString();
        var csv = new TicketCsv(texts, CultureInfo.CurrentUICulture);
        // Without the mark spreadsheets read Cyrillic as if it were a code page.
        await response.Body.WriteAsync(Encoding.UTF8.Preamble.ToArray(), ct);
        await response.WriteAsync(csv.Head(), ct);
        var filter = TicketFilter.Parse(status, owner, kind, q, after: null, sort: sort, priority: priority);
        await foreach (var rows in export.RunAsync(filter, Actor.From(http.User), ct))
            await response.WriteAsync(csv.Lines(rows), ct);
    }
}
