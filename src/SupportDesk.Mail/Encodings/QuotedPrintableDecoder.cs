using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>Quoted-printable of RFC 2045 section 6.7; a wrong escape stays as it was written.</summary>
internal sealed class QuotedPrintableDecoder : ByteTransform
{
    private State _state;
    private const int MaxSpaces = 8;
    private byte _first;
    private int _spaces;

    private enum State
    {
        Text,
        Equals,
        HexDigit,
        SoftBreak,
    }

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
            if (_state == State.Equals) destination[written++] = (byte)'=';
            if (_state == State.HexDigit)
            {
                destination[written++] = (byte)'=';
                destination[written++] = _first;
            }
            _state = State.Text;
        }
        return OperationStatus.Done;
    }

    private void Step(byte c, Span<byte> destination, ref int written)
    {
        switch (_state)
        {
            case State.Equals when Hex(c) >= 0:
                (_state, _first) = (State.HexDigit, c);
                return;
            case State.Equals when c is (byte)'\r' or (byte)' ' or (byte)'\t':
                (_state, _spaces) = (State.SoftBreak, c == '\r' ? MaxSpaces : 1);
                return;
            case State.Equals when c == '\n':
                _state = State.Text;
                return;
            case State.Equals:
                destination[written++] = (byte)'=';
                break;
            case State.HexDigit when Hex(c) >= 0:
                destination[written++] = (byte)((Hex(_first) << 4) | Hex(c));
                _state = State.Text;
                return;
            case State.HexDigit:
                destination[written++] = (byte)'=';
                destination[written++] = _first;
                break;
            case State.SoftBreak when c is (byte)'\r' or (byte)' ' or (byte)'\t':
                _spaces = c == '\r' ? MaxSpaces : _spaces + 1;
                return;
            case State.SoftBreak when c == '\n':
                _state = State.Text;
                return;
            case State.SoftBreak when _spaces < MaxSpaces:
                // Not a soft line break after all: the sign and the spaces were text.
                destination[written++] = (byte)'=';
                destination.Slice(written, _spaces).Fill((byte)' ');
                written += _spaces;
                break;
        }
        _state = State.Text;
        if (c == '=') _state = State.Equals;
        else destination[written++] = c;
    }

    private static int Hex(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        _ => -1,
    };
}
