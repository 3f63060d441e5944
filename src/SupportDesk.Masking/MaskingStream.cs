using System.Buffers;
using System.Security.Cryptography;

namespace SupportDesk.Masking;

/// <summary>
/// Reads another stream and gives its bytes masked. Unmasked bytes exist only in this stream's own buffers, which
/// are overwritten with zeros at the end of the input and on dispose.
/// </summary>
public sealed class MaskingStream : Stream
{
    private const int BufferSize = 16 * 1024;

    private readonly Stream _source;
    private readonly Masker _masker;
    private readonly bool _leaveOpen;
    private readonly byte[] _buffer = GC.AllocateArray<byte>(BufferSize, pinned: true);
    private int _start;
    private int _end;
    private bool _sourceEnded;
    private bool _done;
    private bool _disposed;

    /// <summary>Creates a stream over another one.</summary>
    /// <param name="source">Unmasked bytes.</param>
    /// <param name="masker">A masker that is used for nothing else; its report tells what was hidden, also while reading.</param>
    /// <param name="leaveOpen">True to leave the source open on dispose.</param>
    public MaskingStream(Stream source, Masker masker, bool leaveOpen = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(masker);
        _source = source;
        _masker = masker;
        _leaveOpen = leaveOpen;
    }

    /// <inheritdoc/>
    public override bool CanRead => !_disposed;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads masked bytes; 0 means that the whole input has been masked and read.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (!buffer.IsEmpty && !_done)
        {
            if (Take(buffer.Span) is var written and > 0)
                return written;
            if (!_done && !_sourceEnded)
                Received(await _source.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false));
        }

        return 0;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        while (!buffer.IsEmpty && !_done)
        {
            if (Take(buffer) is var written and > 0)
                return written;
            if (!_done && !_sourceEnded)
                Received(_source.Read(_buffer));
        }

        return 0;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (!_disposed && !_leaveOpen)
            await _source.DisposeAsync().ConfigureAwait(false);
        Forget();
        await base.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!_disposed && !_leaveOpen)
                _source.Dispose();
            Forget();
        }

        base.Dispose(disposing);
    }

    private int Take(Span<byte> destination)
    {
        var status = _masker.Mask(_buffer.AsSpan(_start, _end - _start), destination, out var consumed, out var written, _sourceEnded);
        _start += consumed;
        _done = _sourceEnded && status == OperationStatus.Done;
        if (_done)
            CryptographicOperations.ZeroMemory(_buffer);
        return written;
    }

    private void Received(int count)
    {
        _start = 0;
        _end = count;
        _sourceEnded = count == 0;
    }

    private void Forget()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_buffer);
        _masker.Discard();
    }
}
