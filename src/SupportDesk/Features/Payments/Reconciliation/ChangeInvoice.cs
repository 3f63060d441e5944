using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Payments.Reconciliation;

/// <summary>What a person does with one followed invoice: asks now, takes it off the list, puts it back.</summary>
public sealed class ChangeInvoice(IDbContextFactory<DeskDbContext> contexts, CheckInvoice check, TimeProvider clock) : IUseCase
{
    public Task<Result<StatusAnswer>> AskAsync(Guid id, Actor actor, CancellationToken ct) => check.RunAsync(id, actor, ct);

    /// <summary>Its alarm, if there is one, counts as dealt with.</summary>
    public Task<Result<Unit>> StopAsync(Guid id, Actor actor, CancellationToken ct) =>
        ChangeAsync(id, actor, row => (row.State, row.NextAt) = (ReconciliationState.Stopped, null), ct);

    /// <summary>Undoes <see cref="StopAsync"/>: an alarm stands again, as it did.</summary>
    public Task<Result<Unit>> ResumeAsync(Guid id, Actor actor, CancellationToken ct) =>
        ChangeAsync(id, actor, row => (row.State, row.NextAt) = (ReconciliationState.Followed, clock.GetUtcNow()), ct);

    private async Task<Result<Unit>> ChangeAsync(Guid id, Actor actor, Action<ReconciledInvoice> change, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.ReconciledInvoices.FindAsync([id], ct);
        if (row is null || !actor.SeesShop(row.ShopId))
            return Problem.NotFound;
        change(row);
        await db.SaveChangesAsync(ct);
        return default(Unit);
    }
}
