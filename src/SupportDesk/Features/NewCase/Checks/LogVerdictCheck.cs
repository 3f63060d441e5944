using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Features.NewCase.Logs;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>
/// Says what became of an invoice's notifications by the logs that hang on a case. How many lines name the invoice is told
/// by the check of the lines.
/// </summary>
internal sealed class LogVerdictCheck(ReadStoredLogs logs) : IChecklistCheck
{
    public string Name => "log-verdict";

    // A log of gigabytes is read to its end once.
    public TimeSpan Timeout => TimeSpan.FromMinutes(2);

    public async Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct)
    {
        if (input.Draft.LogBlobs is not { Count: > 0 } files || input.Answers.Invoice(input.CaseType) is not { } invoice)
            return null;
        var reading = await logs.RunAsync(files, invoice, ct);
        return reading.Notifications.Count == 0
            ? null
            : new CheckResult(SeverityOf(reading.Verdict), Text("Log_" + reading.Verdict), Text($"Log_{reading.Verdict}_Advice"))
            {
                Details = [Text("LogsCounts", reading.Lines, reading.Mentions, reading.Notifications.Count, reading.Retries)],
            };
    }

    internal static Severity SeverityOf(LogVerdict verdict) => verdict switch
    {
        LogVerdict.Answered => Severity.Green,
        LogVerdict.NoneArrived or LogVerdict.Unreadable or LogVerdict.FieldsNotLogged or LogVerdict.Duplicated => Severity.Yellow,
        _ => Severity.Red,
    };

    private static LocalizedText Text(string key, params object?[] args) => new(typeof(DiagnosticsText), key, args);
}
