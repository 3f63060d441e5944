namespace SupportDesk.Masking.Rules;

/// <summary>The check digit of card numbers (ISO/IEC 7812-1, annex B).</summary>
internal static class Luhn
{
    /// <summary>True when the last of these digit values (0 to 9) is the check digit of the others.</summary>
    public static bool IsValid(ReadOnlySpan<byte> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            int digit = digits[digits.Length - 1 - i];
            if ((i & 1) == 1)
                digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
            sum += digit;
        }

        return sum % 10 == 0;
    }
}
