using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>Reads a stream through a transform.</summary>
internal sealed class TransformStream : Stream
{
    private readonly Stream _inner;
    private readonly ByteTransform _transform;
    private readonly byte[] _input;
    // A transform may ask for more room than the caller gives; then it writes here first.
    private readonly byte[] _spill = new byte[128];
    private int _start;
    private int _end;
    private int _spillStart;
    private int _spillEnd;
    private bool _inputEnded;
    private bool _finished;

    internal TransformStream(Stream inner, ByteTransform transform)
    {
        (_inner, _transform) = (inner, transform);
        if (inner is not SliceStream { Slice: var slice })
        {
            _input = new byte[8 * 1024];
            return;
        }
        (_input, _start, _end, _inputEnded) = (slice.Array ?? [], slice.Offset, slice.Offset + slice.Count, true);
    }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            var written = Take(buffer);
            if (written > 0 || _finished) return written;
            if (_inputEnded) continue;
            (_start, _end) = (0, _inner.Read(_input));
            _inputEnded = _end == 0;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            var written = Take(buffer.Span);
            if (written > 0 || _finished) return written;
            if (_inputEnded) continue;
            (_start, _end) = (0, await _inner.ReadAsync(_input, cancellationToken).ConfigureAwait(false));
            _inputEnded = _end == 0;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inner.Dispose();
        base.Dispose(disposing);
    }

    private int Take(Span<byte> buffer)
    {
        if (_spillStart == _spillEnd && (_start < _end || (_inputEnded && !_finished)))
        {
            if (buffer.Length >= _spill.Length) return Run(buffer);
            (_spillStart, _spillEnd) = (0, Run(_spill));
        }
        var count = Math.Min(buffer.Length, _spillEnd - _spillStart);
        _spill.AsSpan(_spillStart, count).CopyTo(buffer);
        _spillStart += count;
        return count;
    }

    private int Run(Span<byte> destination)
    {
        var status = _transform.Transform(_input.AsSpan(_start, _end - _start), destination, out var consumed, out var written, _inputEnded);
        _start += consumed;
        if (_inputEnded && status == OperationStatus.Done) _finished = true;
        return written;
    }
}
