using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>What may stand between a word and the value that it names, or between two values of one card.</summary>
internal static class Gap
{
    private const int MostSteps = 40;
    private const int LongestTag = 8;
    private const int MostStars = 3; // more are a hidden number, not bold text

    /// <summary>Steps over punctuation and some words, up to a digit, a hidden value or anything else.</summary>
    public static int Skip(ReadOnlySpan<byte> text, int at, WordSet words)
    {
        var i = at;
        var stars = 0;
        for (var steps = 0; steps < MostSteps && i < text.Length && !Bytes.IsDigit(text[i]) && !Placeholder.IsMasked(text, i); steps++)
        {
            stars += text[i] == '*' ? 1 : 0;
            if (stars > MostStars)
                return i;
            // Signs first: the first byte of a dash in UTF-8 is a letter of windows-1251.
            if (Punctuation(text, i) is var mark and > 0)
                i += mark;
            else if (words.LengthAt(text, i) is var word and > 0 && !IsLetter(text, i + word))
                i += word;
            else
                return i;
        }

        return i;
    }

    /// <summary>Steps over punctuation only, on one line.</summary>
    public static int SkipMarks(ReadOnlySpan<byte> text, int at, int most)
    {
        var i = at;
        for (var steps = 0; steps < most && i < text.Length && !Bytes.IsLineEnd(text[i]) && text[i] != '*' && Punctuation(text, i) is var mark and > 0; steps++)
            i += mark;
        return i;
    }

    /// <summary>
    /// True for a letter. Two Russian words of one spelling differ by what follows; a dash or quote above ASCII is not
    /// a letter.
    /// </summary>
    public static bool IsLetter(ReadOnlySpan<byte> text, int at) =>
        Bytes.IsAsciiLetter(Bytes.At(text, at)) || Names.SkipRussianLetters(text, at, 1) > at;

    // <b>, </td>
    private static int TagAt(ReadOnlySpan<byte> text, int at)
    {
        var i = at + (Bytes.At(text, at + 1) == '/' ? 2 : 1);
        var start = i;
        while (i < start + LongestTag && Bytes.IsAsciiLetter(Bytes.At(text, i)))
            i++;
        return i > start && Bytes.At(text, i) == '>' && i < text.Length ? i + 1 - at : 0;
    }

    private static int Punctuation(ReadOnlySpan<byte> text, int at)
    {
        if (Escapes.QuoteAt(text, at) is var quote and > 0)
            return quote;
        if (text[at] == '<')
            return TagAt(text, at);
        if (text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)':' or (byte)'=' or (byte)'-' or (byte)'/' or (byte)'(' or (byte)')'
            or (byte)'"' or (byte)'\'' or (byte)',' or (byte)'.' or (byte)'#' or (byte)'?' or (byte)'|' or (byte)'_' or (byte)'[' or (byte)'>'
            or (byte)';' or (byte)'!' or (byte)'{' or (byte)'\\' or (byte)'&' or (byte)'`')
            return 1;
        if (text[at] == '*' && !Bytes.StartsWith(text, at, "***"u8)) // bold text, not a hidden number
            return Bytes.At(text, at + 1) == '*' ? 2 : 1;
        if (text[at] is 0xAB or 0xBB or 0xB9)
            return 1;
        if (text[at] == 0xC2 && Bytes.At(text, at + 1) is 0xAB or 0xBB)
            return 2;
        return Bytes.StartsWith(text, at, [0xE2, 0x84, 0x96]) ? 3 : Separator.LengthAt(text, at);
    }
}
