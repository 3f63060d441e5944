using System.Threading.Channels;
using Quartz;
using SupportDesk.Data.Outbox;

namespace SupportDesk.Features.Mailroom.Sending;

[DisallowConcurrentExecution]
internal sealed class SendMailJob(SendQueuedMail send) : IJob
{
    public static readonly JobKey Key = new("send-mail");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await send.RunAsync(cancellationToken);
}

/// <summary>Starts the sender as soon as a letter is committed instead of at its next turn.</summary>
internal sealed class SendAtOnce(OutboxSignal signal, ISchedulerFactory schedulers, IHostApplicationLifetime lifetime) : BackgroundService
{
    // One waiting call is enough: a run takes all letters that are due.
    private readonly Channel<bool> calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signal.Woken += Note;
        try
        {
            var started = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);
            var scheduler = await schedulers.GetScheduler(stoppingToken);
            await foreach (var _ in calls.Reader.ReadAllAsync(stoppingToken))
                await scheduler.TriggerJob(SendMailJob.Key, cancellationToken: stoppingToken);
        }
        finally
        {
            signal.Woken -= Note;
        }
    }

    private void Note() => calls.Writer.TryWrite(true);
}
