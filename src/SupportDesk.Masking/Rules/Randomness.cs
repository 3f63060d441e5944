using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Tells keys that a machine has made from words and names by their entropy.</summary>
internal static class Randomness
{
    private const int Shortest = 8;
    private const int ShortestOfLetters = 20;
    private const double FewestBits = 2.5; // per character; eight different ones have three
    private const double FewestBitsOfLetters = 3.0;

    /// <summary>True for one word of letters, mostly with digits among them, that repeats itself little; it may be several words on request.</summary>
    public static bool IsKey(ReadOnlySpan<byte> value, bool mayHaveBlanks = false)
    {
        if (value.Length < Shortest)
            return false;
        int digits = 0, letters = 0;
        Span<int> counts = stackalloc int[256];
        foreach (var b in value)
        {
            if (Bytes.IsBlank(b) && !mayHaveBlanks)
                return false;
            digits += Bytes.IsDigit(b) ? 1 : 0;
            letters += Bytes.IsAsciiLetter(b) ? 1 : 0;
            counts[b]++;
        }

        if (letters == 0 || (digits == 0 && value.Length < ShortestOfLetters))
            return false;
        return Entropy(counts, value.Length) >= (digits > 0 ? FewestBits : FewestBitsOfLetters);
    }

    /// <summary>Shannon's entropy in bits per character.</summary>
    private static double Entropy(ReadOnlySpan<int> counts, int length)
    {
        var bits = 0.0;
        foreach (var count in counts)
            if (count > 0)
                bits -= (double)count / length * Math.Log2((double)count / length);
        return bits;
    }
}
