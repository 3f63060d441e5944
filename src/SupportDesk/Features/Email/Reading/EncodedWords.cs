using System.Buffers;
using System.Text;

namespace SupportDesk.Features.Email.Reading;

/// <summary>An encoded word, RFC 2047 section 2: where it lies in its field.</summary>
internal readonly record struct EncodedWord(int Start, string Charset, bool IsBase64, int TextStart, int TextEnd)
{
    public int CharsetStart => Start + 2;

    /// <summary>Behind its last character.</summary>
    public int End => TextEnd + 2;
}

/// <summary>Finds the encoded words of a field.</summary>
internal static class EncodedWords
{
    private static readonly SearchValues<byte> NoCharset = SearchValues.Create(" \t\r\n=\"<>()"u8);

    private const int LongestCharset = 80;

    public static bool MaySuspend(ReadOnlySpan<byte> value) => value.IndexOf("=?"u8) >= 0;

    /// <param name="isBroken">Something begins as an encoded word does and is none.</param>
    public static List<EncodedWord> Find(ReadOnlySpan<byte> value, out bool isBroken)
    {
        var words = new List<EncodedWord>();
        isBroken = false;
        for (var at = 0; at < value.Length;)
        {
            var start = value[at..].IndexOf("=?"u8);
            if (start < 0)
                break;
            start += at;
            at = start + 2;
            if (!TryBegin(value[at..], out var charset, out var isBase64))
                continue;
            // What has the look of a word, and an end further on, is one.
            var text = at + charset + 3;
            var end = value[text..].IndexOf("?="u8);
            isBroken |= end < 0 || isBase64 is null;
            if (end < 0)
                break;
            if (isBase64 is null)
                continue;
            words.Add(new EncodedWord(start, Encoding.ASCII.GetString(value.Slice(at, charset)), isBase64.Value, text, text + end));
            at = text + end + 2;
        }

        return words;
    }

    private static bool TryBegin(ReadOnlySpan<byte> text, out int charset, out bool? isBase64)
    {
        charset = text[..Math.Min(text.Length, LongestCharset)].IndexOf((byte)'?');
        isBase64 = null;
        if (charset < 1 || charset + 2 >= text.Length || text[charset + 2] != '?' || text[..charset].ContainsAny(NoCharset))
            return false;
        isBase64 = (text[charset + 1] & 0xDF) switch { 'B' => true, 'Q' => false, _ => null };
        return true;
    }
}
