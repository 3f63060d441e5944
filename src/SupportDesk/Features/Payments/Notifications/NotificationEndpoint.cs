using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>
/// The address that a shop can use as its ResultURL, and the one for ResultUrl2. Anybody may call it; only the signature
/// makes a notification the provider's. It needs neither a session nor a language: the rest of the way is not gone.
/// </summary>
internal static class NotificationEndpoint
{
    private const int MaxBody = 64 * 1024;
    private const int MaxFields = 200;

    public static void MapNotifications(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/robokassa/{shop}/result", [HttpMethods.Get, HttpMethods.Post], ResultAsync).ShortCircuit();
        endpoints.MapPost("/robokassa/{shop}/state", StateAsync).ShortCircuit();
    }

    private static async Task ResultAsync(HttpContext http, string shop, RecordNotification record)
    {
        var fields = await FieldsAsync(http);
        await AnswerAsync(
            http,
            fields is null ? new RecordNotification.Reply("too long", IsTaken: false) : await record.ResultAsync(shop, fields, http.RequestAborted)
        );
    }

    private static async Task StateAsync(HttpContext http, string shop, RecordNotification record)
    {
        var body = await BodyAsync(http);
        await AnswerAsync(
            http,
            body is null ? new RecordNotification.Reply("too long", IsTaken: false) : await record.StateAsync(shop, body, http.RequestAborted)
        );
    }

    private static async Task AnswerAsync(HttpContext http, RecordNotification.Reply? reply)
    {
        http.Response.StatusCode = reply is null ? StatusCodes.Status404NotFound : reply.IsTaken ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
        http.Response.ContentType = "text/plain; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await http.Response.WriteAsync(reply?.Text ?? "no such shop", http.RequestAborted);
    }

    // Query first, then the form: it is never put into a file.
    private static async Task<IReadOnlyList<KeyValuePair<string, string>>?> FieldsAsync(HttpContext http)
    {
        var fields = http.Request.Query.SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value ?? "")).ToList();
        if (HttpMethods.IsPost(http.Request.Method))
        {
            if (await BodyAsync(http) is not { } body)
                return null;
            using var reader = new FormReader(body) { ValueCountLimit = MaxFields, KeyLengthLimit = 1024, ValueLengthLimit = MaxBody };
            try
            {
                fields.AddRange(
                    (await reader.ReadFormAsync(http.RequestAborted)).SelectMany(
                        field => field.Value,
                        (field, value) => KeyValuePair.Create(field.Key, value ?? "")
                    )
                );
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }

        return fields.Count <= MaxFields ? fields : null;
    }

    private static async Task<string?> BodyAsync(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MaxBody;
        try
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            return await reader.ReadToEndAsync(http.RequestAborted);
        }
        catch (Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            return null;
        }
    }
}
