using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>The name of a file, also where the rules for it (RFC 2231) were not kept.</summary>
internal static partial class AttachmentNames
{
    public static string? Of(MimeEntity entity)
    {
        var name = WindowsPath(entity) ?? entity.ContentDisposition?.FileName ?? WithoutWord(entity) ?? entity.ContentType.Name;
        return string.IsNullOrEmpty(name) ? null : HeaderText.Clean(Mend(name));
    }

    /// <summary>A path as Windows writes it: RFC 5322 section 3.2.4 would take its backslashes away.</summary>
    private static string? WindowsPath(MimeEntity entity)
    {
        var match = PathInQuotes().Match(entity.Headers[HeaderId.ContentDisposition] ?? entity.Headers[HeaderId.ContentType] ?? "");
        return match.Success ? match.Groups["path"].Value : null;
    }

    /// <summary><c>Content-Disposition: filename="a.csv"</c>: whether it is attached was forgotten.</summary>
    private static string? WithoutWord(MimeEntity entity) =>
        entity.Headers[HeaderId.ContentDisposition] is { } value && value.TrimStart().StartsWith("filename", StringComparison.OrdinalIgnoreCase)
            && ContentDisposition.TryParse("attachment; " + value, out var disposition) ? disposition.FileName : null;

    private static string Mend(string name)
    {
        // An extended parameter without its charset was read byte by byte: so the bytes are there.
        if (name.AsSpan().ContainsAnyInRange('\u0080', '\u00FF') && !name.AsSpan().ContainsAnyExceptInRange('\0', '\u00FF'))
        {
            var bytes = Encoding.Latin1.GetBytes(name.StartsWith("''", StringComparison.Ordinal) ? name[2..] : name);
            if (Charsets.IsUtf8(bytes) || RussianFrequency.LooksCyrillic(bytes))
                return Charsets.DecodeName(bytes, null);
        }

        return Unescape(name) is { } plain ? Charsets.DecodeName(plain, null) : name;
    }

    /// <summary>A plain parameter is not escaped, and some programs do it. Null when nothing above ASCII comes out.</summary>
    private static byte[]? Unescape(string name)
    {
        if (!name.Contains('%', StringComparison.Ordinal) || !Ascii.IsValid(name))
            return null;
        var bytes = new List<byte>(name.Length);
        var isForeign = false;
        for (var at = 0; at < name.Length; at++)
        {
            if (
                name[at] == '%'
                && at + 2 < name.Length
                && byte.TryParse(name.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
                && value >= 0x80
            )
            {
                bytes.Add(value);
                isForeign = true;
                at += 2;
            }
            else
                bytes.Add((byte)name[at]);
        }

        return isForeign ? [.. bytes] : null;
    }

    // One backslash each: two are one that was written as the standard says.
    [GeneratedRegex(@"name=""(?<path>[A-Za-z]:(\\[^""\\]+)+)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PathInQuotes();
}
