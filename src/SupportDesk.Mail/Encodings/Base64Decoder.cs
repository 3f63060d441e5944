using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>Base64 of RFC 2045 section 6.8; characters outside the alphabet are skipped, padding may be missing.</summary>
internal sealed class Base64Decoder : ByteTransform
{
    private uint _bits;
    private int _count;

    internal override OperationStatus Transform(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written, bool isFinalBlock)
    {
        consumed = 0;
        written = 0;
        while (consumed < source.Length)
        {
            if (written + 3 > destination.Length) return OperationStatus.DestinationTooSmall;
            var c = source[consumed++];
            var value = ValueOf(c);
            if (value < 0)
            {
                // Padding ends one run; some programs put several runs into one body.
                if (c == '=') FlushRest(destination, ref written);
                continue;
            }
            _bits = (_bits << 6) | (uint)value;
            if (++_count < 4) continue;
            destination[written++] = (byte)(_bits >> 16);
            destination[written++] = (byte)(_bits >> 8);
            destination[written++] = (byte)_bits;
            (_bits, _count) = (0, 0);
        }
        if (isFinalBlock)
        {
            if (written + 3 > destination.Length) return OperationStatus.DestinationTooSmall;
            FlushRest(destination, ref written);
        }
        return OperationStatus.Done;
    }

    private void FlushRest(Span<byte> destination, ref int written)
    {
        if (_count == 2) destination[written++] = (byte)(_bits >> 4);
        if (_count == 3)
        {
            destination[written++] = (byte)(_bits >> 10);
            destination[written++] = (byte)(_bits >> 2);
        }
        (_bits, _count) = (0, 0);
    }

    private static int ValueOf(byte c) => c switch
    {
        >= (byte)'A' and <= (byte)'Z' => c - 'A',
        >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
        (byte)'+' => 62,
        (byte)'/' => 63,
        _ => -1,
    };
}
