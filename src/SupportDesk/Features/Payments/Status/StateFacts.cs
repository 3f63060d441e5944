using Microsoft.Extensions.Localization;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Masking;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Payments.Status;

/// <summary>An answer about a payment in words: every code stands once, in brackets behind its words.</summary>
internal static class StateFacts
{
    private static readonly string[] KnownWays = ["BankCard", "SBP", "SberPay", "YandexPay", "TinkoffPay", "MirPay", "Podeli", "Mokka"];

    /// <returns>Keys of names, and what is known under each.</returns>
    public static IEnumerable<(string Name, string Value)> Of(OperationState state, IStringLocalizer<DiagnosticsText> texts, DeskTime time)
    {
        var title = texts[StateLabels.TitleOf(state.ResultCode, state.StateCode)].Value;
        var code = state.ResultCode == (int)OperationResult.Processed ? state.StateCode : state.ResultCode;
        (string, string?)[] facts =
        [
            ("Fact_State", code is null ? title : $"{title} ({code})"),
            ("Fact_StateDate", state.StateDate is { } at ? time.Full(at) : null),
            ("Fact_OutSum", Sum(state.OutSum, state.OutCurrLabel)),
            // The label of a way names no currency; what it is paid in is the shop's.
            ("Fact_IncSum", Sum(state.IncSum, state.OutCurrLabel)),
            ("Fact_Method", Way(state, texts)),
            ("Fact_IncAccount", state.IncAccount is { } account ? MaskText.Mask(account) : null),
            ("Fact_OpKey", state.OpKey),
            ("Fact_Rrn", state.BankCardRrn),
            ("Fact_Shp", state.UserFields.Count > 0 ? string.Join(", ", state.UserFields) : null),
            ("Fact_Words", state.Description),
        ];
        return facts.Where(fact => fact.Item2 is { Length: > 0 }).Select(fact => (fact.Item1, fact.Item2!));
    }

    /// <summary>«Банковская карта (BankCardPSR)»; the code alone where its words are not known.</summary>
    internal static string? Way(OperationState state, IStringLocalizer<DiagnosticsText> texts)
    {
        var code = state.IncCurrLabel ?? state.PaymentMethod;
        var known = KnownWays.FirstOrDefault(way =>
            way.Equals(state.PaymentMethod, StringComparison.OrdinalIgnoreCase)
            || state.IncCurrLabel?.StartsWith(way, StringComparison.OrdinalIgnoreCase) == true
        );
        return known is null ? code : $"{texts["Way_" + known].Value} ({code})";
    }

    /// <summary>A sum with its currency. The provider calls roubles RUR in places.</summary>
    internal static string? Sum(decimal? amount, string? label) =>
        amount is not { } sum ? null : Money.Format(sum, label is null || label.StartsWith("RU", StringComparison.OrdinalIgnoreCase) ? "RUB" : label);
}
