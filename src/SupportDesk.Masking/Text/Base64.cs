namespace SupportDesk.Masking.Text;

/// <summary>Base64 of both alphabets (RFC 4648, sections 4 and 5), also mixed.</summary>
internal static class Base64
{
    public const byte Padding = (byte)'=';

    private const byte NoValue = 255;

    private static readonly byte[] Values = MakeValues();

    /// <summary>True for a character that stands for six bits.</summary>
    public static bool IsDigit(byte b) => Values[b] != NoValue;

    /// <summary>Decodes quads up to the first that is padded; returns how many bytes there are.</summary>
    /// <param name="quads">Digits in fours, of which the last one or two may be padding.</param>
    /// <param name="decoded">Has room for three bytes of each quad.</param>
    public static int Decode(ReadOnlySpan<byte> quads, Span<byte> decoded)
    {
        var length = 0;
        for (var i = 0; i + 3 < quads.Length; i += 4)
        {
            byte third = Values[quads[i + 2]], fourth = Values[quads[i + 3]];
            var bits = Values[quads[i]] << 18 | Values[quads[i + 1]] << 12 | (third & 63) << 6 | (fourth & 63);
            decoded[length++] = (byte)(bits >> 16);
            if (third != NoValue)
                decoded[length++] = (byte)(bits >> 8);
            if (fourth == NoValue)
                break;
            decoded[length++] = (byte)bits;
        }

        return length;
    }

    /// <summary>The digit of a value, out of the alphabet of another one.</summary>
    public static byte Encode(int value, byte like) => value switch
    {
        62 => like is (byte)'-' or (byte)'_' ? (byte)'-' : (byte)'+',
        63 => like is (byte)'-' or (byte)'_' ? (byte)'_' : (byte)'/',
        < 26 => (byte)('A' + value),
        < 52 => (byte)('a' + value - 26),
        _ => (byte)('0' + value - 52),
    };

    private static byte[] MakeValues()
    {
        var values = new byte[256];
        Array.Fill(values, NoValue);
        for (var value = 0; value < 64; value++)
            values[Encode(value, (byte)'+')] = values[Encode(value, (byte)'-')] = (byte)value;
        return values;
    }
}
