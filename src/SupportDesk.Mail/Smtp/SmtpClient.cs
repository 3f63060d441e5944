using System.Globalization;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>
/// Hands letters to a mail server, RFC 5321.
/// <para>
/// How a failed <see cref="SendAsync(MimeMessage, CancellationToken)"/> is judged: <see cref="SmtpCommandException"/> means that the letter
/// was not accepted, for now (codes 4xx) or for good (5xx). Any other exception means that the connection failed. Then
/// <c>exception.Data["MessageMayBeDelivered"]</c> holds false when the end of the letter had surely not been sent, and true when it may have
/// been. MailKit does not set the entry, so "is not false" reads as uncertain with either library.
/// </para>
/// </summary>
public class SmtpClient : MailService
{
    private const string MayBeDelivered = "MessageMayBeDelivered";
    private SmtpSession? _session;

    /// <summary>Creates a client.</summary>
    public SmtpClient() : this(new NullProtocolLogger())
    {
    }

    /// <summary>Creates a client whose conversation is heard.</summary>
    /// <param name="protocolLogger">Who hears it; disposed with the client. It serves one client.</param>
    public SmtpClient(IProtocolLogger protocolLogger) : base(protocolLogger, new SmtpAuthenticationSecretDetector())
    {
    }

    /// <summary>Gets or sets the name that the client gives itself in EHLO; null, or what is no name, takes its address.</summary>
    public string? LocalDomain { get; set; }

    /// <summary>Gets what the server offers.</summary>
    public SmtpCapabilities Capabilities { get; private set; }

    /// <summary>Gets the largest letter that the server takes in bytes (RFC 1870); 0 when it does not say.</summary>
    public uint MaxSize { get; private set; }

    /// <summary>Gets the mechanisms of authentication that the server offers.</summary>
    public HashSet<string> AuthenticationMechanisms { get; } = new(StringComparer.OrdinalIgnoreCase);

    private protected override int ImplicitTlsPort => 465;

    private protected override string Scheme => "smtp";

    private SmtpSession Session => _session ?? throw NotConnected();

    /// <inheritdoc/>
    public override Task AuthenticateAsync(string userName, string password, CancellationToken cancellationToken = default)
    {
        _ = Connected;
        return AuthenticateAsync(Choose(userName, password, AuthenticationMechanisms) ?? throw NoPassword(), cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default)
    {
        var reply = await ExchangeAsync(mechanism, AuthenticationMechanisms, () => GuardAsync(s => SayWhoAsync(s, mechanism, cancellationToken))).ConfigureAwait(false);
        IsAuthenticated = reply.Status == SmtpStatusCode.AuthenticationSuccessful;
        if (IsAuthenticated) return;
        var error = new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, reply.Status, mechanism.Explain(reply.Text));
        if (reply.Code < 500) throw error;
        throw new AuthenticationException(error.Message, error);
    }

