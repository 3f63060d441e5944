using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>
/// Sends a genuine notification on that cannot be stored as it came, because something in it has to be hidden: once, from
/// memory, as soon as it is recorded. The provider's request does not wait for it.
/// </summary>
internal sealed class ForwardAtOnce(IDbContextFactory<DeskDbContext> contexts, ShopForwarder forwarder, ILogger<ForwardAtOnce> log)
{
    private readonly HashSet<Task> running = [];

    /// <summary>Ends when what was begun so far has ended.</summary>
    public Task IdleAsync()
    {
        lock (running)
            return Task.WhenAll(running);
    }

    /// <param name="notification">The row, which is on the disk and says that this has not happened.</param>
    /// <param name="fields">Its fields as they came.</param>
    public void Begin(Notification notification, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        lock (running)
        {
            running.RemoveWhere(task => task.IsCompleted);
            running.Add(Task.Run(() => SendAsync(notification, fields)));
        }
    }

    private async Task SendAsync(Notification notification, IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            var settings = await db.ShopSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ShopId == notification.ShopId);
            var outcome = await forwarder.SendAsync(settings, notification.InvId, fields, CancellationToken.None);
            var state = outcome.IsTaken ? ForwardState.Done : ForwardState.Failed;
            await db.Notifications.Where(n => n.Id == notification.Id).ExecuteUpdateAsync(set =>
                set.SetProperty(n => n.Forward, state).SetProperty(n => n.ForwardAttempts, 1).SetProperty(n => n.ForwardReply, outcome.Reply));
        }
        catch (Exception error)
        {
            // Its row goes on saying that it was not sent on.
            log.LogError(error, "A notification of shop {Shop} in which something is hidden could not be sent on", notification.ShopId);
        }
    }
}
