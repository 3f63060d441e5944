namespace SupportDesk.Masking.Text;

/// <summary>Classes of single bytes in ASCII-compatible text.</summary>
internal static class Bytes
{
    public static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    /// <summary>A digit, or the star that hides one.</summary>
    public static bool IsDigitOrStar(byte b) => IsDigit(b) || b == '*';

    public static bool IsAsciiLetter(byte b) => (uint)((b | 0x20) - 'a') <= 'z' - 'a';

    public static bool IsLower(byte b) => (uint)(b - 'a') <= 'z' - 'a';

    public static bool IsUpper(byte b) => (uint)(b - 'A') <= 'Z' - 'A';

    public static bool IsHex(byte b) => IsDigit(b) || (uint)((b | 0x20) - 'a') <= 5;

    /// <summary>Letters, digits, underscore and every byte above ASCII, so letters of all Russian encodings count.</summary>
    public static bool IsWord(byte b) => IsDigit(b) || IsAsciiLetter(b) || b == '_' || b >= 0x80;

    public static bool IsIdentifier(byte b) => IsDigit(b) || IsAsciiLetter(b) || b is (byte)'_' or (byte)'-';

    public static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t';

    public static bool IsLineEnd(byte b) => b is (byte)'\n' or (byte)'\r';

    public static bool IsDigitAt(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length && IsDigit(text[at]);

    /// <summary>The byte at a position, or a line feed where the text ends.</summary>
    public static byte At(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length ? text[at] : (byte)'\n';

    /// <summary>Compares with a lower-case ASCII literal, ignoring case.</summary>
    public static bool StartsWith(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> lower)
    {
        if (at < 0 || at + lower.Length > text.Length)
            return false;
        for (var i = 0; i < lower.Length; i++)
        {
            var b = text[at + i];
            if (b != lower[i] && !(IsUpper(b) && (b | 0x20) == lower[i]))
                return false;
        }

        return true;
    }
}
