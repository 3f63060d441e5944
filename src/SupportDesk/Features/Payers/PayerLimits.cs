using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Kernel.Http;

namespace SupportDesk.Features.Payers;

/// <summary>Counts what comes from one network address and what goes to one mailbox. In memory: a restart forgives.</summary>
internal sealed class PayerLimits(IOptions<PayerOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress?> forms = PerHour<IPAddress?>(options.Value.FormsPerHour, ClientNetwork.Of);
    private readonly PartitionedRateLimiter<IPAddress?> cases = PerHour<IPAddress?>(options.Value.CasesPerHour, ClientNetwork.Of);
    private readonly PartitionedRateLimiter<string> emails = PerHour<string>(options.Value.LettersPerHour, AddressKey.Of);

    public bool AllowsForm(IPAddress? from) => Take(forms, from);

    public bool AllowsCase(IPAddress? from) => Take(cases, from);

    /// <summary>A confirmation to this address, however it is spelled.</summary>
    public bool AllowsEmail(string address)
    {
        using var lease = emails.AttemptAcquire(address);
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        emails.Dispose();
        forms.Dispose();
        cases.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<IPAddress?> limiter, IPAddress? from)
    {
        using var lease = limiter.AttemptAcquire(from);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<T> PerHour<T>(int count, Func<T, string> keyOf) =>
        PartitionedRateLimiter.Create<T, string>(from => RateLimitPartition.GetSlidingWindowLimiter(
            keyOf(from),
            _ => new SlidingWindowRateLimiterOptions { PermitLimit = count, Window = TimeSpan.FromHours(1), SegmentsPerWindow = 6 }));
}
