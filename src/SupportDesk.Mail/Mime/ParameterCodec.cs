using System.Globalization;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>Reads and writes parameters: RFC 2045 section 5.1, RFC 2231, and encoded words inside values as Outlook and 1C write them.</summary>
internal static class ParameterCodec
{
    private const int MaxParameters = 200;
    private static readonly System.Buffers.SearchValues<char> Specials = System.Buffers.SearchValues.Create("()<>@,;:\\\"/[]?=");
    private const string AttributeChars = "!#$&+-.^_`|~";

    internal static bool IsToken(ReadOnlySpan<char> text) =>
        !text.IsEmpty && text.IndexOfAnyExceptInRange('!', '~') < 0 && text.IndexOfAny(Specials) < 0;

    /// <summary>Reads what follows the first semicolon of the field.</summary>
    internal static void Read(string text, int start, ParameterList target)
    {
        var pieces = new List<Piece>();
        var at = start;
        while (at < text.Length && pieces.Count < MaxParameters)
        {
            while (at < text.Length && (text[at] is ';' || char.IsWhiteSpace(text[at]))) at++;
            var nameStart = at;
            while (at < text.Length && text[at] is not ('=' or ';')) at++;
            var name = text.AsSpan(nameStart, at - nameStart).Trim();
            if (at >= text.Length || text[at] == ';') continue;
            at++;
            var value = ReadValue(text, ref at);
            if (!name.IsEmpty) pieces.Add(Piece.Of(name, value));
        }
        foreach (var group in pieces.GroupBy(p => p.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (!IsToken(group.Key) || target.Contains(group.Key)) continue;
            target.Add(group.Key, Join([.. group]));
        }
    }

    /// <summary>Writes one parameter; more than one string when it needs continuations. No piece holds a line break.</summary>
    internal static IEnumerable<string> Render(string name, string value)
    {
        const int pieceLength = 60;
        var clean = HeaderText.Clean(value);
        if (Ascii.IsValid(clean) && clean.Length <= pieceLength && !clean.Contains("=?", StringComparison.Ordinal))
        {
            return [$"{name}={(IsToken(clean) ? clean : InternetAddress.Quote(clean))}"];
        }
        var pieces = new List<StringBuilder> { new("utf-8''") };
        foreach (var rune in clean.EnumerateRunes())
        {
            var encoded = PercentEncode(rune);
            if (pieces[^1].Length + encoded.Length > pieceLength) pieces.Add(new StringBuilder());
            pieces[^1].Append(encoded);
        }
        return pieces.Count == 1 ? [$"{name}*={pieces[0]}"] : pieces.Select((p, i) => $"{name}*{i}*={p}");
    }

    /// <summary>Writes a whole field value in lines of at most 76 characters.</summary>
    internal static string RenderField(string field, string value, ParameterList parameters)
    {
        var result = new StringBuilder(value);
        var column = field.Length + 2 + value.Length;
        foreach (var piece in parameters.SelectMany(p => Render(p.Name, p.Value)))
        {
            result.Append(';');
            if (column + piece.Length + 3 > 76)
            {
                result.Append("\r\n");
                column = 0;
            }
            result.Append(' ').Append(piece);
            column += piece.Length + 2;
        }
        return result.ToString();
    }

    private static string ReadValue(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (at >= text.Length || text[at] != '"')
        {
            var end = text.IndexOf(';', at);
            if (end < 0) end = text.Length;
            var bare = text[at..end].Trim();
            at = end;
            return bare;
        }
        at++;
        var value = new StringBuilder();
        while (at < text.Length && text[at] != '"')
        {
            // A backslash escapes a quote or itself; elsewhere it is a path of Windows.
            if (text[at] == '\\' && at + 1 < text.Length && text[at + 1] is '"' or '\\') at++;
            if (at < text.Length) value.Append(text[at++]);
        }
        at = text.IndexOf(';', Math.Min(at, text.Length));
        if (at < 0) at = text.Length;
        return value.ToString();
    }

    private static string Join(List<Piece> pieces)
    {
        var whole = pieces.Find(p => p.Index == Piece.Whole && p.IsEncoded) is { Name: not null } encoded ? [encoded] : pieces.FindAll(p => p.Index >= 0);
        if (whole.Count == 0) return Escaped(pieces[0].Value) ?? EncodedWords.Decode(pieces[0].Value);
        whole.Sort((a, b) => a.Index.CompareTo(b.Index));
        string? charset = null;
        var bytes = new List<byte>();
        for (var i = 0; i < whole.Count; i++)
        {
            var value = whole[i].Value;
            if (i == 0 && whole[i].IsEncoded) value = TakeCharset(value, out charset);
            if (whole[i].IsEncoded) PercentDecode(value, bytes);
            else bytes.AddRange(Charsets.Utf8.GetBytes(value));
        }
        var text = Charsets.Decode(bytes.ToArray(), charset);
        return whole.Exists(p => p.IsEncoded) ? HeaderText.Clean(text) : EncodedWords.Decode(text);
    }

    /// <summary>
    /// Web mailers escape names as in a URL, in UTF-8 or windows-1251, without saying so. Only a value whose every percent sign begins an
    /// escape, and that says at least two letters above ASCII so, is taken for that.
    /// </summary>
    private static string? Escaped(string value)
    {
        if (!value.Contains('%', StringComparison.Ordinal) || !Ascii.IsValid(value)) return null;
        var bytes = new List<byte>(value.Length);
        PercentDecode(value, bytes);
        var high = bytes.Count(b => b >= 0x80);
        var signs = value.Count(c => c == '%');
        return high >= 2 && value.Length - bytes.Count == 2 * signs ? HeaderText.Clean(Charsets.Decode(bytes.ToArray(), null)) : null;
    }

    private static string TakeCharset(string value, out string? charset)
    {
        charset = null;
        var first = value.IndexOf('\'', StringComparison.Ordinal);
        var second = first < 0 ? -1 : value.IndexOf('\'', first + 1);
        if (second < 0) return value;
        charset = value[..first];
        return value[(second + 1)..];
    }

    private static void PercentDecode(string value, List<byte> bytes)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && byte.TryParse(value.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else if (char.IsAscii(value[i])) bytes.Add((byte)value[i]);
            else
            {
                var length = char.IsHighSurrogate(value[i]) && i + 1 < value.Length ? 2 : 1;
                bytes.AddRange(Charsets.Utf8.GetBytes(value.Substring(i, length)));
                i += length - 1;
            }
        }
    }

    private static string PercentEncode(Rune rune)
    {
        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || AttributeChars.Contains((char)rune.Value, StringComparison.Ordinal))) return rune.ToString();
        Span<byte> utf8 = stackalloc byte[4];
        var length = rune.EncodeToUtf8(utf8);
        var result = new StringBuilder(12);
        foreach (var b in utf8[..length]) result.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        return result.ToString();
    }

    private readonly record struct Piece(string Name, int Index, bool IsEncoded, string Value)
    {
        internal const int Whole = -1;

        internal static Piece Of(ReadOnlySpan<char> name, string value)
        {
            var isEncoded = name[^1] == '*';
            if (isEncoded) name = name[..^1];
            var star = name.IndexOf('*');
            if (star > 0 && int.TryParse(name[(star + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                return new Piece(new string(name[..star]), index, isEncoded, value);
            }
            return new Piece(new string(name), Whole, isEncoded, value);
        }
    }
}
