using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>Quoted-printable for text in lines of at most 76 characters, RFC 2045 section 6.7. Line ends come out as CRLF.</summary>
internal sealed class QuotedPrintableEncoder : ByteTransform
{
    private const int MaxLine = 72;
    private int _column;
    private int _space = -1;
    private bool _carriageReturn;

    internal override OperationStatus Transform(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written, bool isFinalBlock)
    {
        consumed = 0;
        written = 0;
        while (consumed < source.Length)
        {
            if (written + 16 > destination.Length) return OperationStatus.DestinationTooSmall;
            Step(source[consumed++], destination, ref written);
        }
        if (isFinalBlock)
        {
            if (written + 16 > destination.Length) return OperationStatus.DestinationTooSmall;
            if (_carriageReturn) EndLine(destination, ref written);
            FlushSpace(destination, ref written, atLineEnd: true);
        }
        return OperationStatus.Done;
    }

    private void Step(byte c, Span<byte> destination, ref int written)
    {
        if (_carriageReturn)
        {
            EndLine(destination, ref written);
            if (c == '\n') return;
        }
        switch (c)
        {
            case (byte)'\r':
                _carriageReturn = true;
                break;
            case (byte)'\n':
                EndLine(destination, ref written);
                break;
            case (byte)' ' or (byte)'\t':
                FlushSpace(destination, ref written, atLineEnd: false);
                _space = c;
                break;
            default:
                FlushSpace(destination, ref written, atLineEnd: false);
                if (c is > 32 and < 127 && c != '=') Literal(c, destination, ref written);
                else Escape(c, destination, ref written);
                break;
        }
    }

    private void EndLine(Span<byte> destination, ref int written)
    {
        FlushSpace(destination, ref written, atLineEnd: true);
        destination[written++] = (byte)'\r';
        destination[written++] = (byte)'\n';
        (_column, _carriageReturn) = (0, false);
    }

    private void FlushSpace(Span<byte> destination, ref int written, bool atLineEnd)
    {
        if (_space < 0) return;
        var space = (byte)_space;
        _space = -1;
        if (atLineEnd) Escape(space, destination, ref written);
        else Literal(space, destination, ref written);
    }

    private void Literal(byte c, Span<byte> destination, ref int written)
    {
        Break(1, destination, ref written);
        destination[written++] = c;
        _column++;
    }

    private void Escape(byte c, Span<byte> destination, ref int written)
    {
        Break(3, destination, ref written);
        destination[written++] = (byte)'=';
        destination[written++] = (byte)"0123456789ABCDEF"[c >> 4];
        destination[written++] = (byte)"0123456789ABCDEF"[c & 15];
        _column += 3;
    }

    private void Break(int width, Span<byte> destination, ref int written)
    {
        if (_column + width <= MaxLine) return;
        destination[written++] = (byte)'=';
        destination[written++] = (byte)'\r';
        destination[written++] = (byte)'\n';
        _column = 0;
    }
}
