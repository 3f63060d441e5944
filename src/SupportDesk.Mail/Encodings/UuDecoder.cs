using System.Buffers;

namespace SupportDesk.Mail;

/// <summary>Uuencode as POSIX describes it: what stands between <c>begin</c> and <c>end</c>. Lines that are none are skipped.</summary>
internal sealed class UuDecoder : ByteTransform
{
    private const int LongestLine = 90;
    private readonly byte[] _line = new byte[LongestLine];
    private int _length;
    private bool _hasBegun;
    private bool _hasEnded;

    internal override OperationStatus Transform(ReadOnlySpan<byte> source, Span<byte> destination, out int consumed, out int written, bool isFinalBlock)
    {
        consumed = 0;
        written = 0;
        while (consumed < source.Length)
        {
            if (written + LongestLine > destination.Length) return OperationStatus.DestinationTooSmall;
            var c = source[consumed++];
            if (c == '\n') EndLine(destination, ref written);
            else if (_length < LongestLine) _line[_length++] = c;
        }
        if (isFinalBlock && _length > 0)
        {
            if (written + LongestLine > destination.Length) return OperationStatus.DestinationTooSmall;
            EndLine(destination, ref written);
        }
        return OperationStatus.Done;
    }

    /// <summary>Says whether a line without its end is data, and of how many bytes.</summary>
    internal static bool IsData(ReadOnlySpan<byte> line, out int bytes)
    {
        bytes = 0;
        if (line.IsEmpty || line[0] is < 32 or > 96) return false;
        bytes = (line[0] - 32) & 63;
        // Trailing spaces, which are zeros, are lost on the way of some letters; a check sum may follow.
        var characters = (bytes + 2) / 3 * 4;
        return line.Length <= 1 + characters + 2 && !line.ContainsAnyExceptInRange((byte)32, (byte)96) && line.Length >= 1 + characters - 4;
    }

    private void EndLine(Span<byte> destination, ref int written)
    {
        var line = _line.AsSpan(0, _length).TrimEnd((byte)'\r');
        _length = 0;
        if (_hasEnded) return;
        if (!_hasBegun)
        {
            _hasBegun = line.StartsWith("begin "u8);
            return;
        }
        if (line.SequenceEqual("end"u8)) _hasEnded = true;
        else if (IsData(line, out var bytes)) Decode(line[1..], destination.Slice(written, bytes), ref written);
    }

    private static void Decode(ReadOnlySpan<byte> characters, Span<byte> target, ref int written)
    {
        for (var i = 0; i < target.Length; i++)
        {
            var group = i / 3 * 4;
            int first = Value(characters, group + i % 3), second = Value(characters, group + i % 3 + 1);
            target[i] = (byte)((i % 3) switch { 0 => (first << 2) | (second >> 4), 1 => (first << 4) | (second >> 2), _ => (first << 6) | second });
        }
        written += target.Length;
    }

    private static int Value(ReadOnlySpan<byte> characters, int index) => index < characters.Length ? (characters[index] - 32) & 63 : 0;
}
