using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using static SupportDesk.Features.Diagnostics.Probe.StepResult;

namespace SupportDesk.Features.Diagnostics.Probe.Steps;

/// <summary>Chain, host name, expiry, protocol and cipher of the encryption.</summary>
internal sealed class CheckCertificate(ProbeConnector connector, CertificateValidator judge, TimeProvider clock, IOptions<DiagnosticsOptions> options)
    : IProbeStep
{
    private static readonly string[] WeakParts = ["RC4", "3DES", "_DES_", "NULL", "EXPORT", "MD5", "anon", "TLS_RSA_"];
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public string Name => "tls";

    public async Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct)
    {
        if (state.Plan.Url.Scheme == Uri.UriSchemeHttp)
            return Care("TlsNone", "TlsNoneAdvice");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            return await ShakeAsync(state.Plan.Url, isLenient: false, limit.Token);
        }
        catch (AuthenticationException error)
        {
            return await TryLenientAsync(state.Plan.Url, limit.Token)
                ?? Bad("TlsBroken", "TlsBrokenAdvice", error.GetBaseException().Message) with
                {
                    Ends = true,
                };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Bad("TlsSilent", "TlsBrokenAdvice") with { Ends = true };
        }
        catch (Exception error) when (error is IOException or SocketException)
        {
            return Bad("TlsBroken", "TlsBrokenAdvice", error.GetBaseException().Message) with { Ends = true };
        }
    }

    // What is refused by default may be encryption that nobody should use any more: a second look tells which.
    private async Task<StepResult?> TryLenientAsync(Uri url, CancellationToken ct)
    {
        try
        {
            return await ShakeAsync(url, isLenient: true, ct) with { Ends = true };
        }
        catch (Exception error)
            when (error is AuthenticationException or IOException or SocketException or OperationCanceledException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    private async Task<StepResult> ShakeAsync(Uri url, bool isLenient, CancellationToken ct)
    {
        IReadOnlyList<CertificateFault> faults = [];
        using var socket = await connector.ConnectAsync(url.IdnHost, url.Port, ct);
        await using var network = new NetworkStream(socket);
        // A bad certificate and bad encryption are what is looked for; nothing is sent over this connection.
#pragma warning disable CA5359, CA5398, CA5397, CS0618, SYSLIB0039, SYSLIB0040
        await using var tls = new SslStream(network, leaveInnerStreamOpen: true, (_, certificate, chain, errors) =>
        {
            faults = judge.Find(certificate, chain, errors);
            return true;
        });
        var asked = new SslClientAuthenticationOptions { TargetHost = url.IdnHost };
        if (isLenient && !OperatingSystem.IsWindows())
            (asked.EnabledSslProtocols, asked.CipherSuitesPolicy) = (
                SslProtocols.Tls | SslProtocols.Tls11 | SslProtocols.Tls12 | SslProtocols.Tls13,
                new CipherSuitesPolicy(Enum.GetValues<TlsCipherSuite>())
            );
#pragma warning restore CA5359, CA5398, CA5397, CS0618, SYSLIB0039, SYSLIB0040
        await tls.AuthenticateAsClientAsync(asked, ct);
        using var shown = new X509Certificate2(tls.RemoteCertificate!);
        return Evaluate(url, shown, faults, tls, isLenient);
    }

    private StepResult Evaluate(Uri url, X509Certificate2 certificate, IReadOnlyList<CertificateFault> faults, SslStream tls, bool isLenient)
    {
        var until = certificate.NotAfter.ToUniversalTime();
        var day = DateOnly.FromDateTime(until);
        var evidence =
            $"{certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false)}, "
            + $"{certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}–{until:yyyy-MM-dd}, "
            + $"{NameOf(tls.SslProtocol)}, {tls.NegotiatedCipherSuite}";
        if (faults.Count > 0)
            return Bad("Certificate_" + faults[0], $"Certificate_{faults[0]}_Advice", evidence, day, url.IdnHost) with { Ends = true };
#pragma warning disable CA5397, CS0618, SYSLIB0039 // Old protocols are looked for, not used.
        if (tls.SslProtocol is SslProtocols.Tls or SslProtocols.Tls11)
            return Bad("TlsOld", "TlsOldAdvice", evidence, NameOf(tls.SslProtocol));
#pragma warning restore CA5397, CS0618, SYSLIB0039
        if (isLenient)
            return Bad("TlsWeakOnly", "TlsWeakAdvice", evidence);
        if (IsWeak(tls.NegotiatedCipherSuite.ToString()))
            return Care("TlsWeak", "TlsWeakAdvice", evidence);
        var left = until - clock.GetUtcNow().UtcDateTime;
        return left < Soon
            ? Care("TlsSoon", "TlsSoonAdvice", evidence, day, (int)left.TotalDays)
            : Good("TlsGood", NameOf(tls.SslProtocol), day) with
            {
                Evidence = evidence,
            };
    }

    // As people call them; .NET says Tls11.
    private static string NameOf(SslProtocols protocol) => protocol.ToString() switch
    {
        "Tls" => "TLS 1.0",
        "Tls11" => "TLS 1.1",
        "Tls12" => "TLS 1.2",
        "Tls13" => "TLS 1.3",
        var other => other,
    };

    private static bool IsWeak(string suite) => WeakParts.Any(part => suite.Contains(part, StringComparison.Ordinal));
}
