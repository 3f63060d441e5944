namespace SupportDesk.Masking.Text;

/// <summary>
/// Knows what may stand between two digits of one number: a blank, dash, dot, plus or line break, and the same as
/// escapes of URLs, JSON, HTML and quoted-printable, and characters that nobody sees; colour codes of terminals may stand around it or instead of it.
/// </summary>
internal static class Separator
{
    /// <summary>No separator is longer than this many bytes.</summary>
    public const int MaxLength = 40;

    private const int LongestColour = 16;

    private static readonly byte[][] Escape = ["\\u001b"u8.ToArray(), "\\x1b"u8.ToArray(), "\\033"u8.ToArray(), "\\e"u8.ToArray()];

    private static readonly byte[][] InUrls =
    [
        "%C2%A0"u8.ToArray(), "%C2%AD"u8.ToArray(), "%EF%BB%BF"u8.ToArray(), "%E2%80%89"u8.ToArray(), "%E2%80%AF"u8.ToArray(), "%E2%80%8B"u8.ToArray(),
        "%E2%80%8E"u8.ToArray(), "%E2%81%A0"u8.ToArray(), "%0D%0A"u8.ToArray(),
        "%20"u8.ToArray(), "%2B"u8.ToArray(), "%2D"u8.ToArray(), "%2E"u8.ToArray(), "%A0"u8.ToArray(), "%0A"u8.ToArray(),
    ];

    private static readonly byte[][] InHtml =
    [
        "&nbsp;"u8.ToArray(), "&#160;"u8.ToArray(), "&#xA0;"u8.ToArray(), "&thinsp;"u8.ToArray(), "&#8201;"u8.ToArray(),
        "&emsp;"u8.ToArray(), "&ensp;"u8.ToArray(), "&#8194;"u8.ToArray(), "&#8195;"u8.ToArray(), "&shy;"u8.ToArray(), "&#173;"u8.ToArray(),
        "&zwnj;"u8.ToArray(), "&zwj;"u8.ToArray(), "&lrm;"u8.ToArray(), "&rlm;"u8.ToArray(), "&#8203;"u8.ToArray(), "&#8288;"u8.ToArray(),
        "&#x200B;"u8.ToArray(), "&#xAD;"u8.ToArray(), "&#xFEFF;"u8.ToArray(), "&#x2009;"u8.ToArray(), "&#x202F;"u8.ToArray(), "&#8239;"u8.ToArray(),
        "&#32;"u8.ToArray(), "&#x20;"u8.ToArray(), "&#45;"u8.ToArray(), "&#x2D;"u8.ToArray(), "&ndash;"u8.ToArray(), "&mdash;"u8.ToArray(),
        "&minus;"u8.ToArray(), "&hyphen;"u8.ToArray(), "&#8211;"u8.ToArray(), "&#8212;"u8.ToArray(), "&#x2013;"u8.ToArray(), "&#x2014;"u8.ToArray(),
        "&#x2003;"u8.ToArray(), "&#x2002;"u8.ToArray(), "&#x2060;"u8.ToArray(),
    ];

    private static readonly byte[][] InStrings =
    [
        "\\u0020"u8.ToArray(), "\\u00A0"u8.ToArray(), "\\u2009"u8.ToArray(), "\\u202F"u8.ToArray(), "\\u002D"u8.ToArray(),
        "\\x20"u8.ToArray(), "\\u00AD"u8.ToArray(), "\\u200B"u8.ToArray(), "\\u200E"u8.ToArray(), "\\u2060"u8.ToArray(), "\\uFEFF"u8.ToArray(),
        "\\xC2\\xA0"u8.ToArray(), "\\xA0"u8.ToArray(), "\\r\\n"u8.ToArray(), "\\n"u8.ToArray(),
    ];

    /// <summary>Length of the separator that starts at a position, or 0.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text, int at)
    {
        var colours = MayBeColour(text, at) ? ColoursAt(text, at) : 0;
        var plain = PlainAt(text, at + colours);
        if (plain == 0)
            return colours;
        var end = colours + plain;
        return MayBeColour(text, at + end) ? end + ColoursAt(text, at + end) : end;
    }

