namespace SupportDesk.Masking.Rules;

/// <summary>
/// Number ranges of card schemes and the lengths that they issue. Where sources disagree about a range, the wider
/// one is taken: a number hidden in vain is shown to the person, a leaked one is not.
/// </summary>
internal static class Issuers
{
    public const int Shortest = 12;
    public const int Longest = 19;

    private static readonly int[] ShortMaestro = [5018, 5020, 5038, 5612, 5893, 6304, 6390, 6759, 6761, 6762, 6763, 6767, 604];

    /// <summary>False when no card number starts with these digits; the second is -1 when a separator follows the first.</summary>
    public static bool MayStart(int first, int second) => first switch
    {
        0 => second == 6, // "0.604…" is a fraction
        2 => second is -1 or (>= 2 and <= 7),
        3 => second is -1 or 0 or (>= 4 and <= 9),
        4 or 5 or 6 => true,
        8 => second is -1 or 1,
        _ => false,
    };

    /// <summary>True when digits with these values may be a whole card number; the check digit is not looked at.</summary>
    public static bool Accept(ReadOnlySpan<byte> digits)
    {
        var length = digits.Length;
        if (length is < Shortest or > Longest)
            return false;
        int two = 10 * digits[0] + digits[1], four = 100 * two + 10 * digits[2] + digits[3];
        if (length == Shortest || four == 604)
            return Array.IndexOf(ShortMaestro, four) >= 0;
        return two switch
        {
            >= 40 and <= 49 => true, // Visa: 13, 16 and 19 are in use, ISO/IEC 7812 allows all up to 19
            >= 51 and <= 55 => length == 16, // Mastercard
            >= 22 and <= 27 => (four is >= 2200 and <= 2204 && length >= 16) // Mir
                || (four is >= 2221 and <= 2720 && length == 16), // Mastercard, 2-series
            50 or (>= 56 and <= 69) => true, // Maestro; UnionPay 62; Discover 6011, 644 to 649, 65
            34 or 37 => length == 15, // American Express
            30 => length >= 14 && four is (>= 3000 and <= 3059) or 3095, // Diners Club
            36 or 38 or 39 => length >= 14, // Diners Club
            35 => four is >= 3528 and <= 3589 && length >= 16, // JCB
            81 => length >= 16, // UnionPay
            _ => false,
        };
    }
}
