using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SupportDesk.Data;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>
/// Writes notifications down, those that come together in one commit: the disk is asked once for all of them. Each is
/// answered when it is safe. One that was seen before costs a look into memory.
/// </summary>
internal sealed class NotificationStore(IDbContextFactory<DeskDbContext> contexts, TimeProvider clock, ILogger<NotificationStore> log) : BackgroundService
{
    private const int MostTogether = 256;
    private const int MostRemembered = 100_000;

    private readonly Channel<Pending> waiting = Channel.CreateBounded<Pending>(new BoundedChannelOptions(4096) { SingleReader = true });
    private readonly ConcurrentDictionary<(Guid Shop, string Key), byte> seen = new();

    /// <summary>Whether it is on the disk already; if so, that it came again is written down by and by.</summary>
    public bool Again(Guid shop, string invId, string key) => seen.ContainsKey((shop, key)) && waiting.Writer.TryWrite(new Pending(shop, invId, key, null));

    /// <summary>Ends when the notification, or the first one of its content, is on the disk.</summary>
    /// <exception cref="InvalidOperationException">It could not be written; whoever sent it has to repeat it.</exception>
    public async ValueTask AddAsync(Notification notification, CancellationToken ct)
    {
        var pending = new Pending(notification.ShopId, notification.InvId, notification.ContentKey, notification);
        await waiting.Writer.WriteAsync(pending, ct);
        await pending.Written.Task;
    }

    // SQLite waits for the disk on the thread that asks. One of the pool's few would be missing to those who answer requests.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.Factory.StartNew(() => WriteUntil(stoppingToken), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void WriteUntil(CancellationToken stopping)
    {
        try
        {
            while (waiting.Reader.WaitToReadAsync(stopping).AsTask().GetAwaiter().GetResult())
                WriteAll();
        }
        catch (OperationCanceledException)
        {
            // The desk stops.
        }

        // What still waits was not answered and will come again.
        waiting.Writer.TryComplete();
        while (waiting.Reader.TryRead(out var late))
            late.Written.TrySetException(new InvalidOperationException("The desk stops."));
    }

    // One connection for as long as they keep coming: to open it costs as much as to write several.
    private void WriteAll()
    {
        var batch = new List<Pending>();
        Take(batch);
        try
        {
            using var db = contexts.CreateDbContext();
            db.Database.OpenConnection();
            using var command = new NotificationCommand(db);
            while (batch.Count > 0)
            {
                using var transaction = db.Database.BeginTransaction();
                command.Join(transaction.GetDbTransaction());
                foreach (var pending in batch)
                {
                    if (pending.Row is { } row)
                        command.Add(row);
                    else
                        command.Repeat(pending.Shop, pending.InvId, pending.Key, clock.GetUtcNow());
                }

                transaction.Commit();
                Answer(batch);
                Take(batch);
            }
        }
        catch (Exception error)
        {
            log.LogError(error, "{Count} notifications could not be written down", batch.Count);
            foreach (var pending in batch)
                pending.Written.TrySetException(new InvalidOperationException("The notification could not be written down."));
        }
    }

    private void Take(List<Pending> batch)
    {
        batch.Clear();
        while (batch.Count < MostTogether && waiting.Reader.TryRead(out var pending))
            batch.Add(pending);
    }

    private void Answer(List<Pending> batch)
    {
        foreach (var pending in batch)
        {
            if (seen.Count >= MostRemembered)
                seen.Clear();
            seen.TryAdd((pending.Shop, pending.Key), 0);
            pending.Written.TrySetResult();
        }
    }

    /// <param name="Row">Null for a repetition.</param>
    private sealed record Pending(Guid Shop, string InvId, string Key, Notification? Row)
    {
        public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
