using System.Buffers.Binary;
using System.IO.Compression;

namespace SupportDesk.Masking.Archives;

/// <summary>
/// What a gzip file holds (RFC 1952): its members one after another. Names and comments of headers are passed over;
/// check sums and lengths must be right and nothing may follow.
/// </summary>
internal sealed class GzipContent(PushbackStream packed, Budget budget, bool outermost, string name) : ForwardStream
{
    private const int LongestText = 64 * 1024; // of a name or comment in a header
    private const int SmallMember = 1024;
    private const int TrailerLength = 8;
    private const int Block = 32;

    private DeflateStream? _member;
    private Crc32 _crc;
    private uint _length;
    private long _unpacked;
    private long _members;

    public bool IsEmpty => _unpacked == 0;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            if (_member is null && !await OpenMemberAsync(cancellationToken).ConfigureAwait(false))
                return 0;
            var read = await InflateAsync(_member!, buffer, cancellationToken).ConfigureAwait(false);
            if (outermost)
                budget.Packed = packed.Taken;
            if (read > 0)
            {
                _crc.Add(buffer.Span[..read]);
                _length += (uint)read;
                _unpacked += read;
                budget.Unpack(read, _unpacked, packed.Taken, name);
                return read;
            }

            await CloseMemberAsync(cancellationToken).ConfigureAwait(false);
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _member?.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> InflateAsync(DeflateStream member, Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            return await member.ReadAsync(buffer, ct).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw Broken();
        }
    }

    private async ValueTask<bool> OpenMemberAsync(CancellationToken ct)
    {
        var header = await packed.PeekAsync(10, ct).ConfigureAwait(false);
        if (header.IsEmpty && _members > 0)
            return false;
        if (header.Length < 10)
            throw Broken();
        if (header.Span[2] != 8)
            throw new ArchiveFaultException(ArchiveProblem.Unsupported, name);
        // A member costs some time however little it holds.
        if (++_members > budget.Limits.MaxEntries && _members * SmallMember > _unpacked)
            throw new ArchiveFaultException(ArchiveProblem.TooManyEntries, name);
        var flags = header.Span[3];
        if ((flags & 0xE0) != 0)
            throw Broken();
        packed.LargestBlock = Block;
        packed.Skip(10);
        if ((flags & 4) != 0)
            await SkipAsync(await ByteAsync(ct).ConfigureAwait(false) + 256 * await ByteAsync(ct).ConfigureAwait(false), ct).ConfigureAwait(false);
        if ((flags & 8) != 0)
            await SkipTextAsync(ct).ConfigureAwait(false);
        if ((flags & 16) != 0)
            await SkipTextAsync(ct).ConfigureAwait(false);
        if ((flags & 2) != 0)
            await SkipAsync(2, ct).ConfigureAwait(false);
        _member = new DeflateStream(packed, CompressionMode.Decompress, leaveOpen: true);
        _crc = default;
        _length = 0;
        return true;
    }

    private async ValueTask CloseMemberAsync(CancellationToken ct)
    {
        await _member!.DisposeAsync().ConfigureAwait(false);
        _member = null;
        // The packed data ended somewhere in the last block: where check sum and length follow, and then nothing or a member.
        var block = packed.GiveBack();
        var ahead = await packed.PeekAsync(block + TrailerLength + 2, ct).ConfigureAwait(false);
        packed.Skip(FindEnd(ahead.Span, block));
    }

    private int FindEnd(ReadOnlySpan<byte> ahead, int block)
    {
        var problem = ArchiveProblem.Broken;
        for (var at = 0; at <= block && at + TrailerLength <= ahead.Length; at++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(ahead[at..]) != _crc.Value || BinaryPrimitives.ReadUInt32LittleEndian(ahead[(at + 4)..]) != _length)
                continue;
            if (ahead[(at + TrailerLength)..] is [] or [0x1F] or [0x1F, 0x8B, ..])
                return at + TrailerLength;
            problem = ArchiveProblem.TrailingData;
        }

        throw new ArchiveFaultException(problem, name);
    }

    private async ValueTask<int> ByteAsync(CancellationToken ct)
    {
        var next = await packed.PeekAsync(1, ct).ConfigureAwait(false);
        if (next.IsEmpty)
            throw Broken();
        int value = next.Span[0];
        packed.Skip(1);
        return value;
    }

    private async ValueTask SkipAsync(int count, CancellationToken ct)
    {
        while (count-- > 0)
            await ByteAsync(ct).ConfigureAwait(false);
    }

    private async ValueTask SkipTextAsync(CancellationToken ct)
    {
        for (var i = 0; i < LongestText; i++)
            if (await ByteAsync(ct).ConfigureAwait(false) == 0)
                return;
        throw Broken();
    }

    private ArchiveFaultException Broken() => new(ArchiveProblem.Broken, name);
}
