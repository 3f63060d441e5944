namespace SupportDesk.Mail;

/// <summary>
/// Cuts a stream of bytes into lines, and lines longer than the buffer into pieces. The cuts depend on the bytes alone, never on how
/// they arrive.
/// </summary>
internal sealed class LineFeeder(LineFeeder.Sink sink)
{
    internal const int MaxPiece = 2048;
    private readonly byte[] _buffer = new byte[MaxPiece];
    private int _length;
    private bool _isContinued;

    /// <summary>Takes a piece of a line.</summary>
    /// <param name="content">Bytes without the line end.</param>
    /// <param name="isFirst">The piece begins a line.</param>
    /// <param name="lineEnd">Empty when the line goes on or the input ends; else LF or CRLF.</param>
    internal delegate void Sink(ReadOnlySpan<byte> content, bool isFirst, ReadOnlySpan<byte> lineEnd);

    internal void Feed(ReadOnlySpan<byte> chunk)
    {
        while (!chunk.IsEmpty)
        {
            var window = chunk[..Math.Min(chunk.Length, MaxPiece - _length)];
            var lineFeed = window.IndexOf((byte)'\n');
            if (lineFeed >= 0)
            {
                if (_length == 0) EmitLine(window[..(lineFeed + 1)]);
                else
                {
                    window[..(lineFeed + 1)].CopyTo(_buffer.AsSpan(_length));
                    EmitLine(_buffer.AsSpan(0, _length + lineFeed + 1));
                }
                _length = 0;
                chunk = chunk[(lineFeed + 1)..];
                continue;
            }
            window.CopyTo(_buffer.AsSpan(_length));
            _length += window.Length;
            chunk = chunk[window.Length..];
            if (_length == MaxPiece) EmitPiece();
        }
    }

    internal void Complete()
    {
        if (_length > 0) sink(_buffer.AsSpan(0, _length), !_isContinued, default);
        (_length, _isContinued) = (0, false);
    }

    private void EmitLine(ReadOnlySpan<byte> line)
    {
        var end = line.Length >= 2 && line[^2] == '\r' ? 2 : 1;
        sink(line[..^end], !_isContinued, line[^end..]);
        _isContinued = false;
    }

    private void EmitPiece()
    {
        // A CR at the edge may belong to the line end; it waits for the next byte.
        var keep = _buffer[MaxPiece - 1] == '\r' ? 1 : 0;
        sink(_buffer.AsSpan(0, MaxPiece - keep), !_isContinued, default);
        _buffer[0] = (byte)'\r';
        _length = keep;
        _isContinued = true;
    }
}
