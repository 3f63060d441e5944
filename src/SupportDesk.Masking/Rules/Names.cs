using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Reads names of fields, variables and headers around a keyword.</summary>
internal static class Names
{
    private const int Longest = 40;

    /// <summary>True when a keyword at a position begins a word, also inside <c>camelCase</c> and <c>snake_case</c>.</summary>
    public static bool Begins(ReadOnlySpan<byte> text, int at)
    {
        if (at == 0 || !Bytes.IsAsciiLetter(text[at - 1]))
            return true;
        return Bytes.IsLower(text[at - 1]) && Bytes.IsUpper(text[at]);
    }

    /// <summary>True when a keyword that ends at a position ends a word there.</summary>
    public static bool Ends(ReadOnlySpan<byte> text, int end)
    {
        var next = Bytes.At(text, end);
        return !Bytes.IsAsciiLetter(next) || (Bytes.IsUpper(next) && Bytes.IsLower(text[end - 1]));
    }

    /// <summary>The end of the identifier that goes on at a position.</summary>
    public static int Tail(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (i < text.Length && i < at + Longest && Bytes.IsIdentifier(text[i]))
            i++;
        return i;
    }

    /// <summary>The start of the identifier that leads up to a position.</summary>
    public static int Head(ReadOnlySpan<byte> text, int at)
    {
        var i = at;
        while (i > 0 && i > at - Longest && Bytes.IsIdentifier(text[i - 1]))
            i--;
        return i;
    }

    /// <summary>True when one of several words begins at a position, in any case.</summary>
    public static bool StartsWithAny(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte[]> lowerWords)
    {
        foreach (var word in lowerWords)
            if (Bytes.StartsWith(text, at, word))
                return true;
        return false;
    }

    /// <summary>Steps over Russian letters, in whichever encoding they are.</summary>
    public static int SkipRussianLetters(ReadOnlySpan<byte> text, int at, int most)
    {
        var i = at;
        for (var n = 0; n < most && (uint)i < (uint)text.Length; n++)
        {
            if (text[i] is 0xD0 or 0xD1 && Bytes.At(text, i + 1) is >= 0x80 and <= 0xBF)
                i += 2;
            else if (text[i] >= 0xC0 || text[i] is 0xA3 or 0xB8)
                i++;
            else
                break;
        }

        return i;
    }

    /// <summary>True when a Russian letter, in whichever encoding, ends right before a position.</summary>
    public static bool EndsRussianLetter(ReadOnlySpan<byte> text, int at) =>
        at > 0 && (text[at - 1] >= 0xC0 || text[at - 1] is 0xA3 or 0xB8 || (text[at - 1] >= 0x80 && at > 1 && text[at - 2] is 0xD0 or 0xD1));
}
