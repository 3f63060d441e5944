namespace SupportDesk.Mail;

/// <summary>Grows in blocks, so that a large letter needs no large array and is never copied while it grows.</summary>
internal sealed class ChunkedBuffer
{
    private const int FirstBlock = 1024;
    private const int MaxBlock = 64 * 1024;
    private readonly List<byte[]> _blocks = [];
    private readonly List<long> _starts = [];
    private int _used;

    internal long Length { get; private set; }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (_blocks.Count == 0 || _used == _blocks[^1].Length)
            {
                _blocks.Add(new byte[_blocks.Count == 0 ? FirstBlock : Math.Min(MaxBlock, _blocks[^1].Length * 2)]);
                _starts.Add(Length);
                _used = 0;
            }
            var block = _blocks[^1];
            var take = Math.Min(bytes.Length, block.Length - _used);
            bytes[..take].CopyTo(block.AsSpan(_used));
            _used += take;
            Length += take;
            bytes = bytes[take..];
        }
    }

    internal Stream OpenRead() => new ReadStream(this);

    private ReadOnlySpan<byte> SpanAt(long position)
    {
        if (position >= Length) return default;
        var index = _starts.BinarySearch(position);
        if (index < 0) index = ~index - 1;
        var block = _blocks[index].AsSpan();
        if (index == _blocks.Count - 1) block = block[.._used];
        return block[(int)(position - _starts[index])..];
    }

    private sealed class ReadStream(ChunkedBuffer owner) : Stream
    {
        private long _position;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => owner.Length;

        public override long Position
        {
            get => _position;
            set => _position = Math.Max(0, value);
        }

        public override int Read(Span<byte> buffer)
        {
            var source = owner.SpanAt(_position);
            var count = Math.Min(source.Length, buffer.Length);
            source[..count].CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
        {
            SeekOrigin.Current => _position,
            SeekOrigin.End => Length,
            _ => 0,
        };

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
