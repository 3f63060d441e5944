using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Situations;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Checks;

/// <summary>Runs the checks of an item: first whether the answer can be at all, then those its checklist names.</summary>
public sealed class CheckRunner(IEnumerable<IChecklistCheck> checks, DeskTime time, ILogger<CheckRunner> log)
{
    /// <summary>At once and without looking anywhere: null when the answer can be, or is not given yet.</summary>
    public Verdict? Format(ChecklistItem item, string answer) => AnswerFormat.Wrong(item, answer, time.Now, time.Zone) is { } problem
        ? new Verdict(Tone.Red, new Phrase(typeof(IntakeText), problem.Code, problem.Args), Phrase.Of(problem.Code + "Advice")) { Impossible = true }
        : null;

    public async Task<IReadOnlyList<Verdict>> RunAsync(
        ChecklistItem item, CaseAnswers answers, Situation situation, DraftView draft, Actor actor, CancellationToken ct)
    {
        var answer = answers[item.Key];
        if (Format(item, answer) is { } wrong)
            return [wrong];
        if (item.Kind == ItemKind.File ? draft.Files.Count == 0 : answer.Length == 0)
            return [];
        var input = new CheckInput(item, answer, answers.Copy(), situation, draft, actor);
        var verdicts = new List<Verdict>();
        foreach (var check in item.Checks.Select(name => checks.FirstOrDefault(check => check.Name == name)).OfType<IChecklistCheck>())
        {
            if (await RunOneAsync(check, input, ct) is { } verdict)
                verdicts.Add(verdict);
        }

        return verdicts;
    }

    private async Task<Verdict?> RunOneAsync(IChecklistCheck check, CheckInput input, CancellationToken ct)
    {
        using var capped = CancellationTokenSource.CreateLinkedTokenSource(ct);
        capped.CancelAfter(check.Patience);
        try
        {
            return await check.RunAsync(input, capped.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new Verdict(Tone.Yellow, Phrase.Of("CheckSlow"), Phrase.Of("CheckSlowAdvice"));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // One check that breaks must not take the form with it.
            log.LogError(error, "Check {Check} failed", check.Name);
            return new Verdict(Tone.Yellow, Phrase.Of("CheckFailed"), Phrase.Of("CheckSlowAdvice"));
        }
    }
}
