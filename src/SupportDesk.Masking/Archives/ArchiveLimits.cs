namespace SupportDesk.Masking;

/// <summary>How far an <see cref="ArchiveMasker"/> unpacks. The defaults suit logs that people send to a support desk.</summary>
public sealed class ArchiveLimits
{
    /// <summary>Entries of a zip, folders and nested archives included. Default 1,000.</summary>
    public int MaxEntries { get; init; } = 1_000;

    /// <summary>Archives inside one another; 1 allows none inside the first. Default 3, as in a zip with rotated logs.</summary>
    public int MaxDepth { get; init; } = 3;

    /// <summary>
    /// Unpacked bytes per packed byte, for each entry and for all of them together. The first
    /// <see cref="RatioFreeBytes"/> are not judged. Default 250: an access log packs 10 to 40 times.
    /// </summary>
    public int MaxRatio { get; init; } = 250;

    /// <summary>Unpacked bytes that are too few to be judged by <see cref="MaxRatio"/>. Default 1 MB.</summary>
    public long RatioFreeBytes { get; init; } = 1 << 20;

    /// <summary>Unpacked bytes of all entries and levels together. Default 2 GB.</summary>
    public long MaxUnpackedBytes { get; init; } = 2L << 30;

    /// <summary>Unpacked bytes of one entry. Default 1 GB for an entry of a zip and for what a gzip file holds.</summary>
    public long MaxEntryBytes { get; init; } = 1L << 30;

    /// <summary>
    /// Packed bytes of the zip files that are open at one time: a zip is read from memory, as its directory stands at
    /// its end. A gzip file streams through and needs none of it. Default 64 MB.
    /// </summary>
    public int MaxBufferedBytes { get; init; } = 64 << 20;
}
