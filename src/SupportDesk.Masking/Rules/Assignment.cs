using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Finds the value that belongs to a name: after <c>=</c> or <c>:</c> in query strings, JSON, settings and code,
/// in <c>define('NAME', 'value')</c>, in a setter's brackets, in an XML element or attribute, in a HAR header, in
/// serialized PHP, behind an option of a command line.
/// </summary>
internal static class Assignment
{
    private const int MostBlanks = 8;
    private const int LongestAttributes = 200;
    private static readonly byte[][] Directives =
    [
        "setenv "u8.ToArray(),
        "fastcgi_param "u8.ToArray(),
        "proxy_set_header "u8.ToArray(),
        "uwsgi_param "u8.ToArray(),
        "add_header "u8.ToArray(),
        "env "u8.ToArray(),
        "setx "u8.ToArray(),
    ];

    /// <summary>Reads on after a name and says where its value starts and how it will end.</summary>
    /// <param name="text">The text around the name.</param>
    /// <param name="nameStart">Where the name starts.</param>
    /// <param name="nameEnd">Where it ends.</param>
    /// <param name="found">The value, if the result is true.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, int nameStart, int nameEnd, out Value found)
    {
        found = default;
        var i = SkipQuote(text, nameEnd);
        var quoted = i > nameEnd;
        if (Bytes.At(text, i) is (byte)']' or (byte)')')
            i++;
        else if (Bytes.StartsWith(text, i, "%5d"u8))
            i += 3;
        var before = i;
        i = SkipBlanks(text, i);
        var variable = nameStart > 0 && text[nameStart - 1] == '$';
        var connector = i;
        if (!TryConnect(text, nameStart, before, quoted, variable, ref i, out var element))
            return false;
        if (element)
        {
            i += Bytes.StartsWith(text, i, "<![cdata["u8) ? 9 : 0;
            found = new Value(i, new Terminator(TerminatorMode.Markup), false, (byte)'>');
            return !IsNothing(text, found);
        }

        var sign = Bytes.At(text, connector);
        var spaced = i < text.Length && Bytes.IsBlank(text[i]);
        i = SkipBlanks(text, SkipAnnotation(text, i));
        i = SkipType(text, i + Separator.ColoursAt(text, i));
        // ["value"], as headers stand in some logs
        if (Bytes.At(text, i) == '[' && SkipQuote(text, i + 1) > i + 1)
            i++;
        var terminator = Open(text, ref i);
        found = new Value(i, terminator, spaced || variable, sign);
        return !IsNothing(text, found);
    }

    /// <summary>The position after one quotation mark, plain or escaped, or the same position.</summary>
    public static int SkipQuote(ReadOnlySpan<byte> text, int at)
    {
        if (Escapes.QuoteAt(text, at) is var length and > 0 || (length = Escapes.ApostropheAt(text, at)) > 0)
            return at + length;
        var i = at;
        while (i < at + 7 && Bytes.At(text, i) == '\\')
            i++;
        return Bytes.At(text, i) is (byte)'"' or (byte)'\'' or (byte)'`' ? i + 1 : at;
    }

    public static int SkipBlanks(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (i < at + MostBlanks && i < text.Length)
        {
            if (Bytes.IsBlank(text[i]))
                i++;
            else if (text[i] >= 0x80 && Separator.BlankAt(text, i) is var length and > 0)
                i += length;
            else
                break;
        }

        return i;
    }

