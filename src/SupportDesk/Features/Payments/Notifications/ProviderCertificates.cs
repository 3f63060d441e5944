using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using SupportDesk.Features.Diagnostics;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>The certificates that sign notifications to ResultUrl2. The provider changes its own about once a year, so there may be two.</summary>
internal sealed class ProviderCertificates(IOptions<DiagnosticsOptions> options)
{
    public IReadOnlyList<X509Certificate2> All { get; } =
    [
        .. (options.Value.Certificates ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(X509CertificateLoader.LoadCertificateFromFile),
    ];
}
