using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>What came back on one request.</summary>
/// <param name="Body">Its beginning, at most <see cref="ProbeHttp.MaxBody"/> bytes.</param>
/// <param name="FirstByte">Until the status line came.</param>
/// <param name="Failure">Why nothing came; the other members are empty then.</param>
public sealed record ProbeReply(
    HttpStatusCode Status,
    IReadOnlyDictionary<string, string> Headers,
    byte[] Body,
    TimeSpan FirstByte,
    ProbeFailure? Failure = null,
    string? FailureText = null
)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public static ProbeReply Failed(ProbeFailure failure, TimeSpan after, string? text = null) =>
        new(default, new Dictionary<string, string>(), [], after, failure, text);
}

public enum ProbeFailure { TimedOut = 0, NotReached, Tls, Forbidden, Broken }

/// <summary>
/// Sends the doctor's requests: no cookie, no credential, no proxy, no header of ours but a name, no redirect followed by
/// itself, and no more read than a bounded piece in bounded time (T-49).
/// </summary>
internal sealed class ProbeHttp : IDisposable
{
    public const int MaxBody = 64 * 1024;
    private readonly HttpMessageInvoker client;
    private readonly DiagnosticsOptions options;

    public ProbeHttp(ProbeConnector connector, CertificateValidator judge, IOptions<DiagnosticsOptions> options)
    {
        this.options = options.Value;
        client = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                AutomaticDecompression = DecompressionMethods.None,
                MaxResponseHeadersLength = 32,
                PooledConnectionLifetime = TimeSpan.Zero,
                SslOptions = new SslClientAuthenticationOptions
                {
                    RemoteCertificateValidationCallback = (_, certificate, chain, errors) => judge.Find(certificate, chain, errors).Count == 0,
                },
                ConnectCallback = async (context, ct) =>
                    new NetworkStream(await connector.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct), ownsSocket: true),
            }
        );
    }

    /// <param name="fields">Sent as a form by POST, in the query by GET.</param>
    public async Task<ProbeReply> SendAsync(Uri url, HttpMethod method, IReadOnlyList<KeyValuePair<string, string>> fields, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Timeout);
        var watch = Stopwatch.StartNew();
        try
        {
            using var request = Request(url, method, fields);
            using var response = await client.SendAsync(request, limit.Token);
            var first = watch.Elapsed;
            var headers = response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            return new ProbeReply(response.StatusCode, headers, await ReadAsync(response, limit.Token), first);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return ProbeReply.Failed(ProbeFailure.TimedOut, watch.Elapsed);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException or InvalidOperationException)
        {
            return ProbeReply.Failed(KindOf(error), watch.Elapsed, error.GetBaseException().Message);
        }
    }

    public void Dispose() => client.Dispose();

    private static HttpRequestMessage Request(Uri url, HttpMethod method, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        var request = new HttpRequestMessage(method, url);
        if (method == HttpMethod.Get)
            request.RequestUri = new UriBuilder(url)
            {
                Query = string.Join(
                    '&',
                    [
                        .. url.Query.Length > 1 ? (string[])[url.Query[1..]] : [],
                        .. fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"),
                    ]
                ),
            }.Uri;
        else
            request.Content = new FormUrlEncodedContent(fields);
        request.Headers.UserAgent.ParseAdd("SupportDesk-Doctor/1.0");
        request.Headers.Accept.ParseAdd("*/*");
        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        var body = new byte[MaxBody];
        return body[..await stream.ReadAtLeastAsync(body, MaxBody, throwOnEndOfStream: false, ct)];
    }

    private static ProbeFailure KindOf(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is ForbiddenAddressException)
                return ProbeFailure.Forbidden;
            if (cause is AuthenticationException)
                return ProbeFailure.Tls;
            if (cause is SocketException)
                return ProbeFailure.NotReached;
        }

        return ProbeFailure.Broken;
    }
}
