using System.Globalization;
using SupportDesk.Features.Intake.Logs;

namespace SupportDesk.Features.Intake.Checks;

/// <summary>How many lines of the attached logs name the invoice, and how the server answered in them.</summary>
internal sealed class LogLinesCheck(ReadLog logs) : IChecklistCheck
{
    public string Name => "log-lines";

    // A log of gigabytes is read to its end once.
    public TimeSpan Patience => TimeSpan.FromMinutes(2);

    public async Task<Verdict?> RunAsync(CheckInput input, CancellationToken ct)
    {
        if (input.Draft.Files is { Count: > 0 } files && files.All(file => file.IsPicture))
            return new Verdict(Tone.Yellow, Phrase.Of("LogPictureSeen"), Phrase.Of("LogPictureAdvice"));
        if (input.Answers.Invoice(input.Situation) is not { } invoice)
            return new Verdict(Tone.Yellow, Phrase.Of("LogNoInvoiceSeen"), Phrase.Of("LogNoInvoiceAdvice"));
        var all = new List<LogFindings>();
        foreach (var file in input.Draft.Files.Where(file => file.Lines > 0))
            all.Add(await logs.RunAsync(file.BlobKey, invoice, ct));
        return all.Count == 0 ? null : Judge(invoice, all);
    }

    internal static Verdict Judge(string invoice, IReadOnlyList<LogFindings> all)
    {
        var mentions = all.Sum(findings => findings.Mentions);
        if (mentions == 0)
            return new Verdict(Tone.Yellow, Phrase.Of("LogNothingSeen", invoice), Phrase.Of("LogNothingAdvice"))
            {
                ForLetter = Phrase.Of("LogNothingForLetter", invoice),
            };

        var statuses = all.SelectMany(findings => findings.Statuses)
            .GroupBy(entry => entry.Status).Select(group => (Status: group.Key, Count: group.Sum(entry => entry.Count)))
            .OrderByDescending(entry => entry.Count).ToList();
        var list = string.Join(", ", statuses.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Status} × {entry.Count}")));
        var evidence = all.SelectMany(findings => findings.Shown).FirstOrDefault();
        if (statuses.Count == 0)
            return new Verdict(Tone.Green, Phrase.Of("LogLinesSeen", mentions), Phrase.Of("LogNoStatusAdvice"))
            {
                Evidence = evidence, ForLetter = Phrase.Of("LogLinesForLetter", invoice, mentions),
            };

        var refused = statuses.Find(entry => entry.Status is < 200 or > 299);
        return refused.Count == 0
            ? new Verdict(Tone.Green, Phrase.Of("LogLinesSeen", mentions), Phrase.Of("LogGoodAdvice", list))
            {
                Evidence = evidence, ForLetter = Phrase.Of("LogStatusForLetter", invoice, mentions, list),
            }
            : new Verdict(Tone.Yellow, Phrase.Of("LogRefusedSeen", refused.Status, refused.Count), Phrase.Of(AdviceFor(refused.Status)))
            {
                Details = [Phrase.Of("LogLinesSeen", mentions), Phrase.Of("LogStatuses", list)],
                Evidence = evidence,
                ForLetter = Phrase.Of("LogStatusForLetter", invoice, mentions, list),
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
