using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// Turns bytes of unknown honesty into text: declared charset, then strict UTF-8, then windows-1251
/// or koi8-r, whichever reads more like Russian.
/// </summary>
internal static class Charsets
{
    internal static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    private static readonly Encoding Windows1251;
    private static readonly Encoding Koi8R;

    static Charsets()
    {
        Windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;
        Koi8R = CodePagesEncodingProvider.Instance.GetEncoding(20866)!;
    }

    /// <summary>Once, before anything else: MimeKit remembers for ever which code pages it did not find.</summary>
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Finds an encoding by a charset name as mail programs spell it; null when unknown or unsafe (UTF-7).</summary>
    internal static Encoding? Find(string? name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 64) return null;
        var compact = Compact(name);
        // The provider answers null where Encoding.GetEncoding would throw; an e-mail may ask a hundred thousand times.
        return CodePageOf(compact) switch
        {
            0 => compact.Contains("utf7", StringComparison.Ordinal) ? null : CodePagesEncodingProvider.Instance.GetEncoding(name.Trim(' ', '"', '\'')),
            65001 => Utf8,
            20127 => Encoding.ASCII,
            1200 => Encoding.Unicode,
            1201 => Encoding.BigEndianUnicode,
            var page => CodePagesEncodingProvider.Instance.GetEncoding(page),
        };
    }

    /// <summary>Decodes a body or an encoded word.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes, string? declared) => Decode(bytes, declared, out _);

    /// <summary>Decodes a body or an encoded word, and says whether its charset was named rightly.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes, string? declared, out CharsetVerdict verdict)
    {
        verdict = CharsetVerdict.Right;
        var encoding = Find(declared);
        if (bytes.StartsWith("\uFEFF"u8))
        {
            if (encoding is not null && encoding != Utf8) verdict = CharsetVerdict.Wrong;
            return Utf8.GetString(bytes[3..]);
        }
        if (encoding is not null && !IsAsciiSuperset(encoding)) return encoding.GetString(bytes).TrimStart('\uFEFF');
        if (encoding is null && bytes.Length > 3 && bytes[0] == 0xFF && bytes[1] == 0xFE) return Encoding.Unicode.GetString(bytes[2..]);
        if (!bytes.ContainsAnyInRange((byte)0x80, (byte)0xFF)) return Encoding.ASCII.GetString(bytes);

        var chosen = Choose(bytes, encoding, out var isBroken);
        verdict = encoding is null ? string.IsNullOrWhiteSpace(declared) ? CharsetVerdict.Missing : CharsetVerdict.Unknown
            : chosen != encoding ? CharsetVerdict.Wrong
            : isBroken ? CharsetVerdict.Broken
            : CharsetVerdict.Right;
        return chosen.GetString(bytes);
    }

    /// <summary>Chooses for bytes of which some are above ASCII.</summary>
    private static Encoding Choose(ReadOnlySpan<byte> bytes, Encoding? declared, out bool isBroken)
    {
        isBroken = false;
        if (declared is { IsSingleByte: false } && declared != Utf8) return declared;
        var (sequences, broken) = CountUtf8(bytes);
        if (declared is null || declared == Utf8 || declared.CodePage == 20127)
        {
            isBroken = broken > 0;
            if (!isBroken || (declared == Utf8 && sequences > 2 * broken)) return Utf8;
            isBroken = false;
            return MoreRussian(bytes, null);
        }
        if (broken == 0 && sequences >= 2) return Utf8;
        if (RussianFrequency.IsCyrillic(declared)) return MoreRussian(bytes, declared);
        return RussianFrequency.LooksCyrillic(bytes) ? MoreRussian(bytes, null) : declared;
    }

    /// <summary>Says in what bytes above ASCII are written that are known not to be UTF-8.</summary>
    internal static Encoding Guess(ReadOnlySpan<byte> bytes, string? declared) => Choose(bytes, Find(declared), out _);

    /// <summary>Decodes a name in its own charset or in that of the text around it.</summary>
    internal static string DecodeName(ReadOnlySpan<byte> bytes, string? declared) => IsUtf8(bytes) ? Utf8.GetString(bytes) : Decode(bytes, declared);

    internal static bool IsUtf8(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static Encoding MoreRussian(ReadOnlySpan<byte> bytes, Encoding? declared)
    {
        // What ordinary text reaches in its own charset; in others only a few words in capitals come near it.
        const double enough = 45;
        var best = declared ?? Windows1251;
        var bestScore = RussianFrequency.Score(bytes, best, out var letters);
        if (declared is not null && bestScore >= enough) return declared;
        // A declared Cyrillic charset is overruled only when another one reads far better; the more letters, the less is far.
        var margin = declared is null ? 0 : Math.Min(25, 8 + 170.0 / Math.Max(1, letters));
        foreach (var candidate in (ReadOnlySpan<Encoding>)[Windows1251, Koi8R])
        {
            var score = RussianFrequency.Score(bytes, candidate, out _);
            if (score <= bestScore + margin) continue;
            (best, bestScore) = (candidate, score);
        }
        return best;
    }

    /// <summary>Counts letters of UTF-8 and bytes that are none.</summary>
    private static (int Sequences, int Broken) CountUtf8(ReadOnlySpan<byte> bytes)
    {
        int sequences = 0, broken = 0;
        while (!bytes.IsEmpty)
        {
            var ascii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0) break;
            bytes = bytes[ascii..];
            var status = Rune.DecodeFromUtf8(bytes, out _, out var consumed);
            if (status == System.Buffers.OperationStatus.Done) sequences++;
            else broken++;
            bytes = bytes[Math.Max(1, consumed)..];
        }
        return (sequences, broken);
    }

    internal static bool IsAsciiSuperset(Encoding encoding) =>
        encoding.CodePage is not (1200 or 1201 or 12000 or 12001 or 50220 or 50221 or 50222 or 50225 or 50227 or 52936 or 37 or 500);

    private static string Compact(string name)
    {
        Span<char> buffer = stackalloc char[64];
        var length = 0;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c)) buffer[length++] = char.ToLowerInvariant(c);
        }
        var compact = buffer[..length];
        if (compact.StartsWith("x") && !compact.StartsWith("xmac")) compact = compact[1..];
        return new string(compact);
    }

    private static int CodePageOf(string compact)
    {
        switch (compact)
        {
            case "utf8" or "utf" or "utf8mb4" or "unicode11utf8": return 65001;
            case "ascii" or "usascii" or "ansix341968" or "iso646us": return 20127;
            case "utf16" or "utf16le" or "unicode" or "ucs2": return 1200;
            case "utf16be": return 1201;
            case "koi8r" or "koi8" or "cskoi8r": return 20866;
            case "koi8u" or "koi8ru": return 21866;
            case "iso88591" or "latin1" or "l1": return 1252;
            case "iso88595" or "cyrillic" or "csisolatincyrillic": return 28595;
            case "xmaccyrillic" or "maccyrillic": return 10007;
            case "ansi1251" or "1251": return 1251;
        }
        foreach (var prefix in (ReadOnlySpan<string>)["windows", "win", "microsoftcp", "mscp", "ms", "codepage", "cp", "ibm", "dos", ""])
        {
            if (!compact.StartsWith(prefix, StringComparison.Ordinal))
                continue;
            return
                int.TryParse(compact.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var page)
                && page is > 0 and < 65536 and not 65000
                ? page
                : 0;
        }
        return 0;
    }
}

/// <summary>How honest a declared charset was.</summary>
internal enum CharsetVerdict
{
    /// <summary>The text is in it, or is plain ASCII.</summary>
    Right,

    /// <summary>None was declared.</summary>
    Missing,

    /// <summary>Nobody knows it.</summary>
    Unknown,

    /// <summary>The text was in another one.</summary>
    Wrong,

    /// <summary>Some bytes make no letter in it.</summary>
    Broken,
}
