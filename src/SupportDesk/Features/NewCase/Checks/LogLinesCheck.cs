using System.Globalization;
using SupportDesk.Features.Diagnostics.Logs;
using SupportDesk.Features.NewCase.Logs;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>How many lines of the attached logs name the invoice, and how the server answered in them.</summary>
internal sealed class LogLinesCheck(ReadStoredLogs logs) : IChecklistCheck
{
    public string Name => "log-lines";

    // A log of gigabytes is read to its end once.
    public TimeSpan Timeout => TimeSpan.FromMinutes(2);

    public async Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct)
    {
        if (input.Draft.Files is { Count: > 0 } files && files.All(file => file.IsPicture))
            return new CheckResult(Severity.Yellow, CheckText.Of("LogPictureSeen"), CheckText.Of("LogPictureAdvice"));
        if (input.Answers.Invoice(input.CaseType) is not { } invoice)
            return new CheckResult(Severity.Yellow, CheckText.Of("LogNoInvoiceSeen"), CheckText.Of("LogNoInvoiceAdvice"));
        if (input.Draft.LogBlobs is { Count: > 0 } stored)
            return ToResult(invoice, await logs.RunAsync(stored, invoice, ct));
        return input.Draft.Files.Any(file => file.IsZip)
            ? new CheckResult(Severity.Yellow, CheckText.Of("LogZipSeen"), CheckText.Of("LogZipAdvice"))
            : null;
    }

    internal static CheckResult ToResult(string invoice, LogReading reading)
    {
        var (mentions, statuses) = (reading.Mentions, reading.Statuses);
        if (mentions == 0)
            return new CheckResult(Severity.Yellow, CheckText.Of("LogNothingSeen", invoice), CheckText.Of("LogNothingAdvice"))
            {
                ForEmail = CheckText.Of("LogNothingForEmail", invoice),
            };

        var list = string.Join(", ", statuses.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Status} × {entry.Count}")));
        var evidence = reading.Files.SelectMany(file => file.Summaries).FirstOrDefault();
        if (statuses.Count == 0)
            return new CheckResult(Severity.Green, CheckText.Of("LogLinesSeen", mentions), CheckText.Of("LogNoStatusAdvice"))
            {
                Evidence = evidence,
                ForEmail = CheckText.Of("LogLinesForEmail", invoice, mentions),
            };

        var refused = statuses.FirstOrDefault(entry => entry.Status is < 200 or > 299);
        return refused.Count == 0
            ? new CheckResult(Severity.Green, CheckText.Of("LogLinesSeen", mentions), CheckText.Of("LogGoodAdvice", list))
            {
                Evidence = evidence,
                ForEmail = CheckText.Of("LogStatusForEmail", invoice, mentions, list),
            }
            : new CheckResult(Severity.Yellow, CheckText.Of("LogRefusedSeen", refused.Status, refused.Count), CheckText.Of(AdviceFor(refused.Status)))
            {
                Details = [CheckText.Of("LogLinesSeen", mentions), CheckText.Of("LogStatuses", list)],
                Evidence = evidence,
                ForEmail = CheckText.Of("LogStatusForEmail", invoice, mentions, list),
            };
    }

    private static string AdviceFor(int status) => status switch
    {
        >= 300 and < 400 => "LogRedirectAdvice",
        401 or 403 => "LogForbiddenAdvice",
        404 or 405 => "LogNotFoundAdvice",
        >= 500 => "LogServerAdvice",
        _ => "LogOtherAdvice",
    };
}
