namespace SupportDesk.Features.Email.Setup;

/// <summary>Whoever stores a mailbox puts it into force before the next one may store: what lies on the disk is what holds.</summary>
internal sealed class MailboxTurn : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    public async Task<T> RunAsync<T>(Func<Task<T>> store, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            return await store();
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
