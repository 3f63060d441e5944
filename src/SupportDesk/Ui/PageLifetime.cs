namespace SupportDesk.Ui;

/// <summary>
/// For how long a page is shown. Its token is canceled when the page goes, and may be asked for later, too: what the page began goes on until it
/// notices, and a source that is disposed would throw there and break the circuit.
/// </summary>
public sealed class PageLifetime : IDisposable
{
    private readonly CancellationTokenSource over = new();

    public PageLifetime() => Token = over.Token;

    public CancellationToken Token { get; }

    public void Dispose()
    {
        if (Token.IsCancellationRequested)
            return;
        over.Cancel();
        over.Dispose();
    }
}
