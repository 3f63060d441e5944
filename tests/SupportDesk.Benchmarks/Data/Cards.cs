using System.Globalization;

namespace SupportDesk.Benchmarks.Data;

/// <summary>Card numbers with an issuer's range and a right check digit that belong to nobody.</summary>
internal static class Cards
{
    private static readonly string[] Prefixes = ["220012", "411111", "553691", "222100", "676531"];

    public static string Next(Random random)
    {
        var digits = Prefixes[random.Next(Prefixes.Length)] + random.NextInt64(1_000_000_000).ToString("D9", CultureInfo.InvariantCulture);
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            sum += i % 2 == 1 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }

        return digits + (char)('0' + (10 - sum % 10) % 10);
    }
}
