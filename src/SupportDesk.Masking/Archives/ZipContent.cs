using System.IO.Compression;
using System.Runtime.InteropServices;

namespace SupportDesk.Masking.Archives;

/// <summary>What one entry of a zip holds; it must be as long as the directory says, with the same check sum.</summary>
internal sealed class ZipContent : ForwardStream
{
    private readonly ZipItem _item;
    private readonly Budget _budget;
    private readonly string _name;
    private readonly MemoryStream _packed;
    private readonly Stream _content;
    private Crc32 _crc;
    private long _unpacked;

    public ZipContent(ReadOnlyMemory<byte> zip, ZipItem item, Budget budget, string name)
    {
        (_item, _budget, _name) = (item, budget, name);
        MemoryMarshal.TryGetArray(zip.Slice(item.DataStart, (int)item.Packed), out var bytes);
        _packed = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        _content = item.Method == ZipItem.Stored ? _packed : new DeflateStream(_packed, CompressionMode.Decompress);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        var read = await InflateAsync(buffer, cancellationToken).ConfigureAwait(false);
        _crc.Add(buffer.Span[..read]);
        _unpacked += read;
        if (_unpacked > _item.Unpacked || (read == 0 && (_unpacked != _item.Unpacked || _crc.Value != _item.Crc || _packed.Position != _packed.Length)))
            throw new ArchiveFaultException(ArchiveProblem.Broken, _name);
        _budget.Unpack(read, _unpacked, _item.Packed, _name);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _content.Dispose();
        base.Dispose(disposing);
    }

    private async ValueTask<int> InflateAsync(Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            return await _content.ReadAsync(buffer, ct).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw new ArchiveFaultException(ArchiveProblem.Broken, _name);
        }
    }
}
