using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SupportDesk.Masking.Archives;

/// <summary>Names of a zip's entries: how they are read, which are refused, and how they are written.</summary>
internal static class EntryName
{
    private const int LongestPath = 1024;
    private const int LongestSegment = 120;
    private const int UnicodePath = 0x7075; // Info-ZIP: the name in UTF-8, for readers that know it

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("<>:\"|?*\\");

    /// <summary>Files that systems add to archives for themselves.</summary>
    public static bool IsLitter(string path) =>
        path.StartsWith("__MACOSX/", StringComparison.Ordinal) || Last(path) is ".DS_Store" or "Thumbs.db";

    /// <summary>Files by which a zip is a document or a program.</summary>
    public static bool TellsDocument(string path) => path is "[Content_Types].xml" or "mimetype" or "META-INF/MANIFEST.MF";

    /// <summary>Reads a name: UTF-8 if it says so or reads as such, otherwise cp866, as Russian Windows writes it. Null if it is broken.</summary>
    public static string? Decode(ReadOnlySpan<byte> raw, bool isUtf8, ReadOnlySpan<byte> extra)
    {
        var field = ExtraFields.Find(extra, UnicodePath);
        if (field.Length > 5 && field[0] == 1 && BinaryPrimitives.ReadUInt32LittleEndian(field[1..]) == Crc32.Of(raw))
        {
            raw = field[5..];
            isUtf8 = true;
        }

        try
        {
            return Utf8.GetString(raw);
        }
        catch (DecoderFallbackException)
        {
            return isUtf8 ? null : CodePagesEncodingProvider.Instance.GetEncoding(866)!.GetString(raw);
        }
    }

    /// <summary>The path with forward slashes and without empty parts, or null when it leads out of its folder.</summary>
    public static string? Normalize(string name)
    {
        var path = name.Replace('\\', '/');
        if (path.Length is 0 or > LongestPath || path[0] == '/' || path.Contains('\0') || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])))
            return null;
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        return parts.Count == 0 || parts.Any(part => part.TrimEnd(' ', '.').Length == 0) ? null : string.Join('/', parts);
    }

    /// <summary>Replaces what some system does not allow in a name, and what would make it look like another one.</summary>
    public static string Clean(string path)
    {
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length; i++)
            parts[i] = CleanPart(parts[i]);
        var clean = string.Join('/', parts.Where(part => part.Length > 0));
        return clean.Length <= LongestPath ? clean : clean[..LongestPath];
    }

    /// <summary>The path, numbered if it is taken.</summary>
    public static string Unique(string path, HashSet<string> taken)
    {
        var dot = path.LastIndexOf('.');
        if (dot <= path.LastIndexOf('/') + 1)
            dot = path.Length;
        var unique = path;
        for (var n = 2; !taken.Add(unique); n++)
            unique = string.Create(CultureInfo.InvariantCulture, $"{path.AsSpan(0, dot)} ({n}){path.AsSpan(dot)}");
        return unique;
    }

    private static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static string CleanPart(string part)
    {
        var clean = new StringBuilder(part.Length);
        foreach (var rune in part.EnumerateRunes())
        {
            if (clean.Length >= LongestSegment)
                break;
            var bad =
                rune.Value < ' '
                || rune == Rune.ReplacementChar
                || (rune.IsBmp && NotInNames.Contains((char)rune.Value))
                || Rune.GetUnicodeCategory(rune)
                    is UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator;
            clean.Append(bad ? "_" : rune.ToString());
        }

        var name = clean.ToString().TrimEnd(' ', '.');
        return IsDevice(name) ? "_" + name : name;
    }

    private static bool IsDevice(string name) => name.Split('.')[0].TrimEnd().ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL"
        or ['C', 'O', 'M', >= '0' and <= '9'] or ['L', 'P', 'T', >= '0' and <= '9'];
}
