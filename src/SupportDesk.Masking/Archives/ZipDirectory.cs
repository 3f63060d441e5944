using static System.Buffers.Binary.BinaryPrimitives;

namespace SupportDesk.Masking.Archives;

/// <summary>
/// Reads the directory of a zip (APPNOTE 6.3.10) and refuses whatever two programs could read in two ways: every
/// entry must have one local header that says the same, and no byte may belong to two entries.
/// </summary>
internal sealed class ZipDirectory(ReadOnlyMemory<byte> zip, Budget budget, string name, Func<string, string> show)
{
    private const uint EndMark = 0x06054B50, End64Mark = 0x06064B50, Locator64Mark = 0x07064B50, EntryMark = 0x02014B50, LocalMark = 0x04034B50;
    private const int EndLength = 22, End64Length = 56, LocatorLength = 20, EntryLength = 46, LocalLength = 30;
    private const int Encrypted = 1, SizesFollow = 8, Strong = 64, Utf8Name = 2048, HiddenHeader = 8192;
    private const int Zip64Field = 1;
    private const int TypeMask = 0xF000, RegularFile = 0x8000, Folder = 0x4000;

    /// <summary>The entries in the order of the directory.</summary>
    public IReadOnlyList<ZipItem> Read()
    {
        var (at, size, count) = FindDirectory();
        budget.AddEntries((int)Math.Min(count, int.MaxValue), name);
        var items = new List<ZipItem>((int)count);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        int position = (int)at, end = (int)(at + size);
        for (var i = 0; i < count; i++)
        {
            var item = ReadEntry(ref position, end);
            if (!paths.Add(item.Path))
                throw Fault(ArchiveProblem.DuplicateName, item.Path);
            items.Add(item);
        }

        if (position != end)
            throw Fault(ArchiveProblem.Inconsistent);
        RefuseOverlaps(items, at);
        return items;
    }

    private (long At, long Size, long Count) FindDirectory()
    {
        var bytes = zip.Span;
        var end = FindEnd(bytes);
        var record = bytes[end..];
        int disk = ReadUInt16LittleEndian(record[4..]), directoryDisk = ReadUInt16LittleEndian(record[6..]);
        long here = ReadUInt16LittleEndian(record[8..]), count = ReadUInt16LittleEndian(record[10..]);
        long size = ReadUInt32LittleEndian(record[12..]), at = ReadUInt32LittleEndian(record[16..]);
        var stop = end;
        if (end >= LocatorLength && ReadUInt32LittleEndian(bytes[(end - LocatorLength)..]) == Locator64Mark)
        {
            var large = FindEnd64(bytes, end - LocatorLength);
            var record64 = bytes[large..];
            (long Here, long Count, long Size, long At) wide = (Signed(record64[24..]), Signed(record64[32..]), Signed(record64[40..]), Signed(record64[48..]));
            if (
                !Agree(here, wide.Here, ushort.MaxValue)
                || !Agree(count, wide.Count, ushort.MaxValue)
                || !Agree(size, wide.Size, uint.MaxValue)
                || !Agree(at, wide.At, uint.MaxValue)
            )
                throw Fault(ArchiveProblem.Inconsistent);
            (here, count, size, at) = wide;
            stop = large;
        }

        if (disk is not (0 or ushort.MaxValue) || directoryDisk is not (0 or ushort.MaxValue) || here != count)
            throw Fault(ArchiveProblem.Unsupported);
        if (at < 0 || size < 0 || at > stop || size != stop - at || count < 0 || count > size / EntryLength)
            throw Fault(ArchiveProblem.Inconsistent);
        return (at, size, count);
    }

    private int FindEnd(ReadOnlySpan<byte> bytes)
    {
        var found = -1;
        for (var at = bytes.Length - EndLength; at >= 0 && at >= bytes.Length - EndLength - ushort.MaxValue; at--)
        {
            if (ReadUInt32LittleEndian(bytes[at..]) != EndMark || ReadUInt16LittleEndian(bytes[(at + 20)..]) != bytes.Length - at - EndLength)
                continue;
            // A second end hidden in the comment of the first: which of them counts depends on the reader.
            found = found < 0 ? at : throw Fault(ArchiveProblem.Inconsistent);
        }

        return found >= 0 ? found : throw Fault(ArchiveProblem.Broken);
    }

    private int FindEnd64(ReadOnlySpan<byte> bytes, int locator)
    {
        var at = Signed(bytes[(locator + 8)..]);
        if (at < 0 || at > locator - End64Length || ReadUInt32LittleEndian(bytes[(int)at..]) != End64Mark
            || Signed(bytes[((int)at + 4)..]) != locator - at - 12)
            throw Fault(ArchiveProblem.Inconsistent);
        return (int)at;
    }