    private static bool TryConnect(ReadOnlySpan<byte> text, int nameStart, int before, bool quoted, bool variable, ref int i, out bool element)
    {
        element = false;
        switch (Bytes.At(text, i))
        {
            case (byte)'=':
                i += Bytes.At(text, i + 1) == '>' ? 2 : Bytes.StartsWith(text, i, "=3d"u8) ? 3 : 1;
                while (Bytes.At(text, i) == '=' && i < text.Length)
                    i++;
                if (text[i - 1] == '>')
                    i = SkipLine(text, i);
                return true;
            case (byte)':' when !variable:
                i += Bytes.At(text, i + 1) == '=' ? 2 : 1;
                return true;
            case (byte)'%' when Bytes.StartsWith(text, i, "%3d"u8) || Bytes.StartsWith(text, i, "%3a"u8):
                i += 3;
                return true;
            case (byte)'\\' when Bytes.StartsWith(text, i, "\\u003d"u8):
                i += 6;
                return true;
            case (byte)'>' when IsInOpeningTag(text, nameStart):
                i++;
                element = true;
                return true;
            case (byte)'<' when Bytes.StartsWith(text, i, "</t"u8):
                return TryNextCell(text, ref i, out element);
            case (byte)'&' when Bytes.StartsWith(text, i, "&gt;"u8) && Bytes.StartsWith(text, nameStart - 4, "&lt;"u8):
                i += 4;
                element = true;
                return true;
            case (byte)',' when quoted:
                return TryNextArgument(text, ref i);
            case (byte)';' when quoted:
                return TrySerialized(text, ref i);
            case (byte)'v' or (byte)'c' when i > before && (quoted || IsNameAttribute(text, nameStart + 1)) && SecondAttribute(text, i) is var length and > 0:
                i += length;
                return true;
            case (byte)'t' or (byte)'T' or (byte)'x' when i > before && IsInOpeningTag(text, nameStart):
                return TryElement(text, ref i, out element);
            case (byte)'>' when quoted && IsNameAttribute(text, nameStart):
                i++;
                element = true;
                return true;
            case (byte)'(' when !quoted && i == before:
                i++;
                return SkipQuote(text, i) > i;
            default:
                return i > before
                    && (Bytes.StartsWith(text, nameStart, "--"u8) || FollowsDirective(text, nameStart))
                    && Bytes.At(text, i) is not ((byte)'-' or (byte)'|' or (byte)'>' or (byte)'<');
        }
    }

    // SetEnv NAME value; proxy_set_header NAME "value";
    private static bool FollowsDirective(ReadOnlySpan<byte> text, int nameStart)
    {
        foreach (var directive in Directives)
            if (Bytes.StartsWith(text, nameStart - directive.Length, directive))
                return true;
        return false;
    }

    // s:9:"password1";s:8:"…": a string of so many bytes
    private static bool TrySerialized(ReadOnlySpan<byte> text, ref int i)
    {
        if (!Bytes.StartsWith(text, i, ";s:"u8))
            return false;
        var at = i + 3;
        while (Bytes.IsDigitAt(text, at))
            at++;
        if (Bytes.At(text, at) != ':' || SkipQuote(text, at + 1) == at + 1)
            return false;
        i = at + 1;
        return true;
    }

    // <td>password</td><td class="…"><pre>…
    private static bool TryNextCell(ReadOnlySpan<byte> text, ref int i, out bool element)
    {
        element = false;
        var at = SkipLine(text, i + 5);
        if (!(Bytes.StartsWith(text, i, "</td>"u8) || Bytes.StartsWith(text, i, "</th>"u8)) || !Bytes.StartsWith(text, at, "<td"u8))
            return false;
        while (
            Bytes.At(text, at) == '<'
            && Bytes.At(text, at + 1) != '/'
            && text[at..Math.Min(text.Length, at + LongestAttributes)].IndexOf((byte)'>') is var end and > 0
        )
            at += end + 1;
        i = at;
        element = SkipQuote(text, at) == at;
        return true;
    }

    // <password, <ns:password
    private static bool IsInOpeningTag(ReadOnlySpan<byte> text, int nameStart)
    {
        if (Bytes.At(text, nameStart - 1) == ':')
            nameStart = Names.Head(text, nameStart - 1);
        return Bytes.At(text, nameStart - 1) == '<';
    }

    private static int SecondAttribute(ReadOnlySpan<byte> text, int at) =>
        Bytes.StartsWith(text, at, "value="u8) ? 6 : Bytes.StartsWith(text, at, "content="u8) ? 8 : 0;

    // <wsse:Password Type="…">: the content begins behind the attributes.
    private static bool TryElement(ReadOnlySpan<byte> text, ref int i, out bool element)
    {
        var end = text[i..Math.Min(text.Length, i + LongestAttributes)].IndexOfAny((byte)'>', (byte)'<', (byte)'\n');
        element = end > 0 && text[i + end] == '>' && text[i + end - 1] != '/';
        i += element ? end + 1 : 0;
        return element;
    }

