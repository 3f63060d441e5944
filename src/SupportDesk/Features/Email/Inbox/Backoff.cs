namespace SupportDesk.Features.Email.Inbox;

internal static class Backoff
{
    /// <summary>Waits until the time is over or the bell rings, whichever comes first.</summary>
    public static async Task UntilAsync(TimeSpan time, TimeProvider clock, CancellationToken bell, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bell, ct);
        try
        {
            await Task.Delay(time, clock, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The bell rang.
        }
    }
}
