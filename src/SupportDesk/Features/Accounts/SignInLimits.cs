using System.Net;
using System.Threading.RateLimiting;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Accounts;

/// <summary>
/// Slows down whoever guesses passwords, by the network the guesses come from: no number of them keeps the owner of an
/// account out, and an address that nobody has is treated like any other. In memory: a restart forgives.
/// </summary>
internal sealed class SignInLimits : IDisposable
{
    /// <summary>Wrong passwords for one address out of one network, in <see cref="Window"/>.</summary>
    public const int OfOneAddress = 5;

    /// <summary>Wrong passwords out of one network, whatever the addresses.</summary>
    public const int OfOneNetwork = 20;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // Attempts that run at once are counted only when they fail: so many go beyond the limits at most.
    private const int AtOnce = 4;

    private readonly PartitionedRateLimiter<string> running = PartitionedRateLimiter.Create<string, string>(network =>
        RateLimitPartition.GetConcurrencyLimiter(network, _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce, QueueLimit = OfOneNetwork })
    );

    private readonly PartitionedRateLimiter<string> addresses = Failures(OfOneAddress);
    private readonly PartitionedRateLimiter<string> networks = Failures(OfOneNetwork);

    /// <returns>The attempt, disposed when it is over; null if there were too many.</returns>
    public async Task<Attempt?> BeginAsync(IPAddress? from, string? email, CancellationToken ct)
    {
        var network = ClientNetwork.Of(from);
        var attempt = new Attempt(this, await running.AcquireAsync(network, 1, ct), network, network + " " + AddressKey.Of(email ?? ""));
        if (attempt.Allowed)
            return attempt;
        attempt.Dispose();
        return null;
    }

    public void Dispose()
    {
        running.Dispose();
        addresses.Dispose();
        networks.Dispose();
    }

    private static PartitionedRateLimiter<string> Failures(int most) =>
        PartitionedRateLimiter.Create<string, string>(key =>
            RateLimitPartition.GetSlidingWindowLimiter(
                key,
                _ => new SlidingWindowRateLimiterOptions { PermitLimit = most, Window = Window, SegmentsPerWindow = 5, QueueLimit = 0 }
            )
        );

    /// <summary>One try to sign in.</summary>
    internal sealed class Attempt(SignInLimits limits, RateLimitLease turn, string network, string address) : IDisposable
    {
        // Nothing is taken by looking.
        internal bool Allowed => turn.IsAcquired && Has(limits.networks, network) && Has(limits.addresses, address);

        public void Fail()
        {
            limits.networks.AttemptAcquire(network).Dispose();
            limits.addresses.AttemptAcquire(address).Dispose();
        }

        public void Dispose() => turn.Dispose();

        private static bool Has(PartitionedRateLimiter<string> limiter, string key)
        {
            using var lease = limiter.AttemptAcquire(key, 0);
            return lease.IsAcquired;
        }
    }
}
