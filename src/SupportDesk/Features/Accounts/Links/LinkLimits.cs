using System.Net;
using System.Threading.RateLimiting;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Accounts.Links;

/// <summary>Slows down whoever tries links that are none, by their network. In memory: a restart forgives.</summary>
internal sealed class LinkLimits : IDisposable
{
    /// <summary>Links that open nothing, out of one network, in <see cref="Window"/>.</summary>
    public const int OfOneNetwork = 20;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly PartitionedRateLimiter<IPAddress?> wrong = PartitionedRateLimiter.Create<IPAddress?, string>(from =>
        RateLimitPartition.GetSlidingWindowLimiter(
            ClientNetwork.Of(from), _ => new SlidingWindowRateLimiterOptions { PermitLimit = OfOneNetwork, Window = Window, SegmentsPerWindow = 5 })
    );

    /// <summary>Takes nothing.</summary>
    public bool Allows(IPAddress? from)
    {
        using var lease = wrong.AttemptAcquire(from, 0);
        return lease.IsAcquired;
    }

    public void Fail(IPAddress? from) => wrong.AttemptAcquire(from).Dispose();

    public void Dispose() => wrong.Dispose();
}
