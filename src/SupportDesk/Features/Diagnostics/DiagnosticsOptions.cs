using System.ComponentModel.DataAnnotations;

namespace SupportDesk.Features.Diagnostics;

/// <summary>Section <c>Doctor</c> of the settings.</summary>
public sealed class DiagnosticsOptions : IValidatableObject
{
    /// <summary>Whether the doctor may call addresses inside this network: for test beds only. Off.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>A PEM file of authorities that are trusted besides the system's own; none.</summary>
    public string? TrustedAuthorities { get; set; }

    /// <summary>A first byte that takes longer than so many seconds is slow: 5.</summary>
    [Range(0.1, 600)]
    public double SlowSeconds { get; set; } = 5;

    /// <summary>How long one request may take in all, in seconds: 10.</summary>
    [Range(1, 600)]
    public double TimeoutSeconds { get; set; } = 10;

    /// <summary>Address under which the simulated provider has both services; none. For tests and demonstrations.</summary>
    public Uri? Provider { get; set; }

    /// <summary>Address of the provider's XML service, with a slash at its end: the one in Russia. For other countries.</summary>
    public Uri? StatusService
    {
        get => field ?? Under("Merchant/WebService/Service.asmx/");
        set;
    }

    /// <summary>Address of the provider's refund service, with a slash at its end: the one in Russia. For other countries.</summary>
    public Uri? RefundService
    {
        get => field ?? Under("RefundService/Refund/");
        set;
    }

    /// <summary>
    /// PEM files with the certificates that sign notifications to ResultUrl2, parted by semicolons; none. Without them such
    /// notifications are kept and not believed.
    /// </summary>
    public string? Certificates { get; set; }

    /// <summary>For so many minutes a paid invoice may wait for its notification and its credit before reconciliation raises an alarm: 20.</summary>
    [Range(0, 10_080)]
    public double GraceMinutes { get; set; } = 20;

    /// <summary>Notifications are evidence and are kept for so many days: 730.</summary>
    [Range(1, 36_500)]
    public int KeepNotificationsDays { get; set; } = 730;

    /// <summary>Looks at addresses and invoices that are no longer followed are kept for so many days: 180.</summary>
    [Range(1, 36_500)]
    public int KeepChecksDays { get; set; } = 180;

    public TimeSpan Grace => TimeSpan.FromMinutes(GraceMinutes);

    public TimeSpan Slow => TimeSpan.FromSeconds(SlowSeconds);

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var files = (Certificates ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var missing in files.Where(file => !File.Exists(file)))
            yield return new ValidationResult($"There is no file {missing}.", [nameof(Certificates)]);
        if (TrustedAuthorities is { Length: > 0 } authorities && !File.Exists(authorities))
            yield return new ValidationResult($"There is no file {authorities}.", [nameof(TrustedAuthorities)]);
    }

    private Uri? Under(string path) => Provider is null ? null : new Uri(Provider, path);
}
