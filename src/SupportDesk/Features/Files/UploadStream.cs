using SupportDesk.Masking;

namespace SupportDesk.Features.Files;

/// <summary>
/// Reads what a browser or an e-mail sends: looks at the head first, counts bytes and lines, stops at the limit, and tells
/// a broken line to the sender from a broken disk of ours.
/// </summary>
internal sealed class UploadStream(Stream source, long limit) : Stream
{
    private readonly byte[] head = new byte[TextSniffer.UsefulLength];
    private int headLength;
    private int headRead;
    private byte last = (byte)'\n';

    /// <summary>Bytes handed on so far.</summary>
    public long Bytes { get; private set; }

    public long LineEnds { get; private set; }

    public long Lines => LineEnds + (last == (byte)'\n' ? 0 : 1);

    public Action? Advanced { get; set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public async Task<ReadOnlyMemory<byte>> PeekAsync(CancellationToken ct)
    {
        int read;
        while (headLength < head.Length && (read = await FromSourceAsync(head.AsMemory(headLength), ct)) > 0)
            headLength += read;
        return head.AsMemory(0, headLength);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = Math.Min(buffer.Length, headLength - headRead);
        if (read > 0)
        {
            head.AsMemory(headRead, read).CopyTo(buffer);
            headRead += read;
            if (headRead == headLength)
                Array.Clear(head);
        }
        else
        {
            read = await FromSourceAsync(buffer, cancellationToken);
        }

        Count(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Count(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        Bytes += bytes.Length;
        LineEnds += bytes.Count((byte)'\n');
        last = bytes[^1] is 0 && bytes.Length > 1 ? bytes[^2] : bytes[^1];
        if (Bytes > limit)
            throw new TooLargeException();
        Advanced?.Invoke();
    }

    private async ValueTask<int> FromSourceAsync(Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            return await source.ReadAsync(buffer, ct);
        }
        catch (Exception error) when (error is IOException or InvalidDataException or ObjectDisposedException)
        {
            throw new CutOffException(error);
        }
    }

    internal sealed class TooLargeException : Exception;

    internal sealed class CutOffException(Exception inner) : Exception("The sender went away.", inner);
}
