using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Settings.FirstRun;

/// <summary>Puts a step off or takes it up again; so for the whole list. It holds for the desk, not for one person.</summary>
public sealed class PutOffFirstStep(IDbContextFactory<DeskDbContext> contexts, IEnumerable<IFirstStep> steps, TimeProvider clock) : IUseCase
{
    /// <param name="step">Key of the step; null for the whole list.</param>
    public async Task<Result<Unit>> RunAsync(string? step, bool putOff, Actor actor, CancellationToken ct)
    {
        var key = step ?? ReadFirstSteps.WholeList;
        if (!ReadFirstSteps.Allows(actor) || step is not null && !steps.Any(one => one.Key == step))
            return Problem.NotFound;
        await using var db = await contexts.CreateDbContextAsync(ct);
        // The write lock first: two may do the same at once.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var row = await db.FirstStepChoices.FirstOrDefaultAsync(one => one.Step == key, ct);
        if (putOff == row is not null)
            return default(Unit);
        if (row is not null)
            db.FirstStepChoices.Remove(row);
        else
            db.FirstStepChoices.Add(new FirstStepChoice { Step = key, At = clock.GetUtcNow(), By = actor.Name });
        db.AddAudit(actor, clock, putOff ? "start.putoff" : "start.takeup", step ?? "*");
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return default(Unit);
    }
}
