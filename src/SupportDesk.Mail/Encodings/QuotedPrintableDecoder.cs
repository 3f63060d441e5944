using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>Quoted-printable of RFC 2045 section 6.7; a wrong escape stays as it was written. Runs of plain text are copied as a whole.</summary>
internal sealed class QuotedPrintableDecoder : ByteTransform
{
    private const int MaxSpaces = 8;
    private const int Room = 16;
    private static readonly sbyte[] Digits = MakeDigits();
    private State _state;
    private byte _first;
    private int _spaces;

    private enum State
    {
        Text,
        Equals,
        HexDigit,
        SoftBreak,
    }

    /// <summary>Escapes that are none came by.</summary>
    internal bool WasBroken { get; private set; }

    internal override OperationStatus Transform(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written, bool isFinalBlock)
    {
        consumed = 0;
        written = 0;
        while (consumed < source.Length)
        {
            if (written + Room > destination.Length) return OperationStatus.DestinationTooSmall;
            if (_state == State.Text)
            {
                Copy(source[consumed..], destination[written..], out var copied);
                consumed += copied;
                written += copied;
                Escapes(source, destination, ref consumed, ref written);
                if (consumed == source.Length || written + Room > destination.Length) continue;
            }
            Step(source[consumed++], destination, ref written);
        }
        if (isFinalBlock)
        {
            if (written + Room > destination.Length) return OperationStatus.DestinationTooSmall;
            Finish(destination, ref written);
        }
        return OperationStatus.Done;
    }

    private static void Copy(ReadOnlySpan<byte> source, Span<byte> destination, out int copied)
    {
        var window = source[..Math.Min(source.Length, destination.Length)];
        copied = window.IndexOf((byte)'=');
        if (copied < 0) copied = window.Length;
        window[..copied].CopyTo(destination);
    }

    /// <summary>Decodes whole escapes that follow each other, as those of Cyrillic text do.</summary>
    private static void Escapes(ReadOnlySpan<byte> source, Span<byte> destination, ref int consumed, ref int written)
    {
        while (consumed + 3 <= source.Length && written < destination.Length && source[consumed] == '=')
        {
            int high = Digits[source[consumed + 1]], low = Digits[source[consumed + 2]];
            if ((high | low) < 0) return;
            destination[written++] = (byte)((high << 4) | low);
            consumed += 3;
        }
    }

    private void Step(byte c, Span<byte> destination, ref int written)
    {
        switch (_state)
        {
            case State.Equals when Digits[c] >= 0:
                (_state, _first) = (State.HexDigit, c);
                return;
            case State.Equals when c is (byte)'\r' or (byte)' ' or (byte)'\t':
                (_state, _spaces) = (State.SoftBreak, c == '\r' ? MaxSpaces : 1);
                return;
            case State.Equals when c == '\n':
                _state = State.Text;
                return;
            case State.Equals:
                WasBroken = true;
                destination[written++] = (byte)'=';
                break;
            case State.HexDigit when Digits[c] >= 0:
                destination[written++] = (byte)((Digits[_first] << 4) | (byte)Digits[c]);
                _state = State.Text;
                return;
            case State.HexDigit:
                WasBroken = true;
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
                WasBroken = true;
                destination[written++] = (byte)'=';
                destination.Slice(written, _spaces).Fill((byte)' ');
                written += _spaces;
                break;
        }
        _state = State.Text;
        if (c == '=') _state = State.Equals;
        else destination[written++] = c;
    }

    private void Finish(Span<byte> destination, ref int written)
    {
        WasBroken |= _state is State.Equals or State.HexDigit;
        if (_state is State.Equals or State.HexDigit) destination[written++] = (byte)'=';
        if (_state == State.HexDigit) destination[written++] = _first;
        _state = State.Text;
    }

    private static sbyte[] MakeDigits()
    {
        var digits = new sbyte[256];
        Array.Fill(digits, (sbyte)-1);
        for (var i = 0; i < 10; i++) digits['0' + i] = (sbyte)i;
        for (var i = 0; i < 6; i++) digits['A' + i] = digits['a' + i] = (sbyte)(10 + i);
        return digits;
    }
}
