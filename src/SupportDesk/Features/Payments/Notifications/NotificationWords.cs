using System.Globalization;
using Microsoft.Extensions.Localization;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Kernel.Formatting;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>What a notification brought, for people.</summary>
internal static class NotificationWords
{
    /// <summary>With its currency: roubles unless a field names another. What is no number stays as it came.</summary>
    public static string Sum(ListNotifications.Row row)
    {
        if (!decimal.TryParse(row.OutSum, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
            return row.OutSum ?? "";
        var currency = row.Fields.FirstOrDefault(field => field.Key.Equals("OutSumCurrency", StringComparison.OrdinalIgnoreCase)).Value;
        return Money.Format(amount, currency is { Length: 3 } && !currency.StartsWith("RU", StringComparison.OrdinalIgnoreCase) ? currency : "RUB");
    }

    /// <summary>What ResultUrl2 was told of the payment; empty for a notification to ResultURL.</summary>
    public static string State(ListNotifications.Row row, IStringLocalizer<DiagnosticsText> texts) => row.State switch
    {
        null => "",
        "OK" => texts["JournalPaid", "OK"],
        "HOLD" => texts["JournalHeld", "HOLD"],
        var other => other,
    };
}
