using System.Text;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Logs;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>
/// Writes the e-mail of a draft as the provider will see it, with the excerpts of its logs and what stands in the way of
/// sending it. Nothing is stored.
/// </summary>
public sealed class PrepareEmail(
    ReadDraft read, ChecklistCatalog book, CheckRunner checks, LocalizedTexts phrases, ReadLog logs, ProviderContacts contacts, EmailTemplates templates,
    DeskTime time) : IUseCase
{
    private const int MaxWholeFile = 256 * 1024;
    private const int MaxPicture = 5 << 20;

    public async Task<Result<PreparedEmail>> RunAsync(Guid draftId, Actor actor, CancellationToken ct)
    {
        var found = await read.RunAsync(draftId, actor, ct);
        if (!found.Ok)
            return Problem.NotFound;
        var draft = found.Value;
        if (book.Find(draft.CaseType) is not { } situation)
            return new Problem("SituationUnknown");
        var answers = CaseAnswers.FromJson(draft.AnswersJson);
        var verdicts = new List<CheckResult>();
        foreach (var item in situation.Items)
            verdicts.AddRange(await checks.RunAsync(item, answers, situation, draft, actor, ct));

        var files = new List<EnclosedFile>();
        var lines = new List<string>();
        foreach (var file in draft.Files)
            files.Add(await ChooseAsync(file, answers.Invoice(situation), lines, ct));
        var composed = CaseEmailComposer.Compose(new CaseEmailComposer.Facts(
            situation, answers, draft.MerchantLogin, draft.ShopName, actor.Name,
            [.. verdicts.Select(verdict => verdict.ForEmail).OfType<LocalizedText>().Select(phrases.SayRussian).Distinct()],
            lines, time.Now, time.Zone, "МСК"), await templates.FindAsync(CaseTemplate.Kind, EmailKind.Russian, ct));
        var proposal = TitleComposer.Compose(situation, answers, russian: true);
        return new PreparedEmail(
            draft, situation, answers,
            draft.Subject is { } own && !TitleComposer.IsVague(own) ? own : proposal,
            proposal,
            draft.Email ?? composed,
            draft.Email is not null,
            Completeness.Of(situation, answers, draft.Files.Count, checks.Format),
            verdicts.Select(verdict => verdict.Twin).OfType<OpenTwin>().FirstOrDefault(),
            files,
            await contacts.GetAsync(ct));
    }

    private async Task<EnclosedFile> ChooseAsync(DraftFile file, string? invoice, List<string> lines, CancellationToken ct)
    {
        if (invoice is not null && file.Lines > 0 && await logs.RunAsync(file.BlobKey, invoice, ct) is { Mentions: > 0 } findings)
        {
            lines.AddRange(findings.Shown);
            return new EnclosedFile(file, FilePart.Excerpt, ExcerptName(file.Name, invoice), findings.ExcerptLines, findings.Excerpt, findings.ExcerptCut);
        }

        return file.Size <= (file.IsPicture ? MaxPicture : MaxWholeFile)
            ? new EnclosedFile(file, FilePart.Whole, file.Name, file.Lines, [], false)
            : new EnclosedFile(file, FilePart.StaysHere, file.Name, file.Lines, [], false);
    }

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
