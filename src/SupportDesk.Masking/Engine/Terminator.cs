using System.Buffers;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>How the end of a value is recognised.</summary>
internal enum TerminatorMode
{
    /// <summary>An unquoted value of a query string, a setting or a sentence.</summary>
    Bare,

    /// <summary>The rest of a header line.</summary>
    Line,

    /// <summary>A quoted string.</summary>
    Quote,

    /// <summary>The content of an XML or HTML element.</summary>
    Markup,

    /// <summary>A string whose quotes are escaped as <c>\x22</c>, <c>\u0022</c>, <c>%22</c> or <c>&amp;quot;</c>.</summary>
    EscapedQuote,

    /// <summary>The lines between the boundaries of a PEM block; the only value of more than one line.</summary>
    Pem,
}

/// <summary>
/// The end of a value that has begun. Every kind of value but a PEM block ends with its line at the latest, so that one
/// unclosed quote cannot swallow a file.
/// </summary>
/// <param name="Mode">What kind of value it is.</param>
/// <param name="Quote">The quotation mark that opened it, or that encloses the whole header; 0 if none.</param>
/// <param name="Slashes">Backslashes before the opening quotation mark: a string inside a string has some.</param>
internal readonly record struct Terminator(TerminatorMode Mode, byte Quote = 0, int Slashes = 0)
{
    /// <summary>Bytes after a position that may be needed to see whether the value ends there.</summary>
    public const int Ahead = 64;

    private const int PemSample = 32;

    private static readonly SearchValues<byte> BareStops = SearchValues.Create(" \t\r\n\"'`<>\\%&,;|)[]}\u001b"u8);
    private static readonly SearchValues<byte> LineStops = SearchValues.Create("\r\n\\\"'`"u8);
    private static readonly SearchValues<byte> MarkupStops = SearchValues.Create("\r\n<&]"u8);
    private static readonly SearchValues<byte> PemBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-:, "u8);
    private static readonly SearchValues<byte> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);
    private static readonly SearchValues<byte> EscapedStops = SearchValues.Create("\r\n\"\\%&"u8);

    /// <summary>
    /// Finds the end of the value in <c>[from, limit)</c> (or a few backslashes before), or -1. <paramref name="first"/> is where the value
    /// began, or less; the text goes on for <see cref="Ahead"/> bytes after the limit unless the input ends.
    /// </summary>
    public int Find(ReadOnlySpan<byte> text, int first, int from, int limit)
    {
        if (Mode == TerminatorMode.Pem)
            return FindPemEnd(text, first, from, limit);
        for (var i = from; i < limit; i++)
        {
            var next = Mode switch
            {
                TerminatorMode.Bare => text[i..limit].IndexOfAny(BareStops),
                TerminatorMode.Line => text[i..limit].IndexOfAny(LineStops),
                TerminatorMode.Markup => text[i..limit].IndexOfAny(MarkupStops),
                TerminatorMode.EscapedQuote => text[i..limit].IndexOfAny(EscapedStops),
                _ => text[i..limit].IndexOfAny((byte)'\r', (byte)'\n', Quote),
            };
            if (next < 0)
                return -1;
            i += next;
            if (Bytes.IsLineEnd(text[i]))
                return i;
            if (Closes(text, first, i))
                return Mode == TerminatorMode.Quote ? i - Math.Min(Slashes, SlashesBefore(text, first, i)) : i;
        }

        return -1;
    }

    /// <summary>Where a value ends that goes on to the end of the input; a last line break is no part of a PEM block.</summary>
    public int TrimEnd(ReadOnlySpan<byte> text, int first)
    {
        var end = text.Length;
        while (Mode == TerminatorMode.Pem && end > Math.Max(first, text.Length - 2) && Bytes.IsLineEnd(text[end - 1]))
            end--;
        return end;
    }

    // Lines of base64 and header fields go on up to the closing boundary; any other line ends the value before itself.
    private static int FindPemEnd(ReadOnlySpan<byte> text, int first, int from, int limit)
    {
        for (var i = from; i < limit; i++)
        {
            var start = LineStart(text, i);
            if (start == 0 && i > first && PemBytes.Contains(text[i]))
                continue;
            if (start == 0 && i > first)
                return i;
            if (!IsPemLine(text, i + start))
                return i;
            i += Math.Max(0, start - 1);
        }

        return -1;
    }

    // Length of a line break at a position, real or as it stands in a JSON string, or 0.
    private static int LineStart(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        i += text[i] == '\r' ? 1 : Bytes.StartsWith(text, i, "\\r"u8) ? 2 : 0;
        var feed = i < text.Length && text[i] == '\n' ? 1 : Bytes.StartsWith(text, i, "\\n"u8) ? 2 : 0;
        return feed == 0 ? 0 : i + feed - at;
    }

    private static bool IsPemLine(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (i < at + PemSample && i < text.Length && Base64.Contains(text[i]))
            i++;
        if (i >= text.Length || i == at + PemSample || text[i] is (byte)'\r' or (byte)'\n' or (byte)'\\')
            return true;
        // Proc-Type: 4,ENCRYPTED
        while (i < at + PemSample && Bytes.IsIdentifier(Bytes.At(text, i)))
            i++;
        return i > at && Bytes.IsAsciiLetter(text[at]) && text[i..].StartsWith(": "u8);
    }

    private bool Closes(ReadOnlySpan<byte> text, int first, int i) => Mode switch
    {
        TerminatorMode.Bare => ClosesBare(text, i),
        TerminatorMode.Line => ClosesLine(text, i),
        TerminatorMode.Markup => text[i] == '<' || Bytes.StartsWith(text, i, "&lt;"u8) || Bytes.StartsWith(text, i, "]]>"u8),
        TerminatorMode.EscapedQuote => text[i] == '"' || Escapes.QuoteAt(text, i) > 0 || (Quote == '\'' && Escapes.ApostropheAt(text, i) > 0),
        _ => ClosesQuote(text, first, i),
    };

    private bool ClosesQuote(ReadOnlySpan<byte> text, int first, int i)
    {
        var slashes = SlashesBefore(text, first, i);
        return slashes <= Slashes || slashes % (2 * (Slashes + 1)) == Slashes;
    }

    private static int SlashesBefore(ReadOnlySpan<byte> text, int first, int i)
    {
        var slashes = 0;
        while (slashes < Ahead && i - slashes > Math.Max(first, 0) && text[i - slashes - 1] == '\\')
            slashes++;
        return slashes;
    }

    private bool ClosesLine(ReadOnlySpan<byte> text, int i) => text[i] switch
    {
        (byte)'\\' => Bytes.At(text, i + 1) is var next && (next is (byte)'r' or (byte)'n' || (next == Quote && next != 0)),
        (byte)'"' when Quote == 0 => EndsJsonString(text, i + 1),
        _ => text[i] == Quote,
    };

    // A header in the middle of a JSON string; in a header of its own a quotation mark may stand before a comma, too.
    private static bool EndsJsonString(ReadOnlySpan<byte> text, int i)
    {
        if (Bytes.At(text, i) is (byte)'}' or (byte)']')
            return true;
        if (Bytes.At(text, i) != ',')
            return false;
        i++;
        while (Bytes.At(text, i) == ' ')
            i++;
        return Bytes.At(text, i) is (byte)'"' or (byte)'\r' or (byte)'\n';
    }

    // In an unquoted value a delimiter is part of the value unless something that looks like the next field follows.
    private static bool ClosesBare(ReadOnlySpan<byte> text, int i) => text[i] switch
    {
        (byte)'\\' => Escapes.StopAt(text, i),
        (byte)'%' => Bytes.StartsWith(text, i, "%26"u8) || Escapes.QuoteAt(text, i) > 0,
        (byte)'[' => Bytes.StartsWith(text, i, "[\\r]"u8) || Bytes.StartsWith(text, i, "[\\n]"u8), // a wire log's line end
        (byte)'&' => Escapes.QuoteAt(text, i) > 0 || Escapes.ApostropheAt(text, i) > 0 || Bytes.StartsWith(text, i, "&lt;"u8)
            || EndsField(text, Bytes.StartsWith(text, i, "&amp;"u8) ? i + 5 : i + 1),
        (byte)',' or (byte)';' or (byte)'|' or (byte)')' or (byte)']' or (byte)'}' => EndsField(text, i + 1),
        (byte)'>' => Bytes.At(text, i + 1) is (byte)'<' or (byte)'\n' or (byte)'\r', // the end of a tag
        _ => true,
    };

    private static bool EndsField(ReadOnlySpan<byte> text, int i)
    {
        var b = Bytes.At(text, i);
        if (
            Bytes.IsBlank(b)
            || Bytes.IsLineEnd(b)
            || b is (byte)'"' or (byte)'\'' or (byte)'<' or (byte)',' or (byte)';' or (byte)')' or (byte)']' or (byte)'}'
        )
            return true;
        if (b == '\\')
            return Escapes.StopAt(text, i);
        var start = i;
        // A connection string has keys of two words.
        var words = text[start - 1] == ';';
        while (
            i < start + 40
            && i < text.Length
            && (
                Bytes.IsIdentifier(text[i])
                || text[i] is (byte)'[' or (byte)']' or (byte)'*'
                || (words && text[i] == ' ' && Bytes.IsAsciiLetter(Bytes.At(text, i + 1)))
            )
        )
            i++;
        return i > start && (Bytes.At(text, i) is (byte)'=' or (byte)':' || Bytes.StartsWith(text, i, "%3d"u8));
    }
}