    private static bool IsNameAttribute(ReadOnlySpan<byte> text, int nameStart)
    {
        var before = text[..Math.Max(0, nameStart - 1)];
        return before.EndsWith("name="u8) || before.EndsWith("key="u8);
    }

    // define('NAME', 'value'), and {"name":"Cookie","value":"…"} of a HAR file
    private static bool TryNextArgument(ReadOnlySpan<byte> text, ref int i)
    {
        i = SkipLine(text, i + 1);
        var inside = SkipQuote(text, i);
        if (inside == i)
            return false;
        if (!Bytes.StartsWith(text, inside, "value"u8))
            return true;
        var colon = SkipBlanks(text, SkipQuote(text, inside + 5));
        if (Bytes.At(text, colon) != ':')
            return true;
        i = colon + 1;
        return true;
    }

    private static int SkipLine(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (i < at + 40 && i < text.Length && (Bytes.IsBlank(text[i]) || Bytes.IsLineEnd(text[i])))
            i++;
        return i;
    }

    // var_dump writes string(9) before a string; Python and C# may write one letter before it.
    private static int SkipType(ReadOnlySpan<byte> text, int at)
    {
        if (Bytes.StartsWith(text, at, "string("u8))
        {
            var i = at + 7;
            while (Bytes.IsDigitAt(text, i))
                i++;
            if (Bytes.At(text, i) == ')')
                return SkipBlanks(text, i + 1);
        }

        return Bytes.At(text, at) is (byte)'b' or (byte)'u' or (byte)'r' or (byte)'f' or (byte)'N' or (byte)'@' && SkipQuote(text, at + 1) > at + 1
            ? at + 1
            : at;
    }

    // The type between a name and its value: password: str = "…"
    private static int SkipAnnotation(ReadOnlySpan<byte> text, int at)
    {
        var i = Names.Tail(text, SkipBlanks(text, at));
        var sign = SkipBlanks(text, i);
        return i > at && Bytes.At(text, sign) == '=' && Bytes.IsBlank(Bytes.At(text, sign - 1)) && Bytes.IsBlank(Bytes.At(text, sign + 1)) ? sign + 1 : at;
    }

    private static Terminator Open(ReadOnlySpan<byte> text, ref int i)
    {
        var inside = SkipQuote(text, i);
        if (inside == i)
            return new Terminator(TerminatorMode.Bare);
        var escaped = Escapes.QuoteAt(text, i) > 0;
        var apostrophe = Escapes.ApostropheAt(text, i) > 0;
        var slashes = inside - 1 - i;
        i = inside;
        return escaped || apostrophe
            ? new Terminator(TerminatorMode.EscapedQuote, apostrophe ? (byte)'\'' : (byte)0)
            : new Terminator(TerminatorMode.Quote, text[inside - 1], slashes);
    }

    private static bool IsNothing(ReadOnlySpan<byte> text, in Value value) =>
        value.IsShorterThan(text, 1) || Placeholder.StandsAt(text, value);

    /// <param name="Start">Its first byte.</param>
    /// <param name="Terminator">How it ends.</param>
    /// <param name="MayBeCode">True when it stands where code would have an expression.</param>
    /// <param name="Operator">First byte of what connects it with its name.</param>
    internal readonly record struct Value(int Start, Terminator Terminator, bool MayBeCode, byte Operator)
    {
        /// <summary>True when the value is shorter than so many bytes.</summary>
        public bool IsShorterThan(ReadOnlySpan<byte> text, int length) =>
            Start + length > text.Length
            || (Terminator.Find(text, Start, Start, Math.Min(text.Length, Start + length + Terminator.Slashes)) is var end && end >= 0 && end < Start + length);

        /// <summary>The value as far as it can be seen, at most so many bytes.</summary>
        public ReadOnlySpan<byte> Peek(ReadOnlySpan<byte> text, int length)
        {
            var limit = Math.Min(text.Length, Start + length);
            var end = Terminator.Find(text, Start, Start, limit);
            return text[Start..(end < 0 ? limit : end)];
        }
    }
}
