using System.Globalization;

namespace SupportDesk.Kernel;

/// <summary>A ticket's number as people say it: <c>SD-1042</c>. It opens nothing and proves nothing.</summary>
public static class TicketNumber
{
    public const string Prefix = "SD-";

    public static string Format(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}");

    /// <summary>Takes <c>SD-1042</c>, <c>sd1042</c> and <c>1042</c>.</summary>
    public static bool TryParse(string? text, out long number)
    {
        number = 0;
        var digits = text?.Trim() ?? "";
        if (digits.StartsWith("SD", StringComparison.OrdinalIgnoreCase))
            digits = digits[2..].TrimStart('-', ' ');
        return digits.Length is > 0 and < 19 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
