using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Audit;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>Sends a stored notification to the shop's own address once more. It reaches into the shop, so it is on record.</summary>
public sealed class ReplayNotification(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock) : IUseCase
{
    public async Task<Result<Unit>> RunAsync(Guid id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var notification = await db.Notifications.FirstOrDefaultAsync(n => n.Id == id, ct);
        if (notification is null || !actor.SeesShop(notification.ShopId))
            return Problem.NotFound;
        if (notification.Verdict != NotificationVerdict.Verified || notification.State is not null)
            return new Problem("ReplayNotVerified");
        if (!await db.Shops.Working().AnyAsync(shop => shop.Id == notification.ShopId, ct))
            return new Problem("ReplayArchived");
        if (!notification.IsWhole)
            return new Problem("ReplayHidden");
        (notification.Forward, notification.ForwardAttempts, notification.ForwardAt, notification.ForwardReply) = (
            ForwardState.Waiting,
            0,
            clock.GetUtcNow(),
            null
        );
        db.AddAudit(actor, clock, "notification.replay", notification.InvId);
        await db.SaveChangesAsync(ct);
        return default(Unit);
    }
}
