using System.Security.Cryptography;

namespace SupportDesk.Masking.Archives;

/// <summary>
/// Reads another stream through a buffer of its own, in which a reader can look ahead, and takes the last block that
/// it gave back: an inflater does not tell how much of it was used.
/// </summary>
internal sealed class PushbackStream(Stream source) : ForwardStream
{
    private readonly byte[] _buffer = GC.AllocateArray<byte>(16 * 1024, pinned: true);
    private int _start;
    private int _end;
    private int _block;
    private long _received;

    /// <summary>Bytes of a read at most. Small blocks tell an inflater's end precisely.</summary>
    public int LargestBlock { get; set; } = int.MaxValue;

    /// <summary>Bytes that were read and not given back.</summary>
    public long Taken => _received - (_end - _start);

    /// <summary>Looks at what comes next: at least the given number of bytes, unless the source ends before.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken ct)
    {
        if (_end - _start < count)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end, _block) = (0, _end - _start, 0);
            while (_end < count && await source.ReadAsync(_buffer.AsMemory(_end), ct).ConfigureAwait(false) is var read and > 0)
            {
                _end += read;
                _received += read;
            }
        }

        return _buffer.AsMemory(_start, Math.Min(count, _end - _start));
    }

    public void Skip(int count)
    {
        _start += count;
        _block = 0;
    }

    /// <summary>Makes the block that was read last be read again; returns its length.</summary>
    public int GiveBack()
    {
        var block = _block;
        _start -= block;
        _block = 0;
        return block;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start == _end)
            await PeekAsync(1, cancellationToken).ConfigureAwait(false);
        _block = Math.Min(Math.Min(buffer.Length, LargestBlock), _end - _start);
        _buffer.AsMemory(_start, _block).CopyTo(buffer);
        _start += _block;
        return _block;
    }

    protected override void Dispose(bool disposing)
    {
        CryptographicOperations.ZeroMemory(_buffer);
        base.Dispose(disposing);
    }
}
