namespace SupportDesk.Kernel;

/// <summary>Section <c>Desk</c> of the settings.</summary>
public sealed class DeskOptions
{
    /// <summary>
    /// Links in e-mails are built from this address, never from a request's Host header. Unless set it is the first
    /// address the desk listens on.
    /// </summary>
    public string BaseUrl { get; set; } = "";

    public string Name { get; set; } = "SupportDesk";

    /// <summary>IANA name of the zone in which times are shown.</summary>
    public string TimeZone { get; set; } = "Europe/Moscow";

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

    public Uri Link(string path) => new(new Uri(BaseUrl.TrimEnd('/') + "/"), path.TrimStart('/'));
}

/// <summary>Section <c>Upload</c>.</summary>
public sealed class UploadOptions
{
    /// <summary>The largest file in bytes, 2 GiB unless set.</summary>
    public long MaxBytes { get; set; } = 2L << 30;

    public ArchiveOptions Archives { get; set; } = new();
}

/// <summary>Section <c>Upload:Archives</c>: how far gzip and zip files are looked into.</summary>
public sealed class ArchiveOptions
{
    /// <summary>Files in one archive, those in nested ones included; 1,000 unless set.</summary>
    public int MaxEntries { get; set; } = 1_000;

    /// <summary>Archives inside one another; 3 unless set.</summary>
    public int MaxDepth { get; set; } = 3;

    /// <summary>Unpacked bytes per packed byte; 250 unless set. Logs pack 10 to 40 times.</summary>
    public int MaxRatio { get; set; } = 250;

    /// <summary>Unpacked bytes of all that is inside, 2 GiB unless set.</summary>
    public long MaxUnpackedBytes { get; set; } = 2L << 30;

    /// <summary>Packed bytes of a zip, which is held in memory while it is read; 64 MiB unless set. A gzip file flows through.</summary>
    public int MaxZipBytes { get; set; } = 64 << 20;
}

/// <summary>Where the desk keeps what it must not lose. Relative paths are taken from the content root.</summary>
public sealed class DataPaths(string root)
{
    public string Root { get; } = Directory.CreateDirectory(root).FullName;

    public string Database => Path.Combine(Root, "desk.db");

    public string Keys => Directory.CreateDirectory(Path.Combine(Root, "keys")).FullName;

    public string Blobs => Directory.CreateDirectory(Path.Combine(Root, "blobs")).FullName;
}
