using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>Takes a letter and sends it with dots stuffed and every line end as CRLF, in blocks.</summary>
internal sealed class SmtpDataStream(MailConnection connection) : Stream
{
    /// <summary>The line that ends a letter.</summary>
    internal const string End = ".";
    private readonly LineEndings _lines = new(dotStuffing: true);
    private readonly byte[] _block = new byte[16 * 1024];
    private int _length;
    private long _sent;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var status = _lines.Transform(buffer.Span, _block.AsSpan(_length), out var consumed, out var written, isFinalBlock: false);
            _length += written;
            buffer = buffer[consumed..];
            if (status == OperationStatus.Done) return;
            await SendBlockAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Sends everything but the line that ends the letter.</summary>
    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_block.Length - _length < 16) await SendBlockAsync(cancellationToken).ConfigureAwait(false);
        _lines.Transform(default, _block.AsSpan(_length), out _, out var written, isFinalBlock: true);
        _length += written;
        if (!_lines.AtLineStart)
        {
            "\r\n"u8.CopyTo(_block.AsSpan(_length));
            _length += 2;
        }
        await SendBlockAsync(cancellationToken).ConfigureAwait(false);
        connection.Log.ClientContent(_sent);
    }

    public override void Flush() => throw new NotSupportedException();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask SendBlockAsync(CancellationToken ct)
    {
        if (_length == 0) return;
        await connection.SendAsync(_block.AsMemory(0, _length), ct).ConfigureAwait(false);
        _sent += _length;
        _length = 0;
    }
}
