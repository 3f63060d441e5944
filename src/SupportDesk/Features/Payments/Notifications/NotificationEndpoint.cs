using System.Text;
using Microsoft.AspNetCore.Http.Features;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>
/// The address that a shop can use as its ResultURL, and the one for ResultUrl2. Anybody may call it; only the signature
/// makes a notification the provider's. It needs neither a session nor a language: the rest of the way is not gone.
/// </summary>
internal static class NotificationEndpoint
{
    private const int MaxBody = 64 * 1024;

    public static void MapNotifications(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/robokassa/{shop}/result", [HttpMethods.Get, HttpMethods.Post], ResultAsync).ShortCircuit();
        endpoints.MapPost("/robokassa/{shop}/state", StateAsync).ShortCircuit();
    }

    private static async Task ResultAsync(HttpContext http, string shop, RecordNotification record)
    {
        // Query first, then the form: it is never put into a file.
        var request = (HttpMethods.IsPost(http.Request.Method) ? await BodyAsync(http, Encoding.Latin1) : "") is { } form
            ? NotificationRequest.Read(http.Request.QueryString.Value, form, NetworkOf(http))
            : null;
        await AnswerAsync(
            http,
            request is null ? new RecordNotification.Reply("too long", IsTaken: false) : await record.ResultAsync(shop, request, http.RequestAborted)
        );
    }

    private static async Task StateAsync(HttpContext http, string shop, RecordNotification record)
    {
        var body = await BodyAsync(http, Encoding.UTF8);
        await AnswerAsync(
            http,
            body is null
                ? new RecordNotification.Reply("too long", IsTaken: false)
                : await record.StateAsync(shop, body, NetworkOf(http), http.RequestAborted)
        );
    }

    private static string NetworkOf(HttpContext http) => ClientNetwork.Of(http.Connection.RemoteIpAddress);

    private static async Task AnswerAsync(HttpContext http, RecordNotification.Reply? reply)
    {
        http.Response.StatusCode = reply is null ? StatusCodes.Status404NotFound : reply.IsTaken ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await http.Response.WriteAsync(reply?.Text ?? "no such shop", http.RequestAborted);
    }

    private static async Task<string?> BodyAsync(HttpContext http, Encoding encoding)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxBody;
        try
        {
            using var reader = new StreamReader(http.Request.Body, encoding, detectEncodingFromByteOrderMarks: false);
            return await reader.ReadToEndAsync(http.RequestAborted);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            return null;
        }
    }
}
