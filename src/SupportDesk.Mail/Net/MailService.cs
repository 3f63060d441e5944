using System.Net.Security;

namespace SupportDesk.Mail;

/// <summary>What <see cref="SmtpClient"/> and <see cref="ImapClient"/> have in common. A client serves one caller at a time.</summary>
public abstract class MailService : IDisposable
{
    /// <summary>No mechanism asks more often.</summary>
    private protected const int MaxChallenges = 10;

    private readonly AuthenticationSecretDetector _detector;
    private readonly WireLog _log;

    private protected MailService(IProtocolLogger protocolLogger, AuthenticationSecretDetector detector)
    {
        ArgumentNullException.ThrowIfNull(protocolLogger);
        ProtocolLogger = protocolLogger;
        _log = new WireLog(protocolLogger);
        protocolLogger.AuthenticationSecretDetector = _detector = detector;
    }

    /// <summary>Gets what hears the conversation with the server; it is disposed with the client.</summary>
    public IProtocolLogger ProtocolLogger { get; }

    /// <summary>Gets or sets how long one answer of the server may take, in milliseconds; 120,000 by default.</summary>
    public int Timeout { get; set; } = 120_000;

    /// <summary>Gets or sets who decides about the server's certificate; null leaves it to the system.</summary>
    public RemoteCertificateValidationCallback? ServerCertificateValidationCallback { get; set; }

    /// <summary>Gets or sets whether revocation lists are asked; on by default, as in MailKit.</summary>
    public bool CheckCertificateRevocation { get; set; } = true;

    /// <summary>Gets whether a connection is open, as far as this side knows.</summary>
    public bool IsConnected => Connection is not null;

    /// <summary>Gets whether the connection is encrypted.</summary>
    public bool IsSecure => Connection?.IsSecure ?? false;

    /// <summary>Gets whether the server knows who the client is.</summary>
    public bool IsAuthenticated { get; private protected set; }

    private protected MailConnection? Connection { get; private set; }

    private protected MailConnection Connected =>
        Connection ?? throw NotConnected();

    private protected abstract int ImplicitTlsPort { get; }

    private protected abstract string Scheme { get; }

    /// <summary>Connects and, as the options say, encrypts.</summary>
    /// <param name="host">Name or address of the server.</param>
    /// <param name="port">Its port.</param>
    /// <param name="options">How the connection is encrypted.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="NotSupportedException">STARTTLS is required and the server does not offer it.</exception>
    /// <exception cref="SslHandshakeException">The certificate is not trusted, or TLS failed otherwise.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">Nobody listens there.</exception>
    /// <exception cref="IOException">The connection broke or took too long.</exception>
    public async Task ConnectAsync(string host, int port, SecureSocketOptions options = SecureSocketOptions.Auto, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        if (Connection is not null) throw new InvalidOperationException("The mail client is connected already.");
        if (options == SecureSocketOptions.Auto) options = port == ImplicitTlsPort ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTls;
        Connection = await MailConnection.OpenAsync(host, port, TimeSpan.FromMilliseconds(Timeout), _log, cancellationToken).ConfigureAwait(false);
        try
        {
            _log.Connected(options == SecureSocketOptions.SslOnConnect ? Scheme + "s" : Scheme, host, port);
            if (options == SecureSocketOptions.SslOnConnect) await SecureAsync(host, cancellationToken).ConfigureAwait(false);
            await GreetAsync(host, options, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Drop();
            throw;
        }
    }

    /// <summary>Says who the client is, by the first of PLAIN and LOGIN that the server offers.</summary>
    /// <param name="userName">Name of the account.</param>
    /// <param name="password">Its password.</param>
    /// <param name="cancellationToken">Stops the work; the connection is closed then.</param>
    /// <exception cref="AuthenticationException">The server refused for good; its text is the message.</exception>
    /// <exception cref="CommandException">The server cannot tell at the moment.</exception>
    /// <exception cref="NotSupportedException">The server offers neither PLAIN nor LOGIN.</exception>
    /// <exception cref="InvalidOperationException">The server knows the client already.</exception>
    public abstract Task AuthenticateAsync(string userName, string password, CancellationToken cancellationToken = default);

    /// <summary>Says who the client is, by a mechanism of the caller's choice.</summary>
    /// <param name="mechanism">The mechanism; it is <see cref="SaslMechanism.Reset"/> first.</param>
    /// <param name="cancellationToken">Stops the work; the connection is closed then.</param>
    /// <exception cref="AuthenticationException">The server refused for good; its text is the message, never with the secret in it.</exception>
    /// <exception cref="CommandException">The server cannot tell at the moment.</exception>
    /// <exception cref="NotSupportedException">The server does not offer the mechanism; no secret has been sent.</exception>
    /// <exception cref="InvalidOperationException">The server knows the client already.</exception>
    public abstract Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default);

    /// <summary>Ends the connection.</summary>
    /// <param name="quit">Whether to say goodbye first; failures of that are of no interest.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task DisconnectAsync(bool quit, CancellationToken cancellationToken = default)
    {
        if (Connection is null) return;
        try
        {
            if (quit) await QuitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ProtocolException or CommandException)
        {
            // The connection ends either way.
        }
        finally
        {
            Drop();
        }
    }

    /// <summary>Closes the connection without saying goodbye, and the protocol log.</summary>
    public void Dispose()
    {
        Drop();
        ProtocolLogger.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Chooses how a password is sent. Null when neither way is offered.</summary>
    private protected static SaslMechanism? Choose(string userName, string password, HashSet<string> offered) =>
        offered.Contains("PLAIN") ? new SaslMechanismPlain(userName, password)
        : offered.Contains("LOGIN") ? new SaslMechanismLogin(userName, password)
        : null;

    private protected static ServiceNotConnectedException NotConnected() => new("The mail client is not connected.");

    private protected static NotSupportedException NoPassword() => new("The mail server takes no password on this connection: it offers neither PLAIN nor LOGIN.");

    /// <summary>Checks that an exchange may begin, and keeps its secrets out of the log while it runs.</summary>
    private protected async Task<T> ExchangeAsync<T>(SaslMechanism mechanism, IReadOnlySet<string> offered, Func<Task<T>> exchange)
    {
        ArgumentNullException.ThrowIfNull(mechanism);
        _ = Connected;
        if (IsAuthenticated) throw new InvalidOperationException("The mail client is authenticated already.");
        if (!offered.Contains(mechanism.MechanismName)) throw new NotSupportedException($"The mail server does not offer {mechanism.MechanismName} on this connection.");
        mechanism.Reset();
        (_detector.IsAuthenticating, _log.Exchange) = (true, mechanism);
        try
        {
            return await exchange().ConfigureAwait(false);
        }
        finally
        {
            (_detector.IsAuthenticating, _log.Exchange) = (false, null);
        }
    }

    private protected Task SecureAsync(string host, CancellationToken ct) =>
        Connected.SecureAsync(host, ServerCertificateValidationCallback, CheckCertificateRevocation, ct);

    private protected virtual void Drop()
    {
        Connection?.Dispose();
        Connection = null;
        IsAuthenticated = false;
    }

    private protected abstract Task GreetAsync(string host, SecureSocketOptions options, CancellationToken ct);

    private protected abstract Task QuitAsync(CancellationToken ct);
}
