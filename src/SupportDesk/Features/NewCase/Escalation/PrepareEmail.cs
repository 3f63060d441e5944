using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.Outbox.Templates;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Escalation;

/// <summary>
/// Writes the e-mail of a draft as the provider will see it, with what its checks found. Nothing is stored, and what is sent
/// is what was shown: <see cref="SendCase"/> takes the text from the page.
/// </summary>
public sealed class PrepareEmail(ReadCaseToSend read, CheckRunner checks, LocalizedTexts texts, EmailTemplates templates, DeskTime time) : IUseCase
{
    public async Task<Result<PreparedEmail>> RunAsync(Guid draftId, Actor actor, CancellationToken ct)
    {
        var found = await read.RunAsync(draftId, actor, ct);
        if (!found.Ok)
            return found.Problems[0];
        var (draft, caseType, answers) = (found.Value.Draft, found.Value.CaseType, found.Value.Answers);
        var results = new List<CheckResult>();
        foreach (var item in caseType.Items)
            results.AddRange(await checks.RunAsync(item, answers, caseType, draft, actor, ct));
        var body =
            draft.Email
            ?? CaseEmailComposer.Compose(
                new CaseEmailComposer.Facts(
                    caseType,
                    answers,
                    draft.MerchantLogin,
                    draft.ShopName,
                    actor.Name,
                    [.. results.Select(result => result.ForEmail).OfType<LocalizedText>().Select(texts.SayRussian).Distinct()],
                    found.Value.LogLines,
                    time.Now,
                    time.Zone,
                    "МСК"
                ),
                await templates.FindAsync(CaseTemplate.Kind, EmailKind.Russian, ct)
            );
        return new PreparedEmail(found.Value, body, draft.Email is not null, results.Select(result => result.Twin).OfType<OpenTwin>().FirstOrDefault());
    }
}
