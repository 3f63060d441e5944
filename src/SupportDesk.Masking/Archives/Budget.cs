namespace SupportDesk.Masking.Archives;

/// <summary>Counts what an archive and everything inside it has cost so far.</summary>
internal sealed class Budget(ArchiveLimits limits)
{
    private int _entries;
    private long _unpacked;
    private long _buffered;

    public ArchiveLimits Limits => limits;

    /// <summary>Packed bytes of the outermost archive that were read so far.</summary>
    public long Packed { get; set; }

    public void AddEntries(int count, string name)
    {
        if (count > limits.MaxEntries - _entries)
            throw new ArchiveFaultException(ArchiveProblem.TooManyEntries, name);
        _entries += count;
    }

    /// <summary>Tells how much more may be held in memory.</summary>
    public long RoomInMemory => limits.MaxBufferedBytes - _buffered;

    public void Hold(long bytes) => _buffered += bytes;

    public void Free(long bytes) => _buffered -= bytes;

    /// <summary>Counts bytes that came out of an inflater.</summary>
    /// <param name="count">How many came just now.</param>
    /// <param name="unpacked">How many of this entry came so far, these included.</param>
    /// <param name="packed">From how many packed bytes.</param>
    /// <param name="name">The entry.</param>
    public void Unpack(int count, long unpacked, long packed, string name)
    {
        _unpacked += count;
        if (unpacked > limits.MaxEntryBytes || _unpacked > limits.MaxUnpackedBytes)
            throw new ArchiveFaultException(ArchiveProblem.TooLarge, name);
        if (IsBomb(unpacked, packed) || IsBomb(_unpacked, Packed))
            throw new ArchiveFaultException(ArchiveProblem.RatioTooHigh, name);
    }

    private bool IsBomb(long unpacked, long packed) => unpacked > limits.RatioFreeBytes && unpacked / limits.MaxRatio > packed;
}
