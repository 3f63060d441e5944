using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Doctor.Recorder;

/// <summary>Sends a stored notification to the shop's own address once more. It reaches into the shop, so it is on record.</summary>
public sealed class ReplayNotification(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock)
{
    public async Task<Result<Done>> RunAsync(Guid id, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var notification = await db.Notifications.FirstOrDefaultAsync(n => n.Id == id, ct);
        if (notification is null || !actor.SeesShop(notification.ShopId))
            return Problem.NotFound;
        if (notification.Verdict != NotificationVerdict.Verified || notification.State is not null)
            return new Problem("ReplayNotVerified");
        if (!notification.IsWhole)
            return new Problem("ReplayHidden");
        (notification.Forward, notification.ForwardAttempts, notification.ForwardAt, notification.ForwardReply) = (ForwardState.Waiting, 0, clock.GetUtcNow(), null);
        db.Audit.Add(new AuditRecord
        {
            Id = Ids.New(clock), At = clock.GetUtcNow(), ActorId = actor.UserId, ActorName = actor.Name, Action = "notification.replay", Subject = notification.InvId,
        });
        await db.SaveChangesAsync(ct);
        return default(Done);
    }
}
