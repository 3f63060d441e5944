namespace SupportDesk.Mail;

/// <summary>Collects what is written to it.</summary>
internal sealed class ChunkedBufferWriter : Stream
{
    internal ChunkedBuffer Buffer { get; } = new();

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => Buffer.Length;
    public override long Position { get => Buffer.Length; set => throw new NotSupportedException(); }
    public override void Write(ReadOnlySpan<byte> buffer) => Buffer.Append(buffer);
    public override void Write(byte[] buffer, int offset, int count) => Buffer.Append(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Buffer.Append(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Buffer.Append(buffer.AsSpan(offset, count));
        return Task.CompletedTask;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
