using System.Globalization;

namespace SupportDesk.Kernel.Formatting;

/// <summary>The number of an invoice as the provider counts them: 1 to 9223372036854775807.</summary>
public static class InvoiceId
{
    /// <param name="text">As typed: blanks around it and zeros before it do not count.</param>
    /// <param name="invoice">The number in its one spelling.</param>
    public static bool TryParse(string text, out string invoice)
    {
        invoice = "";
        if (!long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
            return false;
        invoice = number.ToString(CultureInfo.InvariantCulture);
        return true;
    }
}
