using System.Globalization;

namespace SupportDesk.Browser.Tests.Cards;

/// <summary>Makes card numbers of the schemes in use in Russia, with a right check digit; shares no code with the masker.</summary>
internal sealed class CardNumbers(Random random)
{
    private static readonly (string Scheme, int From, int To, int Length)[] Ranges =
    [
        ("Mir", 2200, 2204, 16),
        ("Mir", 2200, 2204, 19),
        ("Visa", 4000, 4999, 16),
        ("Visa", 4000, 4999, 16),
        ("Visa", 4000, 4999, 19),
        ("Mastercard", 5100, 5599, 16),
        ("Mastercard 2", 2221, 2720, 16),
        ("Maestro", 5018, 5018, 12),
        ("Maestro", 6759, 6759, 16),
        ("Maestro", 6304, 6304, 18),
        ("Maestro", 6763, 6763, 19),
        ("UnionPay", 6200, 6299, 16),
        ("UnionPay", 6200, 6299, 19),
        ("JCB", 3528, 3589, 16),
        ("American Express", 3400, 3499, 15),
        ("American Express", 3700, 3799, 15),
    ];

    public static int Kinds => Ranges.Length;

    public (string Scheme, string Digits) Next(int kind)
    {
        var (scheme, from, to, length) = Ranges[kind % Ranges.Length];
        Span<char> digits = stackalloc char[length];
        random.Next(from, to + 1).TryFormat(digits, out var at, provider: CultureInfo.InvariantCulture);
        for (; at < length - 1; at++)
            digits[at] = (char)('0' + random.Next(10));
        digits[^1] = '0';
        digits[^1] = (char)('0' + (10 - (Sum(digits) % 10)) % 10);
        return (scheme, new string(digits));
    }

    /// <summary>Digits in the groups that are printed on such a card.</summary>
    public static string Grouped(string digits, string separator)
    {
        int[] sizes = digits.Length == 15 ? [4, 6, 5] : [4, 4, 4, 4, 4];
        var groups = new List<string>();
        foreach (var size in sizes)
        {
            var start = groups.Sum(group => group.Length);
            if (start < digits.Length)
                groups.Add(digits[start..Math.Min(start + size, digits.Length)]);
        }

        return string.Join(separator, groups);
    }

    // ISO/IEC 7812-1: every second digit from the right counts twice.
    private static int Sum(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = digits[digits.Length - 1 - i] - '0';
            sum += i % 2 == 0 ? value : value < 5 ? 2 * value : 2 * value - 9;
        }

        return sum;
    }
}
