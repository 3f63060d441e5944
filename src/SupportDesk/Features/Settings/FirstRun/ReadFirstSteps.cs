using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.FirstRun;

/// <param name="IsPutOff">Somebody wants to do it later.</param>
public sealed record FirstStepView(IFirstStep Step, FirstStepState State, bool IsPutOff);

/// <param name="IsDismissed">Somebody does not want to see the list on the first page.</param>
public sealed record FirstStepsView(IReadOnlyList<FirstStepView> Steps, bool IsDismissed)
{
    public int Done => Steps.Count(one => one.State.IsDone);

    public bool IsComplete => Done == Steps.Count;

    /// <summary>What is to be done next; null once nothing is left, or all of it is put off.</summary>
    public FirstStepView? Next => Steps.FirstOrDefault(one => !one.State.IsDone && !one.IsPutOff);
}

/// <summary>How far the desk is set up. Only administrators can do what it asks for, so nobody else sees it.</summary>
public sealed class ReadFirstSteps(IDbContextFactory<DeskDbContext> contexts, IEnumerable<IFirstStep> steps) : IUseCase
{
    /// <summary>The key under which the whole list is put off.</summary>
    internal const string WholeList = "";

    public static bool Allows(Actor actor) => actor.Role == DeskRole.Admin;

    /// <param name="evenDismissed">Also look at the steps of a list that somebody dismissed.</param>
    public async Task<Result<FirstStepsView>> RunAsync(bool evenDismissed, Actor actor, CancellationToken ct)
    {
        if (!Allows(actor))
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var putOff = await db.FirstStepChoices.AsNoTracking().Select(one => one.Step).ToListAsync(ct);
        var isDismissed = putOff.Contains(WholeList);
        var views = new List<FirstStepView>();
        if (!isDismissed || evenDismissed)
        {
            foreach (var step in steps.OrderBy(one => one.Order))
                views.Add(new FirstStepView(step, await step.LookAsync(ct), putOff.Contains(step.Key)));
        }

        return new FirstStepsView(views, isDismissed);
    }
}
