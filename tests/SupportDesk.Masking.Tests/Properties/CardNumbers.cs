using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Masking.Tests.Properties;

/// <summary>Card numbers of 13 to 19 digits: an issuer's range, a length that is in use there, a right check digit.</summary>
internal static class CardNumbers
{
    private static readonly (int From, int To, int Shortest, int Longest)[] Ranges =
    [
        (2200, 2204, 16, 19), // Mir
        (4000, 4999, 13, 19), // Visa
        (5100, 5599, 16, 16), (2221, 2720, 16, 16), // Mastercard
        (5000, 5099, 13, 19), (5600, 6999, 13, 19), // Maestro and others that share its ranges
        (6200, 6299, 16, 19), (8100, 8171, 16, 19), // UnionPay
        (3528, 3589, 16, 19), // JCB
        (3400, 3499, 15, 15), (3700, 3799, 15, 15), // American Express
        (3600, 3699, 14, 19), (3000, 3059, 14, 16), // Diners Club
        (6011, 6011, 16, 19), (6440, 6599, 16, 19), // Discover
    ];

    public static Gen<string> Any { get; } =
        from range in Gen.Elements(Ranges)
        from prefix in Gen.Choose(range.From, range.To)
        from length in Gen.Choose(range.Shortest, range.Longest)
        from body in Gen.ArrayOf(Gen.Choose(0, 9), length - 5)
        select WithCheckDigit(prefix.ToString("0000", null) + string.Concat(body));

    /// <summary>True for digits with a right check digit (ISO/IEC 7812-1, annex B).</summary>
    public static bool HasCheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }

        return sum % 10 == 0;
    }

    private static string WithCheckDigit(string body) => body + Enumerable.Range(0, 10).First(check => HasCheckDigit(body + check));
}
