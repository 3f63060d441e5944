namespace SupportDesk.Mail;

/// <summary>Keeps nothing.</summary>
public sealed class NullProtocolLogger : IProtocolLogger
{
    /// <inheritdoc/>
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <inheritdoc/>
    public void LogConnect(Uri uri)
    {
    }

    /// <inheritdoc/>
    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    /// <inheritdoc/>
    public void LogServer(byte[] buffer, int offset, int count)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