    private static bool MayBeColour(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length && text[at] is 0x1B or (byte)'\\';

    private static int PlainAt(ReadOnlySpan<byte> text, int at)
    {
        if ((uint)at >= (uint)text.Length)
            return 0;
        switch (text[at])
        {
            case (byte)'-': // a mail client may have wrapped the line behind it
                return 1 + LineBreak(text, at + 1);
            case (byte)' ' or (byte)'.' or (byte)'+':
            case 0xA0 or 0x9A: // no-break space of windows-1251 and of koi8-r
            case 0x96 or 0x97: // dashes of windows-1251
                return 1;
            case (byte)'\n' or (byte)'\r':
                return LineBreak(text, at);
            case (byte)'=': // quoted-printable, RFC 2045 section 6.7
                return LineBreak(text, at + 1) is var soft and > 0 ? 1 + soft : 0;
            case 0xC2:
                return Bytes.At(text, at + 1) is 0xA0 or 0xAD ? 2 : 0;
            case 0xEF:
                return Bytes.At(text, at + 1) == 0xBB && Bytes.At(text, at + 2) == 0xBF ? 3 : 0;
            case 0xE2 or 0xE3:
                return IsWide(text, at) ? 3 : 0;
            case (byte)'%':
                return LongestOf(InUrls, text, at);
            case (byte)'&':
                return LongestOf(InHtml, text, at);
            case (byte)'\\':
                return LongestOf(InStrings, text, at);
            default:
                return 0;
        }
    }

    /// <summary>Length of a blank above ASCII at a position, or 0: of no break, thin, ideographic.</summary>
    public static int BlankAt(ReadOnlySpan<byte> text, int at) => text[at] switch
    {
        0xA0 => 1,
        0xC2 => PlainAt(text, at),
        0xE2 or 0xE3 when IsWide(text, at) && text[at + 1] != 0x88 && text[at + 2] is not (>= 0x90 and <= 0x95) => 3,
        _ => 0,
    };

    /// <summary>True when the separator at a position breaks the line.</summary>
    public static bool IsLineBreak(ReadOnlySpan<byte> text, int at, int length) =>
        text.Slice(at, length) is var separator
        && (separator.ContainsAny("\n\r"u8) || separator.IndexOf("\\n"u8) >= 0 || separator.IndexOf("%0"u8) >= 0);

    /// <summary>Length of the separator that ends right before a position, or 0.</summary>
    public static int LengthBefore(ReadOnlySpan<byte> text, int at)
    {
        if (at == 0)
            return 0;
        var last = text[at - 1];
        if (last == ' ' && at > 2 && text[at - 2] == '>' && text[at - 3] == '\n')
            return at > 3 && text[at - 4] == '\r' ? 4 : 3;
        if (last is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'+')
            return 1;
        if (last < 0x80 && last is not ((byte)'\n' or (byte)';' or (byte)'m' or (byte)'K' or (byte)'n' or (byte)'>') && !Bytes.IsHex(last))
            return 0;
        for (var length = Math.Min(MaxLength, at); length > 0; length--)
            if (LengthAt(text[..at], at - length) == length)
                return length;
        return 0;
    }

    // General punctuation spaces U+2000 to U+200A, U+202F, U+205F, U+3000; dashes U+2010 to U+2015; minus U+2212; and what
    // nobody sees: U+200B to U+200F, U+202A to U+202E, U+2060 to U+206F.
    private static bool IsWide(ReadOnlySpan<byte> text, int at)
    {
        if (at + 2 >= text.Length)
            return false;
        byte second = text[at + 1], third = text[at + 2];
        return (text[at], second) switch
        {
            (0xE2, 0x80) => third is (>= 0x80 and <= 0x8F) or (>= 0x90 and <= 0x95) or (>= 0xAA and <= 0xAF),
            (0xE2, 0x81) => third is 0x9F or (>= 0xA0 and <= 0xAF),
            (0xE2, 0x88) => third == 0x92,
            (0xE3, 0x80) => third == 0x80,
            _ => false,
        };
    }

    // A quoted line of a letter begins with ">".
    private static int LineBreak(ReadOnlySpan<byte> text, int at)
    {
        var length = Bytes.At(text, at) == '\r' ? 1 : 0;
        if (at + length >= text.Length || text[at + length] != '\n')
            return 0;
        length++;
        if (Bytes.At(text, at + length) == '>')
            length += Bytes.At(text, at + length + 1) == ' ' ? 2 : 1;
        return length;
    }

    /// <summary>Length of one or two colour codes of terminals at a position, or 0.</summary>
    public static int ColoursAt(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (i < at + 2 * LongestColour && Bytes.At(text, i) is 0x1B or (byte)'\\' && ColourCode(text, i) is var length and > 0)
            i += length;
        return i - at;
    }

    // ESC [ digits and semicolons m; the first character may be written as an escape
    private static int ColourCode(ReadOnlySpan<byte> text, int at)
    {
        var start = at;
        if (text[at] == 0x1B)
            at++;
        else if (LongestOf(Escape, text, at) is var escape and > 0)
            at += escape;
        if (at == start || Bytes.At(text, at) != '[')
            return 0;
        for (var i = at + 1; i < text.Length && i - start < LongestColour; i++)
        {
            if (text[i] is (byte)'m' or (byte)'K') // colour, and the end of the line cleared
                return i - start + 1;
            if (!Bytes.IsDigit(text[i]) && text[i] != ';')
                return 0;
        }

        return 0;
    }

    private static int LongestOf(byte[][] literals, ReadOnlySpan<byte> text, int at)
    {
        foreach (var literal in literals)
            if (EqualsIgnoreCase(text, at, literal))
                return literal.Length;
        return 0;
    }

    private static bool EqualsIgnoreCase(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> literal)
    {
        if (at + literal.Length > text.Length)
            return false;
        for (var i = 0; i < literal.Length; i++)
        {
            var b = text[at + i];
            if (b != literal[i] && !(Bytes.IsAsciiLetter(b) && (b | 0x20) == (literal[i] | 0x20)))
                return false;
        }

        return true;
    }
}