    private ZipItem ReadEntry(ref int position, int end)
    {
        var bytes = zip.Span;
        if (end - position < EntryLength || ReadUInt32LittleEndian(bytes[position..]) != EntryMark)
            throw Fault(ArchiveProblem.Broken);
        var record = bytes[position..end];
        int flags = ReadUInt16LittleEndian(record[8..]),
            method = ReadUInt16LittleEndian(record[10..]);
        int nameLength = ReadUInt16LittleEndian(record[28..]),
            extraLength = ReadUInt16LittleEndian(record[30..]),
            commentLength = ReadUInt16LittleEndian(record[32..]);
        var length = EntryLength + nameLength + extraLength + commentLength;
        if (length > record.Length)
            throw Fault(ArchiveProblem.Broken);
        position += length;

        var rawName = record.Slice(EntryLength, nameLength);
        var extra = record.Slice(EntryLength + nameLength, extraLength);
        var decoded = EntryName.Decode(rawName, (flags & Utf8Name) != 0, extra) ?? throw Fault(ArchiveProblem.Broken);
        var path = EntryName.Normalize(decoded) ?? throw Fault(ArchiveProblem.UnsafeName, decoded);
        if ((flags & (Encrypted | Strong | HiddenHeader)) != 0 || method == 99)
            throw Fault(ArchiveProblem.Encrypted, path);
        var isFolder = decoded[^1] is '/' or '\\';
        if ((ReadUInt32LittleEndian(record[38..]) >> 16 & TypeMask) is not (0 or RegularFile or Folder))
            throw Fault(ArchiveProblem.SpecialFile, path);

        long packed = ReadUInt32LittleEndian(record[20..]), unpacked = ReadUInt32LittleEndian(record[24..]), start = ReadUInt32LittleEndian(record[42..]);
        Widen(ExtraFields.Find(extra, Zip64Field), path, ref unpacked, ref packed, ref start);
        if (ReadUInt16LittleEndian(record[34..]) is not (0 or ushort.MaxValue) || method is not (ZipItem.Stored or ZipItem.Deflated))
            throw Fault(ArchiveProblem.Unsupported, path);
        if (
            packed < 0
            || unpacked < 0
            || start < 0
            || start > bytes.Length - LocalLength
            || (isFolder && unpacked > 0)
            || (method == ZipItem.Stored && packed != unpacked)
        )
            throw Fault(ArchiveProblem.Inconsistent, path);
        return WithLocal(new ZipItem
        {
            Path = path,
            Method = method,
            Crc = ReadUInt32LittleEndian(record[16..]),
            Packed = packed,
            Unpacked = unpacked,
            DosTime = ReadUInt32LittleEndian(record[12..]),
            IsFolder = isFolder,
            Start = (int)start,
        }, rawName, flags);
    }

    private ZipItem WithLocal(ZipItem item, ReadOnlySpan<byte> rawName, int flags)
    {
        const int Compared = Encrypted | Strong | Utf8Name | HiddenHeader;
        var local = zip.Span[item.Start..];
        if (ReadUInt32LittleEndian(local) != LocalMark)
            throw Fault(ArchiveProblem.Inconsistent, item.Path);
        int localFlags = ReadUInt16LittleEndian(local[6..]),
            nameLength = ReadUInt16LittleEndian(local[26..]),
            extraLength = ReadUInt16LittleEndian(local[28..]);
        var header = LocalLength + nameLength + extraLength;
        if (header > local.Length || item.Packed > local.Length - header)
            throw Fault(ArchiveProblem.Broken, item.Path);
        if (
            (localFlags & Compared) != (flags & Compared)
            || ReadUInt16LittleEndian(local[8..]) != item.Method
            || !local.Slice(LocalLength, nameLength).SequenceEqual(rawName)
        )
            throw Fault(ArchiveProblem.Inconsistent, item.Path);

        long packed = ReadUInt32LittleEndian(local[18..]), unpacked = ReadUInt32LittleEndian(local[22..]), none = 0;
        var crc = ReadUInt32LittleEndian(local[14..]);
        var follows = (localFlags & SizesFollow) != 0;
        if (!(follows && crc == 0 && packed is 0 or uint.MaxValue && unpacked is 0 or uint.MaxValue))
        {
            Widen(ExtraFields.Find(local.Slice(LocalLength + nameLength, extraLength), Zip64Field), item.Path, ref unpacked, ref packed, ref none);
            if (crc != item.Crc || packed != item.Packed || unpacked != item.Unpacked)
                throw Fault(ArchiveProblem.Inconsistent, item.Path);
        }

        return item with { DataStart = item.Start + header };
    }

    // Values that do not fit 32 bits stand in a field, in this order, and only they.
    private void Widen(ReadOnlySpan<byte> field, string path, ref long unpacked, ref long packed, ref long start)
    {
        Take(ref field, ref unpacked);
        Take(ref field, ref packed);
        Take(ref field, ref start);

        void Take(ref ReadOnlySpan<byte> field, ref long value)
        {
            if (value != uint.MaxValue)
                return;
            if (field.Length < 8)
                throw Fault(ArchiveProblem.Inconsistent, path);
            value = Signed(field);
            field = field[8..];
        }
    }

    private void RefuseOverlaps(List<ZipItem> items, long directory)
    {
        long free = 0;
        foreach (var item in items.OrderBy(item => item.Start))
        {
            if (item.Start < free || item.End > directory)
                throw Fault(ArchiveProblem.Inconsistent, item.Path);
            free = item.End;
        }
    }

    private static bool Agree(long narrow, long wide, long escape) => narrow == escape || narrow == wide;

    private static long Signed(ReadOnlySpan<byte> bytes) => ReadInt64LittleEndian(bytes);

    private ArchiveFaultException Fault(ArchiveProblem problem, string? path = null) =>
        new(problem, path is null ? name : show(path));
}
