using System.Globalization;

namespace SupportDesk.Kernel.Formatting;

/// <summary>An amount with its currency, for people: «2 480,50 ₽».</summary>
public static class Money
{
    private const char Nbsp = '\u00A0';

    /// <param name="currency">Letters of ISO 4217.</param>
    /// <param name="culture">The reader's if it is not given; an e-mail is written in its own.</param>
    public static string Format(decimal amount, string currency = "RUB", CultureInfo? culture = null) =>
        amount.ToString("#,0.00", culture ?? CultureInfo.CurrentCulture).Replace(' ', Nbsp).Replace('\u202F', Nbsp)
        + Nbsp
        + Sign(currency);

    /// <summary>What stands behind an amount: «₽», or the currency's letters.</summary>
    public static string Sign(string currency) => currency == "RUB" ? "₽" : currency;
}
