namespace SupportDesk.Features.Email.Authentication;

/// <summary>
/// The lookups that one e-mail may cause, and how long all of them may take together. What goes beyond gets no answer, and
/// never an exception: an e-mail must not be able to undo what was found out before.
/// </summary>
internal sealed class LookupBudget : ITxtResolver, IDisposable
{
    private const int Most = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private readonly ITxtResolver dns;
    private readonly CancellationToken caller;
    private readonly CancellationTokenSource limit;
    private int used;

    public LookupBudget(ITxtResolver dns, CancellationToken ct)
    {
        (this.dns, caller, limit) = (dns, ct, CancellationTokenSource.CreateLinkedTokenSource(ct));
        limit.CancelAfter(Longest);
    }

    public async Task<TxtAnswer> ResolveAsync(string name, CancellationToken ct)
    {
        if (Interlocked.Increment(ref used) > Most || limit.IsCancellationRequested)
            return TxtAnswer.Unavailable;
        try
        {
            return await dns.ResolveAsync(name, limit.Token);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return TxtAnswer.Unavailable;
        }
    }

    public void Dispose() => limit.Dispose();
}
