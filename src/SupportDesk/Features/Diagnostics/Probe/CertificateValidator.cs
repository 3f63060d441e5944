using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>What is wrong with a certificate, in the order in which one would mend it.</summary>
internal enum CertificateFault { None = 0, Missing, Expired, NotYetValid, OtherHost, SelfSigned, ChainIncomplete, Untrusted, Revoked }

/// <summary>Judges a server's certificate as the provider's client would, and says what is wrong instead of only that something is.</summary>
internal sealed class CertificateValidator
{
    private readonly X509Certificate2Collection extra = [];

    public CertificateValidator(IOptions<DiagnosticsOptions> options)
    {
        if (options.Value.TrustedAuthorities is { Length: > 0 } file)
            extra.ImportFromPemFile(file);
    }

    /// <returns>Its faults; none when it is good.</returns>
    public IReadOnlyList<CertificateFault> Find(X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors)
    {
        if (shown is null)
            return [CertificateFault.Missing];
        var faults = new List<CertificateFault>();
        using var certificate = new X509Certificate2(shown);
        using var chain = new X509Chain();
        // What the server did not send is not fetched: clients differ in whether they would.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        var isTrusted = chain.Build(certificate) || BuildsOn(extra, certificate, chain.ChainPolicy.ExtraStore);
        if (!isTrusted)
            faults.AddRange(chain.ChainStatus.Select(status => FaultOf(status.Status, certificate)).Where(fault => fault != CertificateFault.None));
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            faults.Add(CertificateFault.OtherHost);
        return [.. faults.Distinct().Order()];
    }

    private static bool BuildsOn(X509Certificate2Collection roots, X509Certificate2 certificate, X509Certificate2Collection sent)
    {
        if (roots.Count == 0)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        return chain.Build(certificate);
    }

    private static CertificateFault FaultOf(X509ChainStatusFlags status, X509Certificate2 certificate) =>
        status switch
        {
            X509ChainStatusFlags.NotTimeValid => certificate.NotBefore.ToUniversalTime() > TimeProvider.System.GetUtcNow().UtcDateTime
                ? CertificateFault.NotYetValid
                : CertificateFault.Expired,
            X509ChainStatusFlags.Revoked => CertificateFault.Revoked,
            X509ChainStatusFlags.PartialChain => CertificateFault.ChainIncomplete,
            X509ChainStatusFlags.UntrustedRoot => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
                ? CertificateFault.SelfSigned
                : CertificateFault.Untrusted,
            X509ChainStatusFlags.NoError or X509ChainStatusFlags.RevocationStatusUnknown or X509ChainStatusFlags.OfflineRevocation => CertificateFault.None,
            _ => CertificateFault.Untrusted,
        };
}
