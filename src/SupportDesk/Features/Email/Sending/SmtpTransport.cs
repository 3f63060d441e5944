using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SupportDesk.Features.Email.SignIn;

namespace SupportDesk.Features.Email.Sending;

/// <summary>One connection for all e-mails of a run; opened when the first one leaves.</summary>
internal sealed class SmtpTransport(MailboxSettings box, SignInToServer signIn) : IMailTransport
{
    private const int AnswerMilliseconds = 60_000;
    private SmtpSession? session;

    public async Task<SendResult> SendAsync(string name, MimeMessage email, CancellationToken ct)
    {
        var isReused = session is { IsConnected: true };
        var result = await TryAsync(email, ct);
        // Servers end a connection after so many e-mails or minutes, which is not the fault of the next e-mail.
        return isReused && session is null && result.Outcome == SendOutcome.Transient ? await TryAsync(email, ct) : result;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (session is { IsConnected: true })
                await session.DisconnectAsync(quit: true);
        }
        catch (Exception error) when (IsServerTrouble(error))
        {
            // Every e-mail has its answer already.
        }

        Drop();
    }

    private async Task<SendResult> TryAsync(MimeMessage email, CancellationToken ct)
    {
        try
        {
            await ConnectAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return BrokenOff();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever it was, such as a token that cannot be read: nothing has left.
            Drop();
            return ct.IsCancellationRequested ? BrokenOff() : new SendResult(SendOutcome.Transient, Describe(error), IsDown: true);
        }

        try
        {
            return new SendResult(SendOutcome.Accepted, await session!.SendEmailAsync(email, ct));
        }
        catch (SmtpCommandException refusal)
        {
            if (refusal.StatusCode == SmtpStatusCode.ServiceNotAvailable)
                Drop();
            return new SendResult(IsForGood(refusal.StatusCode) ? SendOutcome.Permanent : SendOutcome.Transient, Describe(refusal));
        }
        catch (ServiceNotAuthenticatedException refusal)
        {
            return new SendResult(SendOutcome.Transient, Describe(refusal));
        }
        catch (NotSupportedException error)
        {
            return new SendResult(SendOutcome.Permanent, error.Message);
        }
        catch (Exception error) when (IsServerTrouble(error) && session!.Refusal is { } refusal && !session.DataBegan)
        {
            // It refused and hung up.
            Drop();
            return new SendResult(IsForGood(refusal.StatusCode) ? SendOutcome.Permanent : SendOutcome.Transient, Describe(refusal));
        }
        catch (Exception error) when (IsServerTrouble(error) && ct.IsCancellationRequested && !session!.DataBegan)
        {
            return BrokenOff();
        }
        catch (Exception error) when (IsServerTrouble(error) && !ct.IsCancellationRequested)
        {
            var mayHaveArrived = session!.DataBegan;
            Drop();
            return new SendResult(mayHaveArrived ? SendOutcome.Uncertain : SendOutcome.Transient, Describe(error), IsDown: !mayHaveArrived);
        }
    }

    private SendResult BrokenOff()
    {
        Drop();
        return new SendResult(SendOutcome.Untouched, "The desk stopped before the e-mail was on its way.");
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        if (session is { IsConnected: true })
            return;
        Drop();
        var options = box.Smtp;
        session = new SmtpSession { Timeout = AnswerMilliseconds, CheckCertificateRevocation = options.CheckRevocation };
        await session.ConnectAsync(options.Host, options.Port, options.Security, ct);
        if (options.User.Length > 0)
            await signIn.RunAsync(session, box, options.User, options.Password, ct);
    }

    private void Drop()
    {
        session?.Dispose();
        session = null;
    }

    // "Say who you are first" is about the settings and not about the e-mail.
    private static bool IsForGood(SmtpStatusCode status) => (int)status is >= 500 and not (530 or 534 or 535 or 538);

    // A cancellation that nobody asked for is an answer that did not come in time.
    private static bool IsServerTrouble(Exception error) =>
        error
            is IOException
                or SocketException
                or TimeoutException
                or OperationCanceledException
                or ProtocolException
                or CommandException
                or AuthenticationException
                or SslHandshakeException
                or ServiceNotConnectedException
                or NotSupportedException
                or OAuthException;

    private static string Describe(Exception error) => error switch
    {
        SmtpCommandException refusal => $"{(int)refusal.StatusCode} {refusal.Message}{Whom(refusal)}",
        ServiceNotAuthenticatedException => $"The mail server wants to know who the desk is: {error.Message}",
        AuthenticationException => $"The mail server refused the user name, the password or the token: {error.Message}",
        _ => error.Message,
    };

    private static string Whom(SmtpCommandException refusal) =>
        refusal.Mailbox is { } whom && !refusal.Message.Contains(whom.Address, StringComparison.OrdinalIgnoreCase) ? $" <{whom.Address}>" : "";
}
