using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Tells keys that a machine has made from words and names by their entropy.</summary>
internal static class Randomness
{
    private const int Shortest = 8;
    private const int Longest = 128;
    private const int ShortestOfLetters = 20;
    private const double FewestBits = 2.5; // per character; eight different ones have three
    private const double FewestBitsOfLetters = 3.0;

    // By how much c·log2 c grows with the next character of the same kind.
    private static readonly double[] Growth = [.. Enumerable.Range(0, Longest).Select(count => Weight(count + 1) - Weight(count))];

    /// <summary>True for one word of letters, mostly with digits among them, that repeats itself little; it may be several words on request.</summary>
    public static bool IsKey(ReadOnlySpan<byte> value, bool mayHaveBlanks = false)
    {
        if (value.Length < Shortest)
            return false;
        value = value[..Math.Min(value.Length, Longest)];
        int digits = 0, letters = 0;
        var repeats = 0.0;
        Span<byte> counts = stackalloc byte[128];
        foreach (var b in value)
        {
            if (Bytes.IsBlank(b) && !mayHaveBlanks)
                return false;
            digits += Bytes.IsDigit(b) ? 1 : 0;
            letters += Bytes.IsAsciiLetter(b) ? 1 : 0;
            repeats += Growth[counts[b & 127]++];
        }

        if (letters == 0 || (digits == 0 && value.Length < ShortestOfLetters))
            return false;
        // Shannon's entropy in bits per character: log2 n − Σ c·log2 c / n.
        return Math.Log2(value.Length) - repeats / value.Length >= (digits > 0 ? FewestBits : FewestBitsOfLetters);
    }

    private static double Weight(int count) => count == 0 ? 0 : count * Math.Log2(count);
}
