namespace SupportDesk.Masking.Text;

/// <summary>Lets UTF-16 be looked at as if it were windows-1251, one byte for each code unit.</summary>
internal static class Utf16
{
    /// <summary>Bytes at the start of the input that are looked at, if there are so many.</summary>
    public const int DetectionLength = 64;

    private const int ShortestWithoutMark = 8;
    private const byte Other = 0x98; // has no character in windows-1251

    /// <summary>Decides by the byte order mark, or without one by the high bytes of Latin and Russian letters, signs and frames.</summary>
    public static TextEncoding Detect(ReadOnlySpan<byte> first)
    {
        if (first is [0xFF, 0xFE, ..])
            return TextEncoding.Utf16LittleEndian;
        if (first is [0xFE, 0xFF, ..])
            return TextEncoding.Utf16BigEndian;
        if (first.Length < ShortestWithoutMark)
            return TextEncoding.EightBit;
        int little = HighBytes(first, 1), big = HighBytes(first, 0);
        if (Math.Max(little, big) * 4 < first.Length)
            return TextEncoding.EightBit;
        return little >= big ? TextEncoding.Utf16LittleEndian : TextEncoding.Utf16BigEndian;
    }

    public static void Narrow(ReadOnlySpan<byte> units, Span<byte> view, TextEncoding format)
    {
        var low = format == TextEncoding.Utf16LittleEndian ? 0 : 1;
        for (var i = 0; i + 1 < units.Length; i += 2)
            view[i / 2] = Narrow((char)(units[i + low] | units[i + 1 - low] << 8));
    }

    public static byte[] Widen(ReadOnlySpan<byte> ascii, TextEncoding format)
    {
        if (format == TextEncoding.EightBit)
            return ascii.ToArray();
        var wide = new byte[2 * ascii.Length];
        for (var i = 0; i < ascii.Length; i++)
            wide[format == TextEncoding.Utf16LittleEndian ? 2 * i : 2 * i + 1] = ascii[i];
        return wide;
    }

    private static byte Narrow(char c) => c switch
    {
        < '\x80' => (byte)c,
        (>= 'А' and <= 'я') or 'Ё' or 'ё' or '№' => Word.Windows1251(c),
        '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000' => 0xA0,
        '\u00AD' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') => 0xA0, // nobody sees them
        (>= '\u2010' and <= '\u2015') or '\u2212' => (byte)'-',
        >= '\uFF10' and <= '\uFF19' => (byte)('0' + (c - '\uFF10')),
        >= '\u0660' and <= '\u0669' => (byte)('0' + (c - '\u0660')),
        >= '\u06F0' and <= '\u06F9' => (byte)('0' + (c - '\u06F0')),
        '\u2022' or '\u25CF' => (byte)'*',
        '\u00B7' => (byte)'~', // both stand between groups only
        '\uFEFF' => (byte)'\r', // the byte order mark: a line begins after it
        _ => Other,
    };

    // How many bytes in every second place are those of Latin or Russian letters or of frames; 8-bit text has few. A zero
    // character says that this is no text.
    private static int HighBytes(ReadOnlySpan<byte> first, int odd)
    {
        int signs = 0, frames = 0, starts = 0;
        for (var i = 0; i + 1 < first.Length; i += 2)
        {
            byte high = first[i + odd], low = first[i + 1 - odd];
            if (high == 0 && low == 0)
                return 0;
            signs += high is 0x00 or 0x04 ? 1 : 0;
            frames += high == 0x25 ? 1 : 0;
            starts += high == 0x25 && low < 0x08 ? 1 : 0; // U+2500: 8-bit text does not have such a low byte
        }

        return signs + (2 * starts >= frames ? frames : 0);
    }
}
