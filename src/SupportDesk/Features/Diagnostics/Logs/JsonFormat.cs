using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>A JSON object a line, under the names that web servers and collectors usually give.</summary>
internal sealed class JsonFormat : ILogFormat
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly string[] Times =
    [
        "time",
        "@timestamp",
        "timestamp",
        "ts",
        "time_iso8601",
        "time_local",
        "msec",
        "StartUTC",
        "@t",
        "date",
        "datetime",
    ];
    private static readonly string[] Remotes =
    [
        "remote_addr",
        "client_ip",
        "remote_ip",
        "clientip",
        "client",
        "remote",
        "ip",
        "ClientIp",
        "ClientHost",
        "c-ip",
    ];
    private static readonly string[] Methods = ["request_method", "method", "verb", "RequestMethod", "cs-method"];
    private static readonly string[] Targets = ["request_uri", "uri", "url", "path", "target", "RequestPath", "cs-uri-stem"];
    private static readonly string[] Queries = ["args", "query", "query_string", "queryString", "QueryString", "cs-uri-query"];
    private static readonly string[] Referrers = ["http_referer", "referer", "referrer", "http_referrer", "Referer", "cs(Referer)"];
    private static readonly string[] Statuses = ["status", "status_code", "statusCode", "StatusCode", "DownstreamStatus", "response", "code", "sc-status"];
    private static readonly string[] Sizes = ["body_bytes_sent", "DownstreamContentSize"];
    private static readonly string[] Seconds = ["request_time", "upstream_response_time", "duration_s", "elapsed_s", "duration"];
    private static readonly string[] Milliseconds =
    [
        "duration_ms",
        "durationMs",
        "DurationMs",
        "elapsed_ms",
        "ElapsedMilliseconds",
        "Elapsed",
        "elapsed",
        "response_time_ms",
        "latency_ms",
        "time-taken",
        "took",
    ];

    /// <summary>The line without escapes and without the page from which the request came; null if it is no object.</summary>
    public static string? OwnText(string line)
    {
        try
        {
            if (JsonNode.Parse(line) is not JsonObject json)
                return null;
            foreach (var name in Referrers)
                json.Remove(name);
            return json.ToJsonString(Plain);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // Also a name that stands there twice.
            return null;
        }
    }

    private readonly CombinedFormat combined = new();

    public LogEntry? Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            // Docker keeps what a program wrote as a text of its own.
            return Read(json.RootElement) ?? (First(json.RootElement, "log") is { } inner ? combined.Read(inner.TrimEnd()) : null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static LogEntry? Read(JsonElement root)
    {
        var request = First(root, "request")?.Split(' ');
        var isLine = request is [_, ['/', ..] or ['h', 't', 't', 'p', ..], ..];
        // Caddy has an object of its own for it.
        var inside = root.TryGetProperty("request", out var nested) && nested.ValueKind == JsonValueKind.Object ? nested : root;
        var target = isLine ? request![1] : First(inside, Targets);
        if (target is null || !int.TryParse(First(root, Statuses), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            return null;
        if (First(root, Queries) is { Length: > 0 } query && !target.Contains('?', StringComparison.Ordinal))
            target = $"{target}?{query.TrimStart('?')}";
        return new LogEntry(
            First(root, Times) is { } time ? LogTime.Read(time) : null,
            First(inside, Remotes) ?? First(root, Remotes),
            (isLine ? request![0] : First(inside, Methods)) ?? "",
            target,
            status,
            // Traefik counts nanoseconds under a capital letter.
            First(root, "Duration") is { } nanoseconds ? LogTime.Nanoseconds(nanoseconds)
                : First(root, Seconds) is { } seconds ? LogTime.Seconds(seconds)
                : First(root, Milliseconds) is { } milliseconds ? LogTime.Milliseconds(milliseconds)
                : null
        )
        {
            Referrer = First(root, Referrers),
            Size = long.TryParse(First(root, Sizes), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null,
        };
    }

    private static string? First(JsonElement root, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (root.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                return value.ToString();
        }

        return null;
    }
}
