using System.Buffers;
using System.Buffers.Text;

namespace SupportDesk.Mail;

/// <summary>Base64 in lines of 76 characters, RFC 2045 section 6.8.</summary>
internal sealed class Base64Encoder : ByteTransform
{
    private const int BytesPerLine = 57;
    private readonly byte[] _line = new byte[BytesPerLine];
    private int _length;

    internal override OperationStatus Transform(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written, bool isFinalBlock)
    {
        consumed = 0;
        written = 0;
        while (consumed < source.Length)
        {
            if (_length == BytesPerLine && !TryWriteLine(destination, ref written)) return OperationStatus.DestinationTooSmall;
            var take = Math.Min(BytesPerLine - _length, source.Length - consumed);
            source.Slice(consumed, take).CopyTo(_line.AsSpan(_length));
            _length += take;
            consumed += take;
        }
        if (isFinalBlock && _length > 0 && !TryWriteLine(destination, ref written)) return OperationStatus.DestinationTooSmall;
        return OperationStatus.Done;
    }

    private bool TryWriteLine(Span<byte> destination, ref int written)
    {
        if (destination.Length - written < 78) return false;
        Base64.EncodeToUtf8(_line.AsSpan(0, _length), destination[written..], out _, out var encoded);
        written += encoded;
        destination[written++] = (byte)'\r';
        destination[written++] = (byte)'\n';
        _length = 0;
        return true;
    }
}
