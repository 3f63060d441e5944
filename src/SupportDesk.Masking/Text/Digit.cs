using System.Runtime.CompilerServices;

namespace SupportDesk.Masking.Text;

/// <summary>
/// Decimal digits: ASCII, and in UTF-8 full-width (U+FF10 to U+FF19), Arabic-Indic (U+0660 to U+0669) and extended
/// Arabic-Indic (U+06F0 to U+06F9). In UTF-16 the view shows all of them as ASCII.
/// </summary>
internal static class Digit
{
    /// <summary>Length in bytes of the digit at a position, or 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthAt(ReadOnlySpan<byte> text, int at)
    {
        if ((uint)at >= (uint)text.Length)
            return 0;
        var b = text[at];
        if (Bytes.IsDigit(b))
            return 1;
        return b < 0xD9 ? 0 : WideLengthAt(text, at);
    }

    private static int WideLengthAt(ReadOnlySpan<byte> text, int at) =>
        text[at] switch
        {
            0xD9 when Bytes.At(text, at + 1) is >= 0xA0 and <= 0xA9 => 2,
            0xDB when Bytes.At(text, at + 1) is >= 0xB0 and <= 0xB9 => 2,
            0xEF when Bytes.At(text, at + 1) == 0xBC && Bytes.At(text, at + 2) is >= 0x90 and <= 0x99 => 3,
            _ => 0,
        };

    /// <summary>Value of a digit of the given length.</summary>
    public static byte ValueAt(ReadOnlySpan<byte> text, int at, int length) => (byte)(text[at + length - 1] & 15);

    /// <summary>True when a digit ends right before a position.</summary>
    public static bool EndsAt(ReadOnlySpan<byte> text, int at) =>
        at > 0 && (Bytes.IsDigit(text[at - 1]) || (text[at - 1] >= 0x80 && (LengthAt(text[..at], at - 2) == 2 || LengthAt(text[..at], at - 3) == 3)));
}
