namespace SupportDesk.Features.Email.Authentication;

/// <summary>
/// Whether name resolution is out as a whole. Then nothing is asked for half a minute, so that e-mails do not wait for it
/// one after the other. A single domain that stays silent is no outage: somebody could keep one ready to switch the
/// checks of other domains off, so the root is asked before anything is concluded.
/// </summary>
internal sealed class DnsOutage(Func<CancellationToken, Task<bool>> isAlive, TimeProvider clock, ILogger log)
{
    private static readonly TimeSpan ProbeLongest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private Task? probe;
    private DateTimeOffset until;

    public bool IsNow
    {
        get
        {
            lock (gate)
                return clock.GetUtcNow() < until;
        }
    }

    /// <summary>A lookup got no answer. Those that find out at the same time share one question.</summary>
    public async Task SuspectAsync(CancellationToken ct)
    {
        Task running;
        lock (gate)
        {
            if (probe is null || probe.IsCompleted)
                probe = ProbeAsync();
            running = probe;
        }

        await running.WaitAsync(ct);
    }

    private async Task ProbeAsync()
    {
        using var limit = new CancellationTokenSource(ProbeLongest);
        try
        {
            if (await isAlive(limit.Token))
                return;
        }
        catch (OperationCanceledException)
        {
            // Nothing came in time.
        }

        lock (gate)
            until = clock.GetUtcNow() + Silence;
        log.LogWarning("No name server answers: signatures of e-mails are not checked for {Seconds} seconds", Silence.TotalSeconds);
    }
}
