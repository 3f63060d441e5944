using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Messages;

/// <summary>An e-mail's HTML for the sandboxed frame, and the whole e-mail as a text file; both masked, both for the desk's own people.</summary>
internal static class EmailEndpoints
{
    // Nothing runs, nothing is loaded, nothing is sent; only a page of the desk may show it.
    private const string FramePolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
    private const string FilePolicy = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private const string Style =
        "body{margin:0;padding:16px;font:15px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;overflow-wrap:anywhere}"
        + "blockquote{margin:0 0 0 4px;padding-left:12px;border-left:2px solid #bbb;color:#555}"
        + "table{border-collapse:collapse;max-width:100%}"
        + "td,th{padding:2px 6px;vertical-align:top}"
        + "pre{white-space:pre-wrap}";

    public static void MapEmails(this IEndpointRouteBuilder endpoints)
    {
        var emails = endpoints.MapGroup("/desk/letters/{id:guid}").RequireAuthorization(new AuthorizeAttribute());
        emails.MapGet("html", FrameAsync);
        emails.MapGet("text", FileAsync);
    }

    private static async Task<IResult> FrameAsync(Guid id, HttpContext http, ReadEmail read, IDbContextFactory<DeskDbContext> contexts, CancellationToken ct)
    {
        var email = await read.RunAsync(id, Actor.From(http.User), ct);
        if (!email.Ok)
            return Results.NotFound();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await db.EmailCopies.Where(copy => copy.LedgerId == email.Value.LedgerId).Select(copy => copy.Html).FirstOrDefaultAsync(ct) is not { } html)
            return Results.NotFound();
        Protect(http, FramePolicy);
        var title = HtmlEncoder.Default.Encode(email.Value.Subject);
        return Results.Content(
            $"<!doctype html><html><head><meta charset=\"utf-8\"><title>{title}</title><style>{Style}</style></head>"
                + $"<body>{SafeHtml.ForReading(html)}</body></html>",
            "text/html; charset=utf-8");
    }

    private static async Task<IResult> FileAsync(Guid id, HttpContext http, ReadEmail read, CancellationToken ct)
    {
        var email = await read.RunAsync(id, Actor.From(http.User), ct);
        if (!email.Ok)
            return Results.NotFound();
        Protect(http, FilePolicy);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"letter-{email.Value.At:yyyyMMdd-HHmm}.txt");
        http.Response.Headers.ContentDisposition = disposition.ToString();
        return Results.Bytes(Encoding.UTF8.GetBytes(Whole(email.Value)), "text/plain; charset=utf-8");
    }

    private static string Whole(EmailDetails email) =>
        (email.Headers ?? $"From: {email.FromName} <{email.FromAddress}>\nSubject: {email.Subject}\n").TrimEnd('\n') + "\n\n" + email.Body + "\n";

    private static void Protect(HttpContext http, string policy)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-store";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
