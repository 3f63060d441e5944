namespace SupportDesk.Masking.Text;

/// <summary>Knows characters that are written as escapes in URLs, JSON, HTML and nginx logs.</summary>
internal static class Escapes
{
    /// <summary>Length of an escaped double quotation mark at a position, or 0.</summary>
    public static int QuoteAt(ReadOnlySpan<byte> text, int at) => Bytes.At(text, at) switch
    {
        (byte)'\\' when Bytes.StartsWith(text, at, "\\x22"u8) => 4,
        (byte)'\\' when Bytes.StartsWith(text, at, "\\u0022"u8) => 6,
        (byte)'%' when Bytes.StartsWith(text, at, "%22"u8) => 3,
        (byte)'&' when Bytes.StartsWith(text, at, "&quot;"u8) => 6,
        (byte)'&' when Bytes.StartsWith(text, at, "&#34;"u8) => 5,
        _ => 0,
    };

    /// <summary>Length of an apostrophe that is escaped for HTML or a URL at a position, or 0.</summary>
    public static int ApostropheAt(ReadOnlySpan<byte> text, int at) => Bytes.At(text, at) switch
    {
        (byte)'&' when Bytes.StartsWith(text, at, "&#x27;"u8) || Bytes.StartsWith(text, at, "&apos;"u8) || Bytes.StartsWith(text, at, "&#039;"u8) => 6,
        (byte)'&' when Bytes.StartsWith(text, at, "&#39;"u8) => 5,
        (byte)'%' when Bytes.StartsWith(text, at, "%27"u8) => 3,
        _ => 0,
    };

    /// <summary>True when a backslash at a position starts an escape that ends an unquoted value.</summary>
    public static bool StopAt(ReadOnlySpan<byte> text, int at) =>
        Bytes.At(text, at + 1) is (byte)'r' or (byte)'n' or (byte)'t' or (byte)'"' or (byte)'\'' or (byte)'\\'
        || QuoteAt(text, at) > 0 || Separator.ColoursAt(text, at) > 0 || Bytes.StartsWith(text, at, "\\u0026"u8);

    /// <summary>True when a character escape such as <c>%22</c>, or a colour code, ends right before a position.</summary>
    public static bool EndsAt(ReadOnlySpan<byte> text, int at) =>
        (at >= 3 && text[at - 3] == '%' && AreHex(text[(at - 2)..at]))
        || (at >= 4 && Bytes.StartsWith(text, at - 4, "\\x"u8) && AreHex(text[(at - 2)..at]))
        || (at >= 6 && Bytes.StartsWith(text, at - 6, "\\u"u8) && AreHex(text[(at - 4)..at]))
        || (at >= 3 && text[at - 1] is (byte)'m' or (byte)'K' && Separator.LengthBefore(text, at) > 0);

    /// <summary>
    /// How many of the bytes from a position on belong to a character escape (<c>%22</c>, <c>\x22</c>,
    /// <c>\u0022</c>) that begins before it, and so are not digits of a number.
    /// </summary>
    public static int Overhang(ReadOnlySpan<byte> text, int at)
    {
        for (var back = 1; back <= 5 && back <= at; back++)
        {
            var b = text[at - back];
            var size = b switch
            {
                (byte)'%' => 3,
                (byte)'x' when at > back && text[at - back - 1] == '\\' => 3,
                (byte)'u' when at > back && text[at - back - 1] == '\\' => 5,
                _ => 0,
            };
            if (size > back)
            {
                var end = at - back + size;
                return end <= text.Length && AreHex(text[(at - back + 1)..end]) ? size - back : 0;
            }

            if (!Bytes.IsHex(b))
                return 0;
        }

        return 0;
    }

    private static bool AreHex(ReadOnlySpan<byte> digits)
    {
        foreach (var b in digits)
            if (!Bytes.IsHex(b))
                return false;
        return true;
    }
}
