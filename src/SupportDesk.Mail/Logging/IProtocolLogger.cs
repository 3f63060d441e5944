namespace SupportDesk.Mail;

/// <summary>
/// Hears what <see cref="SmtpClient"/> and <see cref="ImapClient"/> say and are told. Contents of letters are never passed: the text that a
/// client hands over and the literals that a server sends appear as their size in bytes.
/// </summary>
public interface IProtocolLogger : IDisposable
{
    /// <summary>Gets or sets what finds the secrets in the bytes of <see cref="LogClient"/>; set by the client.</summary>
    IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>Hears that a connection has been opened.</summary>
    /// <param name="uri">Where to, such as <c>imaps://host:993/</c>.</param>
    void LogConnect(Uri uri);

    /// <summary>Hears what the client says. It may hold secrets: ask <see cref="AuthenticationSecretDetector"/>.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many there are.</param>
    void LogClient(byte[] buffer, int offset, int count);

    /// <summary>Hears what the server says, line by line; long lines are shortened.</summary>
    /// <param name="buffer">Holds the bytes.</param>
    /// <param name="offset">Where they begin.</param>
    /// <param name="count">How many there are.</param>
    void LogServer(byte[] buffer, int offset, int count);
}
