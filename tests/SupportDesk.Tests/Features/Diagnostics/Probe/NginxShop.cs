using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SupportDesk.Loopback;
using SupportDesk.Robokassa;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Diagnostics.Probe;

/// <summary>
/// A real nginx over TLS, in which every location is a shop of its own that does something wrong. A shop that reads the
/// signature stands behind it on a plain port: nginx hands the body of the request on in a header.
/// </summary>
internal sealed class NginxShop : IAsyncDisposable
{
    public const string InvId = "12345";
    public const string OutSum = "2480.00";
    public const string TestPassword2 = "test-two";

    private static readonly string[] Certificates = ["good", "soon", "expired", "future", "other", "untrusted", "incomplete", "whole", "self"];

    // Good certificates behind encryption that is not: what the server's own library still does, its lowest level allows.
    private static readonly Dictionary<string, string> Encryptions = new()
    {
        ["weak"] = "ssl_protocols TLSv1.2; ssl_ciphers AES128-SHA:@SECLEVEL=0;",
        ["old"] = "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;",
    };

    private readonly string folder = Directory.CreateTempSubdirectory("nginx-").FullName;
    private readonly Dictionary<string, int> ports = [];
    private readonly SlowShop slow = new();
    private Process? process;

    private NginxShop() { }

    public static string? Missing => File.Exists("/usr/sbin/nginx") ? null : "nginx is not installed";

    public ShopCertificates Certificate { get; } = ShopCertificates.Shared;

    /// <summary>Notifications that reached the shop which reads them.</summary>
    public string AccessLog => File.ReadAllText(Path.Combine(folder, "access.log"));

    public int CountLogged(string text) => AccessLog.Split('\n').Count(line => line.Contains(text, StringComparison.Ordinal));

    /// <summary>The server writes its line after the answer has left.</summary>
    public Task UntilLoggedAsync(string text, int times) => Until.TrueAsync(() => CountLogged(text) >= times, () => AccessLog);

    public int PlainPort => ports["plain"];

    public IEnumerable<string> Hosts => ports.Values.Select(port => $"{ShopCertificates.Host}:{port}");

