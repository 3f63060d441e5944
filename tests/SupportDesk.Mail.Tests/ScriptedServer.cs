using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SupportDesk.Mail.Tests;

/// <summary>
/// A mail server on loopback that follows a transcript. Lines that begin with "C: " are expected from the client (a "*" matches
/// anything), "S: " are sent, "RAW: " too but with the line ends that it names, "DATA" collects a letter up to its last line, "LITERAL n" reads
/// n bytes, "TLS" encrypts, "IGNORE" listens to anything until the client goes, "CLOSE" cuts the line.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private static readonly X509Certificate2 Certificate = MakeCertificate();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _run;
    private readonly int _chunk;
    private readonly bool _inOnePiece;
    private readonly MemoryStream _pending = new();

    /// <summary>Starts the server.</summary>
    /// <param name="transcript">What is said.</param>
    /// <param name="chunk">How many bytes go out at once.</param>
    /// <param name="inOnePiece">Whether all that the server says until it listens again goes out at once.</param>
    internal ScriptedServer(string transcript, int chunk = 4096, bool inOnePiece = false)
    {
        (_chunk, _inOnePiece) = (chunk, inOnePiece);
        _listener.Start();
        _run = RunAsync(transcript.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    internal int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What came between DATA and its last line, dots still stuffed.</summary>
    internal string Letter { get; private set; } = "";

    /// <summary>Trusts the certificate of these servers and no other.</summary>
    internal static bool Trusts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.GetCertHashString() == Certificate.Thumbprint;

    /// <summary>Waits until the transcript has been followed to its end; fails when the client said something else.</summary>
    internal Task FinishedAsync() => _run.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>When the client has said something else than the transcript, says what.</summary>
    internal Task FailedAsync() => _run.IsFaulted ? _run : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _run.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private async Task RunAsync(string[] script)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        client.NoDelay = true;
        Stream stream = client.GetStream();
        foreach (var step in script.Select(s => s.Trim()).Where(s => s.Length > 0))
        {
            if (Spoken(step) is { } text)
            {
                _pending.Write(Encoding.UTF8.GetBytes(text));
                if (!_inOnePiece) await SendAsync(stream);
                continue;
            }
            await SendAsync(stream);
            if (step is "C:") Expect("", await ReadLineAsync(stream));
            else if (step.StartsWith("C: ", StringComparison.Ordinal)) Expect(step[3..], await ReadLineAsync(stream));
            else if (step == "DATA") await ReadLetterAsync(stream);
            else if (step.StartsWith("LITERAL ", StringComparison.Ordinal)) await stream.ReadExactlyAsync(new byte[int.Parse(step[8..], System.Globalization.CultureInfo.InvariantCulture)]);
            else if (step == "TLS") stream = await SecureAsync(stream);
            else if (step == "IGNORE") await stream.CopyToAsync(Stream.Null);
            else if (step == "CLOSE") return;
            else throw new InvalidOperationException("Unknown step: " + step);
        }
        await SendAsync(stream);
        await stream.DisposeAsync();
    }

    private static string? Spoken(string step)
    {
        if (step is "S:") return "\r\n";
        if (step.StartsWith("S: ", StringComparison.Ordinal)) return step[3..] + "\r\n";
        return step.StartsWith("RAW: ", StringComparison.Ordinal) ? step[5..].Replace("\\r", "\r", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal) : null;
    }

    private async Task SendAsync(Stream stream)
    {
        var bytes = _pending.ToArray();
        _pending.SetLength(0);
        for (var i = 0; i < bytes.Length; i += _chunk) await stream.WriteAsync(bytes.AsMemory(i, Math.Min(_chunk, bytes.Length - i)));
    }

    private static void Expect(string expected, string actual)
    {
        var star = expected.IndexOf('*', StringComparison.Ordinal);
        var fits = star < 0 ? actual == expected : actual.StartsWith(expected[..star], StringComparison.Ordinal) && actual.EndsWith(expected[(star + 1)..], StringComparison.Ordinal);
        if (!fits) throw new InvalidOperationException($"Expected '{expected}', got '{actual}'.");
    }

    private async Task ReadLetterAsync(Stream stream)
    {
        var letter = new StringBuilder();
        string line;
        while ((line = await ReadLineAsync(stream)) != ".") letter.Append(line).Append("\r\n");
        Letter = letter.ToString();
    }

    private static async Task<string> ReadLineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (true)
        {
            if (await stream.ReadAsync(one) == 0) throw new EndOfStreamException("The client went away.");
            if (one[0] == '\n' && line.Count > 0 && line[^1] == '\r') return Encoding.UTF8.GetString([.. line[..^1]]);
            line.Add(one[0]);
        }
    }

    private static async Task<Stream> SecureAsync(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(Certificate);
        return tls;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
