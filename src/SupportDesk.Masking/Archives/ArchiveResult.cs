namespace SupportDesk.Masking;

/// <summary>What an <see cref="ArchiveMasker"/> did: either a fault, or the masked entries.</summary>
public sealed class ArchiveResult
{
    internal ArchiveResult(ArchiveFault fault) => Fault = fault;

    internal ArchiveResult(IReadOnlyList<ArchiveEntry> entries, IReadOnlyList<string> skipped)
    {
        Entries = entries;
        Skipped = skipped;
    }

    /// <summary>Why the archive was refused; null when it was masked. With a fault the output is void: throw it away.</summary>
    public ArchiveFault? Fault { get; }

    /// <summary>The texts inside, in their order, with what was hidden in each. Empty with a fault.</summary>
    public IReadOnlyList<ArchiveEntry> Entries { get; } = [];

    /// <summary>Entries that systems put into archives for themselves (<c>__MACOSX</c>, <c>.DS_Store</c>) and that were left out.</summary>
    public IReadOnlyList<string> Skipped { get; } = [];

    /// <summary>Hidden places of all kinds in all entries.</summary>
    public long Total => Entries.Sum(entry => entry.Report.Total);

    /// <summary>Hidden places of all entries by kind; a kind without any is absent.</summary>
    public IReadOnlyDictionary<SecretKind, long> Counts => Entries
        .SelectMany(entry => entry.Report.Counts)
        .GroupBy(count => count.Key, count => count.Value)
        .ToDictionary(counts => counts.Key, counts => counts.Sum());
}

/// <summary>One text of an archive.</summary>
/// <param name="Name">Its masked path, as it stands in the output; names of nested archives come before it. Empty for what a gzip file holds.</param>
/// <param name="Report">What was hidden in it; offsets and lines count from the start of the unpacked text.</param>
public sealed record ArchiveEntry(string Name, MaskReport Report);

/// <summary>Why an archive was refused.</summary>
/// <param name="Problem">What is wrong.</param>
/// <param name="Entry">Masked path of the entry; empty when it is about the archive as a whole.</param>
/// <param name="Inside">What the entry is, for <see cref="ArchiveProblem.BinaryInside"/>.</param>
public sealed record ArchiveFault(ArchiveProblem Problem, string Entry, TextKind? Inside = null);
