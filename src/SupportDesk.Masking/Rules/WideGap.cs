using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// What may stand between two groups of one card number when it is more than a single separator: up to four blanks,
/// signs and line ends, or a piece or two of markup, as mail programs, tables and lists put there.
/// </summary>
internal static class WideGap
{
    /// <summary>No gap is longer than this many bytes.</summary>
    public const int MaxLength = 100;

    private const int MostUnits = 4;
    private const int MostPieces = 3; // </p>, a comment, <p>
    private const int LongestPiece = 64;

    /// <summary>Length of the gap that starts at a position, or 0.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Position behind a digit.</param>
    /// <param name="signs">What the gap is made of besides blanks.</param>
    public static int LengthAt(ReadOnlySpan<byte> text, int at, out Signs signs)
    {
        signs = Signs.None;
        int i = at, units = 0, pieces = 0;
        while (i - at < MaxLength)
        {
            var length = PieceAt(text, i);
            if (length > 0 && ++pieces <= MostPieces)
            {
                signs |= Signs.Markup;
            }
            else
            {
                length = UnitAt(text, i, out var sign);
                // Blanks and line ends between pieces of markup only lay it out.
                if (length == 0 || (pieces == 0 && ++units > MostUnits))
                    break;
                signs |= sign;
            }

            i += length;
        }

        if (pieces > 0)
            signs = Signs.Markup;
        return units > MostUnits || pieces > MostPieces || i - at > MaxLength ? 0 : i - at;
    }

    /// <summary>Where the gap begins that ends at a position, behind a digit or a star that hides one; the position itself if there is none.</summary>
    public static int StartOf(ReadOnlySpan<byte> text, int at, out Signs signs)
    {
        signs = Signs.None;
        for (var start = at - 1; start > 0 && at - start <= MaxLength; start--)
            if (Bytes.IsDigitOrStar(text[start - 1]) && LengthAt(text[..at], start, out signs) == at - start)
                return start;
        return at;
    }

    private static int UnitAt(ReadOnlySpan<byte> text, int at, out Signs sign)
    {
        sign = Signs.None;
        if ((uint)at >= (uint)text.Length)
            return 0;
        if (Separator.LengthAt(text, at) is var length and > 0)
        {
            sign = text[at] switch
            {
                (byte)'-' or 0x96 or 0x97 => Signs.Dash,
                (byte)'.' => Signs.Dot,
                (byte)'+' => Signs.Plus,
                0xE2 when Bytes.At(text, at + 1) == 0x80 && Bytes.At(text, at + 2) is >= 0x90 and <= 0x95 => Signs.Dash,
                _ => Separator.IsLineBreak(text, at, length) ? Signs.Line : Signs.None,
            };
            return length;
        }

        sign = text[at] switch
        {
            (byte)'|' => Signs.Bar,
            (byte)'_' => Signs.Underscore,
            (byte)'/' => Signs.Slash,
            (byte)',' or (byte)';' => Signs.Comma,
            (byte)'"' or (byte)'\'' => Signs.Quote,
            (byte)':' => Signs.Colon,
            (byte)'~' => Signs.Tilde,
            (byte)'\\' when !Bytes.StartsWith(text, at, "\\t"u8) => Signs.Backslash,
            0xC2 when Bytes.At(text, at + 1) == 0xB7 => Signs.MiddleDot,
            _ => Signs.None,
        };
        if (sign == Signs.MiddleDot)
            return 2;
        if (sign != Signs.None || text[at] is (byte)'\t' or (byte)'\r') // U+FEFF is seen as the second
            return 1;
        return Bytes.StartsWith(text, at, "\\t"u8) ? 2 : Bytes.StartsWith(text, at, "%09"u8) ? 3 : 0;
    }

    // <p class="x">, </li>, <!-- anything -->
    private static int PieceAt(ReadOnlySpan<byte> text, int at)
    {
        if (Bytes.At(text, at) != '<')
            return 0;
        var rest = text[at..Math.Min(text.Length, at + LongestPiece)];
        if (rest.StartsWith("<!--"u8))
            return rest.IndexOf("-->"u8) is var end and >= 0 ? end + 3 : 0;
        var name = Bytes.At(text, at + 1) == '/' ? at + 2 : at + 1;
        return Bytes.IsAsciiLetter(Bytes.At(text, name)) ? rest.IndexOf((byte)'>') + 1 : 0;
    }

    /// <summary>Kinds of what a gap is made of; blanks of any width count as none.</summary>
    [Flags]
    internal enum Signs
    {
        None = 0,
        Line = 1,
        Dash = 2,
        Dot = 4,
        Plus = 8,
        Bar = 16,
        Underscore = 32,
        Slash = 64,
        Comma = 128,
        Quote = 256,
        Markup = 512,
        Colon = 1024,
        Tilde = 2048,
        Backslash = 4096,
        MiddleDot = 8192,
    }
}
