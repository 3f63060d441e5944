using System.ComponentModel.DataAnnotations;

namespace SupportDesk.Kernel;

/// <summary>Section <c>Desk</c> of the settings.</summary>
public sealed class DeskOptions : IValidatableObject
{
    /// <summary>
    /// Links in e-mails are built from this address, never from a request's Host header. Unless set it is the first
    /// address the desk listens on.
    /// </summary>
    public string BaseUrl { get; set; } = "";

    public string Name { get; set; } = "SupportDesk";

    /// <summary>IANA name of the zone in which times are shown.</summary>
    public string TimeZone { get; set; } = Moscow;

    // Known even to a machine without data about time zones.
    private const string Moscow = "Europe/Moscow";

    public void UseListenAddress(string? urls)
    {
        if (BaseUrl.Length > 0)
            return;
        var first = (urls ?? "").Split(';')[0];
        BaseUrl =
            first.Length == 0
                ? "http://localhost:5080"
                : first
                    .Replace("*", "localhost", StringComparison.Ordinal)
                    .Replace("+", "localhost", StringComparison.Ordinal)
                    .Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
                    .Replace("[::]", "localhost", StringComparison.Ordinal);
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(BaseUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.UserInfo.Length > 0)
            yield return new ValidationResult("It is the address of the desk, such as https://desk.shop.example.", [nameof(BaseUrl)]);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _) && TimeZone != Moscow)
            yield return new ValidationResult("It is the name of a time zone, such as Europe/Moscow or Asia/Yekaterinburg.", [nameof(TimeZone)]);
        if (string.IsNullOrWhiteSpace(Name))
            yield return new ValidationResult("It names the desk in e-mails.", [nameof(Name)]);
    }

    public Uri Link(string path) => new(new Uri(BaseUrl.TrimEnd('/') + "/"), path.TrimStart('/'));
}

/// <summary>Section <c>Upload</c>.</summary>
public sealed class UploadOptions : IValidatableObject
{
    /// <summary>The largest file in bytes, 2 GiB unless set.</summary>
    [Range(typeof(long), "1", "1099511627776")]
    public long MaxBytes { get; set; } = 2L << 30;

    public ArchiveOptions Archives { get; set; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var inside = new List<ValidationResult>();
        Validator.TryValidateObject(Archives, new ValidationContext(Archives), inside, validateAllProperties: true);
        return inside.Select(wrong => new ValidationResult(wrong.ErrorMessage, [.. wrong.MemberNames.Select(name => $"{nameof(Archives)}:{name}")]));
    }
}

/// <summary>Section <c>Upload:Archives</c>: how far gzip and zip files are looked into.</summary>
public sealed class ArchiveOptions
{
    /// <summary>Files in one archive, those in nested ones included; 1,000 unless set.</summary>
    [Range(1, 1_000_000)]
    public int MaxEntries { get; set; } = 1_000;

    /// <summary>Archives inside one another; 3 unless set.</summary>
    [Range(1, 32)]
    public int MaxDepth { get; set; } = 3;

    /// <summary>Unpacked bytes per packed byte; 250 unless set. Logs pack 10 to 40 times.</summary>
    [Range(1, 100_000)]
    public int MaxRatio { get; set; } = 250;

    /// <summary>Unpacked bytes of all that is inside, 2 GiB unless set.</summary>
    [Range(typeof(long), "1", "1099511627776")]
    public long MaxUnpackedBytes { get; set; } = 2L << 30;

    /// <summary>Packed bytes of a zip, which is held in memory while it is read; 64 MiB unless set. A gzip file flows through.</summary>
    [Range(1, 1_073_741_824)]
    public int MaxZipBytes { get; set; } = 64 << 20;
}

/// <summary>Where the desk keeps what it must not lose. Relative paths are taken from the content root.</summary>
public sealed class DataPaths(string root)
{
    public string Root { get; } = OwnerOnly.CreateFolder(root);

    public string Database => Path.Combine(Root, "desk.db");

    public string Keys => OwnerOnly.CreateFolder(Path.Combine(Root, "keys"));

    public string Blobs => OwnerOnly.CreateFolder(Path.Combine(Root, "blobs"));
}
