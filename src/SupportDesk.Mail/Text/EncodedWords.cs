using System.Buffers;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>Encoded words of headers, RFC 2047. Reads what is common in the wild, writes UTF-8 in base64.</summary>
internal static class EncodedWords
{
    /// <summary>
    /// Replaces encoded words with their text. Neighbours of one charset are joined as bytes, so a letter may be split between them, and so
    /// may a group of base64.
    /// </summary>
    internal static string Decode(string value) => Decode(value, out _);

    /// <summary>Replaces encoded words with their text, and says whether one could not be read.</summary>
    internal static string Decode(string value, out bool isBroken)
    {
        isBroken = false;
        if (!value.Contains("=?", StringComparison.Ordinal)) return HeaderText.Clean(value);
        var result = new StringBuilder(value.Length);
        var run = new EncodedRun();
        var i = 0;
        var end = -1;
        while (i < value.Length)
        {
            var start = value.IndexOf("=?", i, StringComparison.Ordinal);
            if (start < 0) break;
            // Looked for once per end, not once per beginning.
            if (end < start + 2) end = value.IndexOf("?=", start + 2, StringComparison.Ordinal);
            if (end < 0)
            {
                isBroken |= LooksLikeWord(value.AsSpan(start));
                break;
            }
            if (!TryRead(value, start, out var word))
            {
                isBroken |= LooksLikeWord(value.AsSpan(start));
                run.Flush(result);
                result.Append(value, i, start + 2 - i);
                i = start + 2;
                continue;
            }
            isBroken |= Charsets.Find(word.Charset) is null;
            var between = value.AsSpan(i, start - i);
            if (run.IsEmpty || !between.Trim(" \t").IsEmpty)
            {
                run.Flush(result);
                result.Append(between);
            }
            else if (!run.Takes(word.Charset)) run.Flush(result);
            run.Add(word.Charset, word.IsBase64, value.AsSpan(word.TextStart, word.TextLength));
            i = word.End;
        }
        run.Flush(result);
        result.Append(value, i, value.Length - i);
        return HeaderText.Clean(result.ToString());
    }

    /// <summary>Encodes text as words of at most 75 characters, joined by folded lines. Never splits a code point.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="column">How many characters of the first line are taken.</param>
    internal static string Encode(string text, int column = 0)
    {
        const int bytesPerWord = 45;
        const int frame = 12;
        var result = new StringBuilder();
        Span<byte> word = stackalloc byte[bytesPerWord];
        var length = 0;
        var room = Math.Clamp((76 - column - frame) / 4 * 3, 9, bytesPerWord);
        foreach (var rune in text.EnumerateRunes())
        {
            if (length + rune.Utf8SequenceLength > room)
            {
                AppendWord(result, word[..length]);
                length = 0;
                room = bytesPerWord;
            }
            length += rune.EncodeToUtf8(word[length..]);
        }
        if (length > 0 || result.Length == 0) AppendWord(result, word[..length]);
        return result.ToString();
    }

    /// <summary>Says whether a plain line, of ASCII or else of UTF-8, would not carry the text unchanged.</summary>
    internal static bool NeedsEncoding(string text, bool isUtf8Allowed = false) =>
        (!isUtf8Allowed && !Ascii.IsValid(text))
        || text.Contains("=?", StringComparison.Ordinal)
        || (text.Length > 0 && (text[0] == ' ' || text[^1] == ' '))
        || HasLongWord(text, isUtf8Allowed ? 300 : 900);

    private static bool HasLongWord(string text, int limit)
    {
        if (text.Length < limit) return false;
        var run = 0;
        foreach (var c in text)
        {
            run = c == ' ' ? 0 : run + 1;
            if (run >= limit) return true;
        }
        return false;
    }

    private static bool TryRead(string value, int start, out Word word)
    {
        word = default;
        var charsetStart = start + 2;
        var charsetEnd = value.IndexOf('?', charsetStart, Math.Min(80, value.Length - charsetStart));
        if (charsetEnd <= charsetStart || charsetEnd + 2 >= value.Length || value[charsetEnd + 2] != '?') return false;
        var kind = char.ToUpperInvariant(value[charsetEnd + 1]);
        if (kind is not ('B' or 'Q')) return false;
        var textStart = charsetEnd + 3;
        var end = value.IndexOf("?=", textStart, StringComparison.Ordinal);
        if (end < 0) return false;
        var charset = value[charsetStart..charsetEnd];
        var language = charset.IndexOf('*', StringComparison.Ordinal);
        if (language >= 0) charset = charset[..language];
        word = new Word(charset, kind == 'B', textStart, end - textStart, end + 2);
        return true;
    }

    /// <summary>Says whether text begins as an encoded word does: <c>=?charset?X?</c>.</summary>
    private static bool LooksLikeWord(ReadOnlySpan<char> text)
    {
        text = text[2..];
        var length = text.IndexOfAnyExcept(CharsetChars);
        return length > 0 && text.Length > length + 2 && text[length] == '?' && text[length + 2] == '?';
    }

    private static void AppendWord(StringBuilder result, ReadOnlySpan<byte> bytes)
    {
        if (result.Length > 0) result.Append("\r\n ");
        result.Append("=?utf-8?B?").Append(Convert.ToBase64String(bytes)).Append("?=");
    }

    private static readonly SearchValues<char> CharsetChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_*.:+");

    private readonly record struct Word(string Charset, bool IsBase64, int TextStart, int TextLength, int End);
}
