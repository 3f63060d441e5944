using SupportDesk.Kernel.Findings;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Payments.Status;

/// <summary>The provider's codes as keys of texts and looks of chips.</summary>
internal static class StateLabels
{
    /// <summary>Key of the words; <c>_Advice</c> behind it names what to do.</summary>
    public static string TitleOf(int result, int? state) => result != (int)OperationResult.Processed
        ? Enum.IsDefined((OperationResult)result) ? "Result_" + (OperationResult)result : "Result_Unknown"
        : state is { } known && Enum.IsDefined((PaymentState)known) ? "State_" + (PaymentState)known : "State_Unknown";

    public static string SeverityOf(int result, int? state) => (result, state) switch
    {
        ((int)OperationResult.Processed, (int)PaymentState.Paid) => "is-ok",
        (not (int)OperationResult.Processed, _) or (_, (int)PaymentState.Cancelled or (int)PaymentState.Returned) => "is-bad",
        _ => "is-warn",
    };

    public static Severity AsSeverity(string severity) => severity switch { "is-ok" => Severity.Green, "is-bad" => Severity.Red, _ => Severity.Yellow };

    public static string IconOf(string severity) => severity switch { "is-ok" => "ok", "is-bad" => "bad", _ => "wait" };
}
