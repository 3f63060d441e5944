namespace SupportDesk.Masking.Fuzz;

/// <summary>Knows cards by itself, so that a fault of the masker's own knowledge would show.</summary>
internal static class PlainCard
{
    public static bool Is(ReadOnlySpan<byte> digits)
    {
        var prefix = 0;
        for (var i = 0; i < 4; i++)
            prefix = 10 * prefix + digits[i] - '0';
        return (prefix is >= 2200 and <= 2204 or >= 2221 and <= 2720 or >= 4000 and <= 4999 or >= 5100 and <= 5599) && IsLuhn(digits);
    }

    private static bool IsLuhn(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
        }

        return sum % 10 == 0;
    }
}
