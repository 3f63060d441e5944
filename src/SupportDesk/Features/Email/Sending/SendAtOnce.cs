using SupportDesk.Data;
using SupportDesk.Jobs;

namespace SupportDesk.Features.Email.Sending;

/// <summary>Starts the sender as soon as an e-mail is committed instead of at its next turn.</summary>
internal sealed class SendAtOnce(OutboxSignal signal, JobCaller jobs) : IHostedService
{
    public const string Job = "send-mail";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        signal.Woken += Call;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        signal.Woken -= Call;
        return Task.CompletedTask;
    }

    private void Call() => jobs.Call(Job);
}
