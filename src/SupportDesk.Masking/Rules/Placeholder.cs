using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Recognises values that hide nothing: masked before, left to be filled in, or a piece of code.</summary>
internal static class Placeholder
{
    private static readonly byte[][] Constants =
    [
        "null"u8.ToArray(), "none"u8.ToArray(), "nil"u8.ToArray(), "true"u8.ToArray(), "false"u8.ToArray(),
        "undefined"u8.ToArray(), "empty"u8.ToArray(), "yes"u8.ToArray(), "no"u8.ToArray(),
        "string"u8.ToArray(), "str"u8.ToArray(), "varchar"u8.ToArray(), "object"u8.ToArray(), "any"u8.ToArray(), "char"u8.ToArray(), "bytes"u8.ToArray(),
    ];

    private static readonly byte[][] Openings =
    [
        "${"u8.ToArray(), "{{"u8.ToArray(), "[filtered]"u8.ToArray(), "<?"u8.ToArray(), "%("u8.ToArray(), "#{"u8.ToArray(),
    ];

    private const int MostSeen = 128; // whole quads of base64

    public static bool StandsAt(ReadOnlySpan<byte> text, in Assignment.Value value)
    {
        var at = value.Start;
        if (IsMasked(text, at))
            return false; // whoever reads the name has hidden it, and says so again
        if (IsStars(text, value))
            return true;
        foreach (var opening in Openings)
            if (Bytes.StartsWith(text, at, opening))
                return true;
        if (value.Terminator.Mode != TerminatorMode.Bare)
            return false;
        if (text[at] is (byte)'[' or (byte)'{' or (byte)'(')
            return true;
        foreach (var constant in Constants)
            if (Bytes.StartsWith(text, at, constant) && !Bytes.IsWord(Bytes.At(text, at + constant.Length)))
                return true;
        return (value.MayBeCode && IsCode(text, at)) || IsParameter(text, value);
    }

    /// <summary>True for <c>[masked:kind]</c>.</summary>
    public static bool IsMasked(ReadOnlySpan<byte> text, int at) => MarkLengthAt(text, at) > 0;

    /// <summary>Length of <c>[masked:kind]</c> at a position, or 0.</summary>
    public static int MarkLengthAt(ReadOnlySpan<byte> text, int at)
    {
        if (Bytes.At(text, at) != '[' || !Bytes.StartsWith(text, at, RuleBook.MaskedOpening))
            return 0;
        var i = at + RuleBook.MaskedOpening.Length;
        while (i < text.Length && Bytes.IsLower(text[i]))
            i++;
        return i < text.Length && text[i] == ']' ? i + 1 - at : 0;
    }

    /// <summary>
    /// True for a value of which another rule has hidden a part, which it would not have been asked about if the value
    /// had been a secret.
    /// </summary>
    public static bool IsPartlyMasked(ReadOnlySpan<byte> text, in Assignment.Value value)
    {
        var seen = value.Peek(text, MostSeen);
        return !IsMasked(text, value.Start) && (seen.IndexOf("****"u8) >= 0 || seen.IndexOf(RuleBook.MaskedOpening) >= 0 || HasStarsInBase64(seen));
    }

    // A random token may hold these characters too, but then it stands for no text.
    private static bool HasStarsInBase64(ReadOnlySpan<byte> seen)
    {
        if (seen.IndexOf("Kioq"u8) < 0)
            return false;
        var digits = seen.TrimEnd(Base64.Padding);
        foreach (var b in digits)
            if (!Base64.IsDigit(b))
                return false;
        if (digits.Length % 4 == 1 || seen.Length - digits.Length > 2)
            return false;
        Span<byte> quads = stackalloc byte[MostSeen];
        quads.Fill(Base64.Padding);
        digits.CopyTo(quads);
        Span<byte> decoded = stackalloc byte[MostSeen / 4 * 3];
        var shown = decoded[..Base64.Decode(quads[..((digits.Length + 3) / 4 * 4)], decoded)];
        return shown.IndexOf("***"u8) >= 0 && !shown.ContainsAnyInRange((byte)0, (byte)0x1F) && !shown.Contains((byte)0x7F);
    }

    private static bool IsStars(ReadOnlySpan<byte> text, in Assignment.Value value)
    {
        var i = value.Start;
        while (i < text.Length && text[i] is (byte)'*' or (byte)'.')
            i++;
        return i > value.Start && (i >= text.Length || value.Terminator.Find(text, value.Start, i, Math.Min(text.Length, i + 1)) == i);
    }

    // password = ?, and :password, @p0, $1 of a query
    private static bool IsParameter(ReadOnlySpan<byte> text, in Assignment.Value value)
    {
        var seen = value.Peek(text, 32);
        if (seen is [(byte)'?'] or [(byte)'%', (byte)'s'])
            return true;
        return seen is [(byte)':' or (byte)'@' or (byte)'$', .. var name]
            && Names.Tail(name, 0) == name.Length
            && Queries.BeginsIn(text, value.Start - 64, value.Start);
    }

    private static readonly WordSet Queries = new("select ", "update ", "insert ", "where ", "values", "set ");

    private static readonly byte[][] Roots =
    [
        "process.env."u8.ToArray(),
        "os.environ"u8.ToArray(),
        "settings."u8.ToArray(),
        "self."u8.ToArray(),
        "this."u8.ToArray(),
        "config."u8.ToArray(),
        "app.config"u8.ToArray(),
        "env."u8.ToArray(),
    ];

    // $name, $row['x'], getenv("X"), config.password, process.env.X
    private static bool IsCode(ReadOnlySpan<byte> text, int at)
    {
        var i = at + (text[at] == '$' ? 1 : 0);
        var start = i;
        var dots = 0;
        while (i < text.Length && (Bytes.IsDigit(text[i]) || Bytes.IsAsciiLetter(text[i]) || text[i] is (byte)'_' or (byte)'.' or (byte)'\\'))
            dots += text[i++] == '.' ? 1 : 0;
        if (i == start || Bytes.IsDigit(text[start]))
            return false;
        var next = Bytes.At(text, i);
        return next == '('
            || (next == '[' && !IsMasked(text, i))
            || (next == '-' && Bytes.At(text, i + 1) == '>')
            || (next == ':' && Bytes.At(text, i + 1) == ':')
            || (text[at] == '$' && (next is (byte)';' or (byte)',' or (byte)')' || Bytes.IsLineEnd(next) || Bytes.IsBlank(next)))
            || (
                dots > 0
                && (next == ';' || (Names.StartsWithAny(text, at, Roots) && (next is (byte)',' or (byte)')' || Bytes.IsLineEnd(next) || Bytes.IsBlank(next))))
            );
    }
}
