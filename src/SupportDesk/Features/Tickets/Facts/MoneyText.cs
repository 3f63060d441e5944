using System.Globalization;
using System.Text.RegularExpressions;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Tickets.Facts;

/// <summary>A sum with its currency as people type it: «2 480,00», «2480 ₽», «20 USD», «$20».</summary>
internal static partial class MoneyText
{
    public const string Roubles = "RUB";

    // Signs and words of the currencies that shops here are paid in; all others are named by their three letters.
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["₽"] = Roubles,
        ["р"] = Roubles,
        ["руб"] = Roubles,
        ["рубль"] = Roubles,
        ["рубля"] = Roubles,
        ["рублей"] = Roubles,
        ["rur"] = Roubles,
        ["rouble"] = Roubles,
        ["roubles"] = Roubles,
        ["ruble"] = Roubles,
        ["rubles"] = Roubles,
        ["$"] = "USD",
        ["доллар"] = "USD",
        ["доллара"] = "USD",
        ["долларов"] = "USD",
        ["dollar"] = "USD",
        ["dollars"] = "USD",
        ["€"] = "EUR",
        ["евро"] = "EUR",
        ["euro"] = "EUR",
        ["euros"] = "EUR",
        ["₸"] = "KZT",
        ["тенге"] = "KZT",
    };

    private static readonly HashSet<string> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        Roubles, "USD", "EUR", "KZT", "BYN", "CNY", "UZS", "KGS", "AMD", "GEL", "AZN", "TRY", "GBP", "AED", "UAH",
    };

    /// <param name="problem">Why it is none, a key of the texts; null if it is one.</param>
    public static bool TryParse(string text, out decimal amount, out string currency, out string? problem)
    {
        (amount, currency, problem) = (0, Roubles, "AmountNotNumber");
        var parts = Parts().Match(text.Trim());
        if (!parts.Success)
            return false;
        var named = parts.Groups["before"].Value + parts.Groups["after"].Value;
        if (named.Length > 0)
        {
            problem = "CurrencyUnknown";
            if (CurrencyOf(named) is not { } known)
                return false;
            currency = known;
        }

        var number = parts.Groups["number"].Value.Trim();
        if (!Amount.TryParseGrouped(number, out amount))
            return Amount.TryParse(number, out amount, out problem);
        return Amount.TryParse(amount.ToString(CultureInfo.InvariantCulture), out amount, out problem);
    }

    /// <returns>Letters of ISO 4217, or null for a word that names no currency.</returns>
    public static string? CurrencyOf(string name) =>
        name.TrimEnd('.') is var plain && Names.TryGetValue(plain, out var code) ? code : Codes.Contains(plain) ? plain.ToUpperInvariant() : null;

    [GeneratedRegex(@"^(?<before>[₽$€₸]|[A-Za-z]{3})?\s*(?<number>-?[0-9][0-9\s.,'\u00A0\u202F]*)(?<after>[₽$€₸]|\p{L}{1,8}\.?)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Parts();
}
