using System.Text;
using SupportDesk.Features.Contacts;
using SupportDesk.Features.Intake.Checks;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Logs;
using SupportDesk.Features.Intake.Situations;
using SupportDesk.Features.Templates;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Letters;

/// <summary>
/// Writes the letter of a draft as the provider will see it, with the excerpts of its logs and what stands in the way of
/// sending it. Nothing is stored.
/// </summary>
public sealed class PrepareLetter(
    ReadDraft read, SituationBook book, CheckRunner checks, Phrases phrases, ReadLog logs, ProviderContacts contacts, LetterTemplates templates,
    DeskTime time)
{
    private const int MaxWholeFile = 256 * 1024;
    private const int MaxPicture = 5 << 20;

    public async Task<Result<PreparedLetter>> RunAsync(Guid draftId, Actor actor, CancellationToken ct)
    {
        var found = await read.RunAsync(draftId, actor, ct);
        if (!found.Ok)
            return Problem.NotFound;
        var draft = found.Value;
        if (book.Find(draft.Situation) is not { } situation)
            return new Problem("SituationUnknown");
        var answers = CaseAnswers.FromJson(draft.AnswersJson);
        var verdicts = new List<Verdict>();
        foreach (var item in situation.Items)
            verdicts.AddRange(await checks.RunAsync(item, answers, situation, draft, actor, ct));

        var files = new List<EnclosedFile>();
        var lines = new List<string>();
        foreach (var file in draft.Files)
            files.Add(await ChooseAsync(file, answers.Invoice(situation), lines, ct));
        var composed = LetterComposer.Compose(new LetterComposer.Facts(
            situation, answers, draft.MerchantLogin, draft.ShopName, actor.Name,
            [.. verdicts.Select(verdict => verdict.ForLetter).OfType<Phrase>().Select(phrases.SayRussian).Distinct()],
            lines, time.Now, time.Zone, "МСК"), await templates.FindAsync(CaseTemplate.Kind, LetterKind.Russian, ct));
        var proposal = TitleComposer.Compose(situation, answers, russian: true);
        return new PreparedLetter(
            draft, situation, answers,
            draft.Subject is { } own && !TitleComposer.IsVague(own) ? own : proposal,
            proposal,
            draft.Letter ?? composed,
            draft.Letter is not null,
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