    public static async Task<NginxShop> StartAsync()
    {
        var shop = new NginxShop();
        foreach (var name in (string[])["inner", "plain", .. Certificates, .. Encryptions.Keys])
            shop.ports[name] = FreePorts.Take();
        await File.WriteAllTextAsync(Path.Combine(shop.folder, "nginx.conf"), shop.Configuration());
        shop.process = Process.Start(
            new ProcessStartInfo(
                "/usr/sbin/nginx",
                ["-p", shop.folder, "-c", Path.Combine(shop.folder, "nginx.conf"), "-e", Path.Combine(shop.folder, "error.log")]
            )
            {
                RedirectStandardError = true,
            }
        )!;
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var port in shop.ports.Values)
            await AnswersAsync(shop, port, timeout.Token);
        return shop;
    }

    public string Url(string path, string certificate = "good") => $"https://{ShopCertificates.Host}:{ports[certificate]}/{path}";

    public string PlainUrl(string path) => $"http://{ShopCertificates.Host}:{PlainPort}/{path}";

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        slow.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task AnswersAsync(NginxShop shop, int port, CancellationToken ct)
    {
        while (true)
        {
            Assert.False(shop.process!.HasExited, shop.process.HasExited ? await shop.process.StandardError.ReadToEndAsync(ct) : "");
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync(IPAddress.Loopback, port, ct);
                return;
            }
            catch (SocketException)
            {
                await Task.Yield();
            }
        }
    }

    private string Configuration()
    {
        var signature = SignatureHash.Compute(SignatureAlgorithm.Md5, $"{OutSum}:{InvId}:{TestPassword2}").ToUpperInvariant();
        return $$"""
            daemon off;
            worker_processes 1;
            pid {{folder}}/nginx.pid;
            error_log {{folder}}/error.log;
            events { worker_connections 64; }
            http {
              access_log {{folder}}/access.log combined;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              default_type text/plain;
              map "$http_x_body&$args" $answer { default "bad sign"; "~SignatureValue={{signature}}" "OK{{InvId}}"; }
              limit_req_zone $uri zone=once:1m rate=1r/m;
              server {
                listen 127.0.0.1:{{ports["inner"]}};
                access_log off;
                location /get { if ($http_x_method = POST) { return 405; } return 200 $answer; }
                location /post { if ($http_x_method = GET) { return 405; } return 200 $answer; }
                location / { return 200 $answer; }
              }
              server {
                listen 127.0.0.1:{{PlainPort}};
                location /moved { return 301 https://{{ShopCertificates.Host}}:{{ports["good"]}}/good; }
                {{Reading("plain")}}
              }
              {{string.Concat(Certificates.Concat(Encryptions.Keys).Select(Server))}}
            }
            """;
    }

    private string Reading(string name) => $$"""
        location /{{name}} { proxy_pass http://127.0.0.1:{{ports["inner"]}}; proxy_set_header X-Body $request_body; proxy_set_header X-Method $request_method; }
        """;

    private static string Says(string name, string rest) => $"location = /{name} {{ {rest} }}\n";

    private string Server(string name) => $$"""
        server {
          listen 127.0.0.1:{{ports[name]}} ssl;
          ssl_certificate {{Certificate.CertificateOf(Encryptions.ContainsKey(name) ? "rsa" : name)}};
          ssl_certificate_key {{Certificate.KeyOf(Encryptions.ContainsKey(name) ? "rsa" : name)}};
          {{Encryptions.GetValueOrDefault(name)}}
          {{Reading("good")}}{{Reading("get")}}{{Reading("post")}}
          {{Says("careless", $"return 200 'OK{InvId}';")}}
          {{Says("blank", $"return 200 'OK {InvId}';")}}
          {{Says("quoted", $"return 200 '\"OK{InvId}\"';")}}
          {{Says("bom", $"return 200 '\uFEFFOK{InvId}';")}}
          {{Says("lower", $"return 200 'ok{InvId}';")}}
          {{Says("alone", "return 200 'OK';")}}
          {{Says("other-number", "return 200 'OK777';")}}
          {{Says("surrounded", $"return 200 'Done: OK{InvId}. Thank you!';")}}
          {{Says("json", "default_type application/json; return 200 '{\"status\":\"ok\"}';")}}
          {{Says("card", "return 200 'Card 4111 1111 1111 1111, 4111111111111111';")}}
          {{Says("card-moved", "return 302 /orders/4111111111111111;")}}
          {{Says("line-end", $"return 200 \"OK{InvId}\\n\";")}}
          {{Says("html", "default_type text/html; return 200 '<!DOCTYPE html><html><body>Shop</body></html>';")}}
          {{Says("html-type", $"default_type text/html; return 200 'OK{InvId}';")}}
          {{Says("empty", "return 200 '';")}}
          {{Says("bad-sign", "return 200 'bad sign';")}}
          {{Says("moved", "return 301 /good;")}}
          {{Says("to-login", "return 302 /login;")}}
          {{Says("kept", "return 307 /good;")}}
          {{Says("inside", "return 302 http://169.254.169.254/latest/meta-data/;")}}
          {{Says("login", "default_type text/html; return 200 '<form><input type=\"password\" name=\"p\"></form>';")}}
          {{Says("password", "return 401;")}}
          {{Says("forbidden", "return 403;")}}
          {{Says("csrf", "return 419;")}}
          {{Says("many", "return 429;")}}
          {{Says("missing", "return 404;")}}
          {{Says("failed", "return 500;")}}
          {{Says("gateway", "proxy_pass http://127.0.0.1:1;")}}
          {{Says("cloudflare", "add_header cf-mitigated challenge always; default_type text/html; return 403 '<html><title>Just a moment...</title></html>';")}}
          {{Says("ddos-guard", "default_type text/html; return 403 '<html><script src=\"/.well-known/ddos-guard/check\"></script></html>';")}}
          {{Says("hang-up", "return 444;")}}
          {{Says("once", $"limit_req zone=once; proxy_pass http://127.0.0.1:{ports["inner"]}; proxy_set_header X-Body $request_body;")}}
          {{Says("slow", $"proxy_pass http://127.0.0.1:{slow.Port};")}}
        }

        """;

    /// <summary>Answers rightly, and late.</summary>
    private sealed class SlowShop : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public SlowShop()
        {
            listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public void Dispose() => listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                    _ = AnswerAsync(await listener.AcceptTcpClientAsync());
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }

        private static async Task AnswerAsync(TcpClient client)
        {
            using var one = client;
            await client.GetStream().ReadAtLeastAsync(new byte[64], 64);
            // What is tested is that time passes: nothing else could be waited for.
            await Task.Delay(TimeSpan.FromMilliseconds(700));
            await client
                .GetStream()
                .WriteAsync(
                    Encoding.ASCII.GetBytes(
                        $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {2 + InvId.Length}\r\nConnection: close\r\n\r\nOK{InvId}"
                    )
                );
        }
    }
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxTheoryAttribute : TheoryAttribute
{
    public NginxTheoryAttribute() => Skip = NginxShop.Missing;
}

[AttributeUsage(AttributeTargets.Method)]
internal sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute() => Skip = NginxShop.Missing;
}
