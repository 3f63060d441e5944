using System.Text;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Logs;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>Reads all that a draft sends except the words of the e-mail: facts, files, the excerpts of its logs, and what stands in the way.</summary>
public sealed class ReadCaseToSend(ReadDraft read, ChecklistCatalog catalog, CheckRunner checks, ReadStoredLogs logs, ProviderContacts contacts) : IUseCase
{
    private const int MaxWholeFile = 256 * 1024;
    private const int MaxPicture = 5 << 20;

    public async Task<Result<CaseToSend>> RunAsync(Guid draftId, Actor actor, CancellationToken ct)
    {
        var found = await read.RunAsync(draftId, actor, ct);
        if (!found.Ok)
            return Problem.NotFound;
        var draft = found.Value;
        if (catalog.Find(draft.CaseType) is not { } caseType)
            return new Problem("CaseTypeUnknown");
        var answers = CaseAnswers.FromJson(draft.AnswersJson);
        var invoice = answers.Invoice(caseType);
        var readings = invoice is null || draft.LogBlobs.Count == 0 ? [] : (await logs.RunAsync(draft.LogBlobs, invoice, ct)).Files;
        var excerpts = draft.LogBlobs.Zip(readings).DistinctBy(log => log.First).ToDictionary(log => log.First, log => log.Second);
        var proposal = TitleComposer.Compose(caseType, answers, russian: true);
        return new CaseToSend(
            draft,
            caseType,
            answers,
            draft.Subject is { } own && !TitleComposer.IsVague(own) ? own : proposal,
            proposal,
            Completeness.Of(caseType, answers, draft.AllFiles.Count, checks.Format),
            [
                .. draft.AllFiles.Select(file =>
                    excerpts.GetValueOrDefault(file.BlobKey) is { Mentions: > 0 } log
                        ? new EnclosedFile(file, FilePart.Excerpt, ExcerptName(file.Name, invoice!), log.ExcerptLines, log.Excerpt, log.ExcerptIsCut)
                        : new EnclosedFile(file, PartOf(file), file.Name, file.Lines, [], false)
                ),
            ],
            [.. readings.SelectMany(log => log.Summaries)],
            await contacts.GetAsync(ct)
        );
    }

    private static FilePart PartOf(DraftFile file) => file.Size <= (file.IsPicture ? MaxPicture : MaxWholeFile) ? FilePart.Whole : FilePart.StaysHere;

    private static string ExcerptName(string name, string invoice)
    {
        // An excerpt of a packed log is plain text.
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        var extension = Path.GetExtension(name);
        // access.log.1 has been rotated: its end is a number and no kind of file.
        if (extension.AsSpan().TrimStart('.').IndexOfAnyExceptInRange('0', '9') < 0)
            return $"{name}-{invoice}.txt";
        return new StringBuilder(Path.GetFileNameWithoutExtension(name)).Append('-').Append(invoice).Append(extension).ToString();
    }
}
