namespace SupportDesk.Features.Email.Inbox;

/// <summary>One worker for each mailbox; none of them can disturb another one.</summary>
internal sealed class MailboxWorkers(
    Mailboxes mailboxes, IServiceScopeFactory scopes, MailboxSignals signals, MailSettings settings, TimeProvider clock, ILogger<MailboxWorker> log,
    IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource();
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        await Task.WhenAll(mailboxes.All.Select(mailbox =>
            Task.Run(() => new MailboxWorker(mailbox, scopes, signals, settings, clock, log).RunAsync(stoppingToken), CancellationToken.None)));
    }
}