    /// <summary>Sends a letter from its Sender or first author to everyone in To, Cc and Bcc.</summary>
    /// <param name="message">The letter. Transfer encodings that the server does not take are changed in it.</param>
    /// <param name="cancellationToken">Stops the work; the connection is closed when the letter is under way.</param>
    /// <returns>What the server said when it took the letter.</returns>
    /// <exception cref="SmtpCommandException">The server refused; the letter was not accepted.</exception>
    /// <exception cref="SmtpProtocolException">The connection ended; see the remarks of the class.</exception>
    /// <exception cref="IOException">The connection broke or took too long; see the remarks of the class.</exception>
    /// <exception cref="InvalidOperationException">The letter names no sender or no recipient.</exception>
    /// <exception cref="NotSupportedException">An address needs SMTPUTF8 (RFC 6531) and the server does not offer it.</exception>
    public Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var sender = message.Sender ?? message.From.Mailboxes.FirstOrDefault() ?? throw new InvalidOperationException("No sender has been specified.");
        return SendAsync(message, sender, message.To.Mailboxes.Concat(message.Cc.Mailboxes).Concat(message.Bcc.Mailboxes), cancellationToken);
    }

    /// <summary>Sends a letter with its own envelope.</summary>
    /// <param name="message">The letter. Transfer encodings that the server does not take are changed in it.</param>
    /// <param name="sender">Where reports go; an empty address asks for none.</param>
    /// <param name="recipients">Who gets it. When the server refuses one of them, nobody gets it.</param>
    /// <param name="cancellationToken">Stops the work; the connection is closed when the letter is under way.</param>
    /// <returns>What the server said when it took the letter.</returns>
    /// <exception cref="SmtpCommandException">The server refused; the letter was not accepted.</exception>
    /// <exception cref="SmtpProtocolException">The connection ended; see the remarks of the class.</exception>
    /// <exception cref="IOException">The connection broke or took too long; see the remarks of the class.</exception>
    /// <exception cref="InvalidOperationException">There is no recipient.</exception>
    /// <exception cref="NotSupportedException">An address needs SMTPUTF8 (RFC 6531) and the server does not offer it.</exception>
    public async Task<string> SendAsync(MimeMessage message, MailboxAddress sender, IEnumerable<MailboxAddress> recipients, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(recipients);
        var session = Session;
        var envelope = recipients.Where(r => r.Address.Length > 0).DistinctBy(r => r.Address, StringComparer.OrdinalIgnoreCase).ToList();
        if (envelope.Count == 0) throw new InvalidOperationException("No recipients have been specified.");
        var isInternational = message.NeedsInternationalFields || envelope.Prepend(sender).Any(a => !Ascii.IsValid(a.LocalPart));
        if (isInternational && !Capabilities.HasFlag(SmtpCapabilities.UTF8)) throw new NotSupportedException("The mail server does not take international addresses (SMTPUTF8).");
        var mayBeDelivered = false;
        try
        {
            await SendEnvelopeAsync(session, message, sender, envelope, isInternational, cancellationToken).ConfigureAwait(false);
            await session.ExpectAsync(SmtpStatusCode.StartMailInput, "DATA", cancellationToken).ConfigureAwait(false);
            var data = new SmtpDataStream(session.Connection);
            await message.WriteToAsync(data, hideBcc: true, isInternational, cancellationToken).ConfigureAwait(false);
            await data.FlushAsync(cancellationToken).ConfigureAwait(false);
            mayBeDelivered = true;
            var reply = await session.CommandAsync(SmtpDataStream.End, cancellationToken).ConfigureAwait(false);
            if (reply.IsPositive) return reply.Text;
            if (reply.IsRefusal) throw new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, reply.Status, reply.Text);
            throw new SmtpProtocolException($"The mail server answered a letter with {reply.Code}.");
        }
        catch (SmtpCommandException e)
        {
            await ResetAsync(session, e.StatusCode, cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (Exception e)
        {
            // Without its last line the letter does not exist for the server; closing takes it back.
            e.Data[MayBeDelivered] = mayBeDelivered;
            Drop();
            throw;
        }
    }

    /// <summary>Keeps the connection alive.</summary>
    /// <param name="cancellationToken">Stops the work; the connection is closed then.</param>
    /// <exception cref="SmtpCommandException">The server refused, mostly because it ends the connection (421).</exception>
    public Task NoOpAsync(CancellationToken cancellationToken = default) => GuardAsync(async session =>
    {
        await session.ExpectAsync(SmtpStatusCode.Ok, "NOOP", cancellationToken).ConfigureAwait(false);
        return true;
    });

    private protected override async Task GreetAsync(string host, SecureSocketOptions options, CancellationToken ct)
    {
        var session = _session = new SmtpSession(Connected);
        var greeting = await session.ReadAsync(ct).ConfigureAwait(false);
        if (greeting.Status != SmtpStatusCode.ServiceReady) throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, greeting.Status, greeting.Text);
        await HelloAsync(session, ct).ConfigureAwait(false);
        if (options is not (SecureSocketOptions.StartTls or SecureSocketOptions.StartTlsWhenAvailable)) return;
        if (!Capabilities.HasFlag(SmtpCapabilities.StartTLS))
        {
            if (options == SecureSocketOptions.StartTlsWhenAvailable) return;
            throw new NotSupportedException("The mail server does not offer STARTTLS, and the connection must be encrypted.");
        }
        await session.ExpectAsync(SmtpStatusCode.ServiceReady, "STARTTLS", ct).ConfigureAwait(false);
        if (!Connected.Received.IsEmpty) throw new SmtpProtocolException("The mail server sent data in the clear after STARTTLS.");
        await SecureAsync(host, ct).ConfigureAwait(false);
        await HelloAsync(session, ct).ConfigureAwait(false);
    }

    private protected override async Task QuitAsync(CancellationToken ct) => await Session.CommandAsync("QUIT", ct).ConfigureAwait(false);

    private protected override void Drop()
    {
        _session = null;
        base.Drop();
    }

    private static async Task<SmtpReply> SayWhoAsync(SmtpSession session, SaslMechanism mechanism, CancellationToken ct)
    {
        var initial = mechanism.SupportsInitialResponse ? " " + mechanism.Challenge(null, ct) : "";
        var reply = await session.CommandAsync($"AUTH {mechanism.MechanismName}{initial}", ct).ConfigureAwait(false);
        for (var round = 0; reply.Status == SmtpStatusCode.AuthenticationChallenge; round++)
        {
            if (round == MaxChallenges) throw new SmtpProtocolException("The mail server does not end the authentication.");
            reply = await session.CommandAsync(mechanism.Challenge(reply.Text, ct), ct).ConfigureAwait(false);
        }
        return reply;
    }

    private async Task HelloAsync(SmtpSession session, CancellationToken ct)
    {
        // What was offered in the clear is not believed once the connection is encrypted.
        Take(SmtpOffer.None);
        var name = LocalDomain is { Length: > 0 } local && Ascii.IsValid(local) && !local.Any(char.IsWhiteSpace) ? local : session.AddressLiteral();
        var reply = await session.CommandAsync("EHLO " + name, ct).ConfigureAwait(false);
        if (reply.IsPositive) Take(SmtpOffer.Read(reply.Text));
        else if (reply.Code >= 500) await session.ExpectAsync(SmtpStatusCode.Ok, "HELO " + name, ct).ConfigureAwait(false);
        else throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, reply.Status, reply.Text);
    }

    private void Take(SmtpOffer offer)
    {
        (Capabilities, MaxSize) = (offer.Capabilities, offer.MaxSize);
        AuthenticationMechanisms.Clear();
        AuthenticationMechanisms.UnionWith(offer.Mechanisms);
    }

    private async Task SendEnvelopeAsync(SmtpSession session, MimeMessage message, MailboxAddress sender, List<MailboxAddress> recipients, bool isInternational, CancellationToken ct)
    {
        var commands = recipients.Select(r => $"RCPT TO:<{PathOf(r)}>").Prepend($"MAIL FROM:<{PathOf(sender)}>{MailParameters(message, isInternational)}").ToList();
        SmtpCommandException? refusal = null;
        await session.RunAsync(commands, Capabilities.HasFlag(SmtpCapabilities.Pipelining), Judge, ct).ConfigureAwait(false);
        if (refusal is not null) throw refusal;

        bool Judge(int index, SmtpReply reply)
        {
            if (reply.IsPositive) return true;
            var (error, mailbox) = index == 0 ? (SmtpErrorCode.SenderNotAccepted, sender) : (SmtpErrorCode.RecipientNotAccepted, recipients[index - 1]);
            refusal ??= new SmtpCommandException(error, reply.Status, mailbox, reply.Text);
            return false;
        }
    }

    private string MailParameters(MimeMessage message, bool isInternational)
    {
        var parameters = new StringBuilder();
        var is8Bit = TransferEncodings.Settle(message, Capabilities.HasFlag(SmtpCapabilities.EightBitMime));
        if (Capabilities.HasFlag(SmtpCapabilities.Size) && message.EstimateSize() is { } size) parameters.Append(CultureInfo.InvariantCulture, $" SIZE={size}");
        if (is8Bit) parameters.Append(" BODY=8BITMIME");
        if (isInternational) parameters.Append(" SMTPUTF8");
        return parameters.ToString();
    }

    private static string PathOf(MailboxAddress mailbox) => MailboxAddress.EncodeAddrspec(mailbox.Address);

    private async Task ResetAsync(SmtpSession session, SmtpStatusCode status, CancellationToken ct)
    {
        try
        {
            if (status == SmtpStatusCode.ServiceNotAvailable) Drop();
            else await session.CommandAsync("RSET", ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException)
        {
            Drop();
        }
    }

    /// <summary>After anything but a plain refusal nobody knows what the server will say next, so the connection is closed.</summary>
    private async Task<T> GuardAsync<T>(Func<SmtpSession, Task<T>> work)
    {
        try
        {
            return await work(Session).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (SmtpCommandException { StatusCode: not SmtpStatusCode.ServiceNotAvailable } or ServiceNotConnectedException))
        {
            Drop();
            throw;
        }
    }
}
