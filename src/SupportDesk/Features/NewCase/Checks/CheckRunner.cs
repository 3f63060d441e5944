using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Checks;

/// <summary>Runs the checks of an item: first whether the answer can be at all, then those its checklist names.</summary>
public sealed class CheckRunner(IEnumerable<IChecklistCheck> checks, DeskTime time, ILogger<CheckRunner> log) : IUseCase
{
    /// <summary>At once and without looking anywhere: null when the answer can be, or is not given yet.</summary>
    public CheckResult? Format(ChecklistItem item, string answer) =>
        AnswerFormat.Wrong(item, answer, time.Now, time.Zone) is { } problem
            ? new CheckResult(Severity.Red, new LocalizedText(typeof(NewCaseText), problem.Code, problem.Args), CheckText.Of(problem.Code + "Advice"))
            {
                Impossible = true,
            }
            : null;

    public async Task<IReadOnlyList<CheckResult>> RunAsync(
        ChecklistItem item, CaseAnswers answers, CaseType caseType, DraftView draft, Actor actor, CancellationToken ct)
    {
        var answer = answers[item.Key];
        if (Format(item, answer) is { } wrong)
            return [wrong];
        if (item.Kind == ItemKind.File ? draft.Files.Count == 0 : answer.Length == 0)
            return [];
        var input = new CheckInput(item, answer, answers.Copy(), caseType, draft, actor);
        var results = new List<CheckResult>();
        foreach (var check in item.Checks.Select(name => checks.FirstOrDefault(check => check.Name == name)).OfType<IChecklistCheck>())
        {
            if (await RunOneAsync(check, input, ct) is { } verdict)
                results.Add(verdict);
        }

        return results;
    }

    private async Task<CheckResult?> RunOneAsync(IChecklistCheck check, CheckInput input, CancellationToken ct)
    {
        using var capped = CancellationTokenSource.CreateLinkedTokenSource(ct);
        capped.CancelAfter(check.Timeout);
        try
        {
            return await check.RunAsync(input, capped.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new CheckResult(Severity.Yellow, CheckText.Of("CheckSlow"), CheckText.Of("CheckSlowAdvice"));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One check that breaks must not take the form with it.
            log.LogError(error, "Check {Check} failed", check.Name);
            return new CheckResult(Severity.Yellow, CheckText.Of("CheckFailed"), CheckText.Of("CheckSlowAdvice"));
        }
    }
}
