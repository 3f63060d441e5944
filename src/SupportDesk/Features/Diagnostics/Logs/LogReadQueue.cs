using System.Threading.RateLimiting;

namespace SupportDesk.Features.Diagnostics.Logs;

/// <summary>How many logs are read at once, in all and for one person: each takes a part of a processor for as long as it comes in.</summary>
internal sealed class LogReadQueue : IDisposable
{
    public const int InAll = 4;
    public const int OfOne = 2;

    private readonly PartitionedRateLimiter<Guid> limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<Guid, Guid>(person => RateLimitPartition.GetConcurrencyLimiter(person, _ => Limit(OfOne))),
        PartitionedRateLimiter.Create<Guid, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => Limit(InAll))));

    /// <summary>The turn ends when the lease is disposed; one that was not acquired must not read.</summary>
    public RateLimitLease Take(Guid person) => limiter.AttemptAcquire(person);

    /// <summary>How many turns are left for this person now.</summary>
    public long LeftFor(Guid person) => limiter.GetStatistics(person)?.CurrentAvailablePermits ?? OfOne;

    public void Dispose() => limiter.Dispose();

    private static ConcurrencyLimiterOptions Limit(int permits) => new() { PermitLimit = permits, QueueLimit = 0 };
}
