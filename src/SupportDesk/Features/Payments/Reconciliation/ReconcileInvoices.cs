using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Payments.Reconciliation;

/// <summary>Asks the provider about the followed invoices whose time has come, a few at once.</summary>
internal sealed class ReconcileInvoices(IDbContextFactory<DeskDbContext> contexts, GatherInvoices gather, CheckInvoice check, TimeProvider clock) : IUseCase
{
    private const int MostAtOnce = 30;
    private static readonly TimeSpan ShopPause = TimeSpan.FromHours(1);

    /// <returns>How many were asked about.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        await gather.RunAsync(ct);
        var asked = 0;
        var refused = new HashSet<Guid>();
        foreach (var (id, shop) in await DueAsync(ct))
        {
            if (refused.Contains(shop))
                continue;
            var answer = await check.RunAsync(id, Actor.System, ct);
            asked++;
            if (CheckInvoice.IsRefused(answer))
            {
                refused.Add(shop);
                await PauseAsync(shop, ct);
            }
            // The provider is away; what is due stays due, and the next run tries one of the others.
            else if (answer.Ok && answer.Value.Outcome is StatusOutcome.Unreachable or StatusOutcome.TimedOut)
            {
                break;
            }
        }

        return asked;
    }

    private async Task<List<(Guid Id, Guid Shop)>> DueAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        return
        [
            .. (
                await db
                    .ReconciledInvoices.Where(w => w.NextAt != null && w.NextAt <= now)
                    // Those of a shop that was put aside wait for it to come back.
                    .Where(w => db.Shops.Working().Any(shop => shop.Id == w.ShopId))
                    .OrderBy(w => w.NextAt)
                    .Take(MostAtOnce)
                    .Select(w => new { w.Id, w.ShopId })
                    .ToListAsync(ct)
            ).Select(w => (w.Id, w.ShopId)),
        ];
    }

    // What one question was refused for, every other of that shop would be refused for too.
    private async Task PauseAsync(Guid shop, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var then = clock.GetUtcNow() + ShopPause;
        await db
            .ReconciledInvoices.Where(w => w.ShopId == shop && w.NextAt != null && w.NextAt < then)
            .ExecuteUpdateAsync(set => set.SetProperty(w => w.NextAt, then), ct);
    }
}
