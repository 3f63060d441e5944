namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// One worker for each mailbox; none of them can disturb another one. After a change of the settings the worker of each
/// mailbox that is no longer as it was ends, and one with the new settings begins. One that is held has none.
/// </summary>
internal sealed class MailboxWorkers(
    Mailboxes mailboxes, IServiceScopeFactory scopes, MailboxSignals signals, MailSettings settings, TimeProvider clock, ILogger<MailboxWorker> log,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        var running = new List<Running>();
        try
        {
            while (true)
            {
                var changed = settings.Changed;
                await SwitchAsync(running, [.. settings.Mailboxes.Where(box => !box.IsHeld)], stoppingToken);
                await Backoff.UntilAsync(Timeout.InfiniteTimeSpan, clock, changed, stoppingToken);
            }
        }
        finally
        {
            foreach (var worker in running)
                await worker.StopAsync();
        }
    }

    // The old worker has left the mailbox before the new one enters: two of them would fetch the same e-mail.
    private async Task SwitchAsync(List<Running> running, IReadOnlyList<MailboxSettings> wanted, CancellationToken stoppingToken)
    {
        foreach (var old in running.Where(one => !wanted.Contains(one.Box, ReferenceEqualityComparer.Instance)).ToList())
        {
            await old.StopAsync();
            running.Remove(old);
        }

        running.AddRange(wanted.Where(box => !running.Exists(one => ReferenceEquals(one.Box, box))).Select(box => Start(box, stoppingToken)).ToList());
    }

    private Running Start(MailboxSettings box, CancellationToken stoppingToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var worker = new MailboxWorker(mailboxes.Of(box), scopes, signals, settings, clock, log);
        return new Running(box, stop, Task.Run(() => worker.RunAsync(stop.Token), CancellationToken.None));
    }

    private sealed record Running(MailboxSettings Box, CancellationTokenSource Stop, Task Work)
    {
        public async Task StopAsync()
        {
            await Stop.CancelAsync();
            // However it ends, it is over: its own failures it has written down.
            await Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Stop.Dispose();
        }
    }
}
