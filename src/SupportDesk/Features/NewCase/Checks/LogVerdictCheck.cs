using System.Collections.Concurrent;
using SupportDesk.Data.Blobs;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>
/// Says what became of an invoice's notifications by the logs that hang on a case. How many lines name the invoice is told
/// by the check of the lines. The last answers are kept: a form asks again and again.
/// </summary>
internal sealed class LogVerdictCheck(BlobStore blobs) : IChecklistCheck
{
    private const int Kept = 64;
    private readonly ConcurrentDictionary<(string Blobs, string Invoice), LogReading> answers = new();

    public string Name => "log-verdict";

    // A log of gigabytes is read to its end once.
    public TimeSpan Timeout => TimeSpan.FromMinutes(2);

    public async Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct)
    {
        var logs = input.Draft.Files.Where(file => file.Lines > 0).Select(file => file.BlobKey).ToList();
        if (logs.Count == 0 || input.Answers.Invoice(input.CaseType) is not { } invoice)
            return null;
        var reading = await ReadAsync(logs, invoice, ct);
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
        LogVerdict.NoneArrived or LogVerdict.Duplicated => Severity.Yellow,
        _ => Severity.Red,
    };

    private async Task<LogReading> ReadAsync(List<string> logs, string invoice, CancellationToken ct)
    {
        var key = (string.Join(' ', logs), invoice);
        if (answers.TryGetValue(key, out var known))
            return known;
        var reader = new ReadLogs(invoice, custom: null, LogVerdicts.Late);
        foreach (var log in logs)
        {
            await using var stream = blobs.OpenRead(log);
            await reader.AddAsync(stream, null, ct);
        }

        if (answers.Count >= Kept)
            answers.Clear();
        return answers[key] = reader.Result();
    }

    private static LocalizedText Text(string key, params object?[] args) => new(typeof(DiagnosticsText), key, args);
}
