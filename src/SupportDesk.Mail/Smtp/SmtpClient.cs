using System.Globalization;
using System.Net.Sockets;
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
    private SmtpReplyParser _parser = new();

    /// <summary>Gets or sets the name that the client gives itself; null takes its address.</summary>
    public string? LocalDomain { get; set; }

    /// <summary>Gets what the server offers.</summary>
    public SmtpCapabilities Capabilities { get; private set; }

    /// <summary>Gets the largest letter that the server takes in bytes; 0 when it does not say.</summary>
    public uint MaxSize { get; private set; }

    /// <summary>Gets the mechanisms of authentication that the server offers.</summary>
    public HashSet<string> AuthenticationMechanisms { get; } = new(StringComparer.OrdinalIgnoreCase);

    private protected override int ImplicitTlsPort => 465;

    /// <inheritdoc/>
    public override Task AuthenticateAsync(string userName, string password, CancellationToken cancellationToken = default) =>
        AuthenticateAsync(Choose(userName, password, AuthenticationMechanisms) ?? throw NoPassword(), cancellationToken);

    /// <inheritdoc/>
    public override async Task AuthenticateAsync(SaslMechanism mechanism, CancellationToken cancellationToken = default)
    {
        BeginAuthentication(mechanism, AuthenticationMechanisms);
        try
        {
            var reply = await ExchangeAsync(mechanism, cancellationToken).ConfigureAwait(false);
            IsAuthenticated = reply.Code == (int)SmtpStatusCode.AuthenticationSuccessful;
            if (IsAuthenticated) return;
            var error = new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, reply.Status, mechanism.Explain(reply.Text));
            if (reply.Code < 500) throw error;
            throw new AuthenticationException(error.Message, error);
        }
        catch (Exception e) when (e is not (CommandException or AuthenticationException))
        {
            // Half an exchange: whatever is sent next could be taken for an answer.
            Drop();
            throw;
        }
    }

    /// <summary>Sends a letter from its Sender or first author to everyone in To, Cc and Bcc.</summary>
    /// <param name="message">The letter.</param>
    /// <param name="cancellationToken">Stops the work; the connection is closed when the letter is under way.</param>
    /// <returns>What the server said when it took the letter.</returns>
    /// <exception cref="SmtpCommandException">The server refused; the letter was not accepted.</exception>
    /// <exception cref="SmtpProtocolException">The connection ended; see the remarks of the class.</exception>
    /// <exception cref="IOException">The connection broke or took too long; see the remarks of the class.</exception>
    /// <exception cref="InvalidOperationException">The letter names no sender or no recipient.</exception>
    /// <exception cref="NotSupportedException">An address needs SMTPUTF8 and the server does not offer it.</exception>
    public Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var sender = message.Sender ?? message.From.Mailboxes.FirstOrDefault() ?? throw new InvalidOperationException("No sender has been specified.");
        return SendAsync(message, sender, message.To.Mailboxes.Concat(message.Cc.Mailboxes).Concat(message.Bcc.Mailboxes), cancellationToken);
    }

    /// <summary>Sends a letter with its own envelope.</summary>
    /// <param name="message">The letter.</param>
    /// <param name="sender">Where reports go; an empty address asks for none.</param>
    /// <param name="recipients">Who gets it.</param>
    /// <param name="cancellationToken">Stops the work; the connection is closed when the letter is under way.</param>
    /// <returns>What the server said when it took the letter.</returns>
    public async Task<string> SendAsync(MimeMessage message, MailboxAddress sender, IEnumerable<MailboxAddress> recipients, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(recipients);
        _ = Connected;
        var envelope = recipients.Where(r => r.Address.Length > 0).DistinctBy(r => r.Address, StringComparer.OrdinalIgnoreCase).ToList();
        if (envelope.Count == 0) throw new InvalidOperationException("No recipients have been specified.");
        if (!Capabilities.HasFlag(SmtpCapabilities.UTF8) && envelope.Prepend(sender).Any(a => !Ascii.IsValid(a.LocalPart)))
        {
            throw new NotSupportedException("The mail server does not take international addresses (SMTPUTF8).");
        }
        var mayBeDelivered = false;
        try
        {
            await SendEnvelopeAsync(message, sender, envelope, cancellationToken).ConfigureAwait(false);
            await Expect(354, "DATA", SmtpErrorCode.UnexpectedStatusCode, cancellationToken).ConfigureAwait(false);
            var data = new SmtpDataStream(Connected);
            await message.WriteToAsync(data, hideBcc: true, cancellationToken).ConfigureAwait(false);
            await data.FlushAsync(cancellationToken).ConfigureAwait(false);
            mayBeDelivered = true;
            await data.EndAsync(cancellationToken).ConfigureAwait(false);
            var reply = await ReadReplyAsync(cancellationToken).ConfigureAwait(false);
            if (reply.IsPositive) return reply.Text;
            throw new SmtpCommandException(SmtpErrorCode.MessageNotAccepted, reply.Status, reply.Text);
        }
        catch (SmtpCommandException e)
        {
            await ResetAsync(e.StatusCode, cancellationToken).ConfigureAwait(false);
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
    /// <param name="cancellationToken">Stops the work.</param>
    public Task NoOpAsync(CancellationToken cancellationToken = default) => Expect(250, "NOOP", SmtpErrorCode.UnexpectedStatusCode, cancellationToken);

    private async Task<SmtpReply> ExchangeAsync(SaslMechanism mechanism, CancellationToken ct)
    {
        var initial = mechanism.SupportsInitialResponse ? " " + mechanism.Challenge(null, ct) : "";
        var reply = await CommandAsync($"AUTH {mechanism.MechanismName}{initial}", ct).ConfigureAwait(false);
        for (var round = 0; reply.Code == (int)SmtpStatusCode.AuthenticationChallenge; round++)
        {
            if (round == MaxChallenges) throw new SmtpProtocolException("The mail server does not end the authentication.");
            reply = await CommandAsync(mechanism.Challenge(reply.Text, ct), ct).ConfigureAwait(false);
        }
        return reply;
    }

    private protected override async Task GreetAsync(string host, SecureSocketOptions options, CancellationToken ct)
    {
        _parser = new SmtpReplyParser();
        var greeting = await ReadReplyAsync(ct).ConfigureAwait(false);
        if (greeting.Code != 220) throw new SmtpCommandException(SmtpErrorCode.UnexpectedStatusCode, greeting.Status, greeting.Text);
        await HelloAsync(ct).ConfigureAwait(false);
        if (options is not (SecureSocketOptions.StartTls or SecureSocketOptions.StartTlsWhenAvailable)) return;
        if (!Capabilities.HasFlag(SmtpCapabilities.StartTLS))
        {
            if (options == SecureSocketOptions.StartTlsWhenAvailable) return;
            throw new NotSupportedException("The mail server does not offer STARTTLS, and the connection must be encrypted.");
        }
        await Expect(220, "STARTTLS", SmtpErrorCode.UnexpectedStatusCode, ct).ConfigureAwait(false);
        if (!Connected.Received.IsEmpty) throw new SmtpProtocolException("The mail server sent data in the clear after STARTTLS.");
        await SecureAsync(host, ct).ConfigureAwait(false);
        await HelloAsync(ct).ConfigureAwait(false);
    }

    private protected override async Task QuitAsync(CancellationToken ct) => await CommandAsync("QUIT", ct).ConfigureAwait(false);

    private async Task HelloAsync(CancellationToken ct)
    {
        Capabilities = SmtpCapabilities.None;
        MaxSize = 0;
        AuthenticationMechanisms.Clear();
        var name = LocalDomain is { Length: > 0 } local && Ascii.IsValid(local) && !local.Any(char.IsWhiteSpace) ? local : Literal();
        var reply = await CommandAsync("EHLO " + name, ct).ConfigureAwait(false);
        if (!reply.IsPositive)
        {
            await Expect(250, "HELO " + name, SmtpErrorCode.UnexpectedStatusCode, ct).ConfigureAwait(false);
            return;
        }
        foreach (var line in reply.Text.Split('\n').Skip(1)) AddCapability(line);
    }

    private void AddCapability(string line)
    {
        var words = line.Split([' ', '='], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return;
        switch (words[0].ToUpperInvariant())
        {
            case "SIZE":
                Capabilities |= SmtpCapabilities.Size;
                if (words.Length > 1 && uint.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)) MaxSize = size;
                break;
            case "AUTH":
                Capabilities |= SmtpCapabilities.Authentication;
                AuthenticationMechanisms.UnionWith(words.Skip(1));
                break;
            case "PIPELINING":
                Capabilities |= SmtpCapabilities.Pipelining;
                break;
            case "8BITMIME":
                Capabilities |= SmtpCapabilities.EightBitMime;
                break;
            case "SMTPUTF8":
                Capabilities |= SmtpCapabilities.UTF8;
                break;
            case "STARTTLS":
                Capabilities |= SmtpCapabilities.StartTLS;
                break;
        }
    }

    private async Task SendEnvelopeAsync(MimeMessage message, MailboxAddress sender, List<MailboxAddress> recipients, CancellationToken ct)
    {
        var commands = recipients.Select(r => $"RCPT TO:<{PathOf(r)}>\r\n").Prepend($"MAIL FROM:<{PathOf(sender)}>{MailParameters(message, sender, recipients)}\r\n").ToList();
        var isPipelined = Capabilities.HasFlag(SmtpCapabilities.Pipelining);
        if (isPipelined) await Connected.SendAsync(string.Concat(commands), ct).ConfigureAwait(false);
        SmtpCommandException? failure = null;
        for (var i = 0; i < commands.Count; i++)
        {
            if (!isPipelined) await Connected.SendAsync(commands[i], ct).ConfigureAwait(false);
            var reply = await ReadReplyAsync(ct).ConfigureAwait(false);
            if (reply.IsPositive) continue;
            var mailbox = i == 0 ? sender : recipients[i - 1];
            failure ??= new SmtpCommandException(i == 0 ? SmtpErrorCode.SenderNotAccepted : SmtpErrorCode.RecipientNotAccepted, reply.Status, mailbox, reply.Text);
            if (!isPipelined) break;
        }
        if (failure is not null) throw failure;
    }

    private string MailParameters(MimeMessage message, MailboxAddress sender, List<MailboxAddress> recipients)
    {
        var parameters = new StringBuilder();
        if (Capabilities.HasFlag(SmtpCapabilities.Size) && message.EstimateSize() is { } size) parameters.Append(CultureInfo.InvariantCulture, $" SIZE={size}");
        if (Capabilities.HasFlag(SmtpCapabilities.EightBitMime)) parameters.Append(" BODY=8BITMIME");
        if (Capabilities.HasFlag(SmtpCapabilities.UTF8) && recipients.Prepend(sender).Any(a => !Ascii.IsValid(a.LocalPart))) parameters.Append(" SMTPUTF8");
        return parameters.ToString();
    }

    private static string PathOf(MailboxAddress mailbox) => MailboxAddress.EncodeAddrspec(mailbox.Address);

    private async Task ResetAsync(SmtpStatusCode status, CancellationToken ct)
    {
        try
        {
            if (status == SmtpStatusCode.ServiceNotAvailable) Drop();
            else await CommandAsync("RSET", ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException)
        {
            Drop();
        }
    }

    private async Task Expect(int code, string command, SmtpErrorCode error, CancellationToken ct)
    {
        var reply = await CommandAsync(command, ct).ConfigureAwait(false);
        if (reply.Code != code) throw new SmtpCommandException(error, reply.Status, reply.Text);
    }

    private async Task<SmtpReply> CommandAsync(string command, CancellationToken ct)
    {
        await Connected.SendAsync(command + "\r\n", ct).ConfigureAwait(false);
        return await ReadReplyAsync(ct).ConfigureAwait(false);
    }

    private async Task<SmtpReply> ReadReplyAsync(CancellationToken ct)
    {
        var connection = Connected;
        while (true)
        {
            if (connection.Received.IsEmpty && !await connection.ReceiveAsync(ct).ConfigureAwait(false))
            {
                Drop();
                throw new SmtpProtocolException("The mail server has closed the connection.");
            }
            var isComplete = _parser.Feed(connection.Received.Span, out var consumed, out var reply);
            connection.Use(consumed);
            if (isComplete) return reply;
        }
    }

    private string Literal()
    {
        var address = Connected.LocalAddress;
        if (address is null) return "localhost";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]" : $"[{address}]";
    }
}
