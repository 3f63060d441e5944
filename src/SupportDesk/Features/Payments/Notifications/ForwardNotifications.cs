using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>Sends notifications on to the shop's own address until it answers as the provider expects, with growing pauses.</summary>
internal sealed class ForwardNotifications(
    IDbContextFactory<DeskDbContext> contexts, ShopForwarder forwarder, TimeProvider clock, ILogger<ForwardNotifications> log) : IUseCase
{
    // A shop that does not answer keeps one of these busy until its time is over.
    private const int MostShopsAtOnce = 64;

    // Of one shop in one run.
    private const int MostOfOneShop = 50;

    // A shop that is slow keeps the run no longer than one that is dead.
    private static readonly TimeSpan MostTimeOfOneShop = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan[] Pauses = [.. new[] { 1, 1, 2, 5, 10, 30, 60, 180, 360, 720 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    /// <returns>How many were tried.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        List<Guid> shops;
        await using (var db = await contexts.CreateDbContextAsync(ct))
        {
            var now = clock.GetUtcNow();
            // What waits for a shop that was put aside waits for it to come back.
            shops = await db.Notifications.Where(n => n.Forward == ForwardState.Waiting && n.ForwardAt <= now)
                .Where(n => db.Shops.Working().Any(shop => shop.Id == n.ShopId)).Select(n => n.ShopId).Distinct().ToListAsync(ct);
        }

        var tried = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = MostShopsAtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(shops, options, async (shop, _) => Interlocked.Add(ref tried, await TryAsync(shop, ct)));
        return tried;
    }

    private async Task<int> TryAsync(Guid shop, CancellationToken ct)
    {
        try
        {
            return await ForwardAsync(shop, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // The others go on; the next run tries this one again.
            log.LogError(error, "Notifications of shop {Shop} could not be sent on", shop);
            return 0;
        }
    }

    /// <summary>The shops do not wait for one another, and one that does not answer is asked once in a run.</summary>
    private async Task<int> ForwardAsync(Guid shop, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var due = await db
            .Notifications.Where(n => n.ShopId == shop && n.Forward == ForwardState.Waiting && n.ForwardAt <= now)
            .OrderBy(n => n.ForwardAt)
            .Take(MostOfOneShop)
            .ToListAsync(ct);
        if (due.Count == 0)
            return 0;
        var settings = await db.ShopSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ShopId == shop, ct);
        var (tried, started) = (0, clock.GetTimestamp());
        foreach (var notification in due)
        {
            var answered = await TryAsync(notification, settings, ct);
            // Each for itself: what was sent must be known even if the next one takes the desk down.
            await db.SaveChangesAsync(CancellationToken.None);
            tried++;
            if (!answered || clock.GetElapsedTime(started) > MostTimeOfOneShop)
                break;
        }

        return tried;
    }

    /// <returns>False if nobody answered there.</returns>
    private async Task<bool> TryAsync(Notification notification, ShopSettings? settings, CancellationToken ct)
    {
        notification.ForwardAttempts++;
        var outcome = await forwarder.SendAsync(settings, notification.InvId, NotificationFields.Read(notification.Fields), ct);
        notification.ForwardReply = outcome.Reply;
        if (!outcome.IsAllowed)
        {
            notification.Forward = ForwardState.Failed;
            return true;
        }

        if (outcome.IsTaken)
            notification.Forward = ForwardState.Done;
        else if (notification.ForwardAttempts >= Pauses.Length)
            notification.Forward = ForwardState.Failed;
        else
            notification.ForwardAt = clock.GetUtcNow() + Pauses[notification.ForwardAttempts - 1];
        return outcome.IsAnswered;
    }
}
