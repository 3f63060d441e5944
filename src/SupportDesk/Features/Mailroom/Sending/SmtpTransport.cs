using System.Net.Sockets;
using SupportDesk.Features.Mailroom.SignIn;
using SupportDesk.Mail;

namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>One connection for all letters of a run; opened when the first one leaves.</summary>
internal sealed class SmtpTransport(MailboxSettings box, SignInToServer signIn) : IMailTransport, IAsyncDisposable
{
    private const string MayBeDelivered = "MessageMayBeDelivered";
    private const int AnswerMilliseconds = 60_000;
    private SmtpClient? client;

    public async Task<SendResult> SendAsync(string name, MimeMessage letter, CancellationToken ct)
    {
        try
        {
            await ConnectAsync(ct);
        }
        catch (Exception error) when (IsServerTrouble(error))
        {
            Drop();
            return new SendResult(SendOutcome.Transient, Describe(error), IsDown: true);
        }

        try
        {
            return new SendResult(SendOutcome.Accepted, await client!.SendAsync(letter, ct));
        }
        catch (SmtpCommandException refusal)
        {
            var code = (int)refusal.StatusCode;
            // "Say who you are first" is about the settings and not about the letter.
            var permanent = code is >= 500 and not (530 or 534 or 535 or 538);
            if (code == 421)
                Drop();
            return new SendResult(permanent ? SendOutcome.Permanent : SendOutcome.Transient, $"{code} {refusal.Message}");
        }
        catch (NotSupportedException error)
        {
            return new SendResult(SendOutcome.Permanent, error.Message);
        }
        catch (Exception error) when (IsServerTrouble(error))
        {
            Drop();
            var lost = error.Data[MayBeDelivered] is not false;
            return new SendResult(lost ? SendOutcome.Uncertain : SendOutcome.Transient, Describe(error), IsDown: !lost);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (client is { IsConnected: true })
            await client.DisconnectAsync(quit: true);
        Drop();
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        if (client is { IsConnected: true })
            return;
        Drop();
        var options = box.Smtp;
        client = new SmtpClient { Timeout = AnswerMilliseconds, CheckCertificateRevocation = options.CheckRevocation };
        await client.ConnectAsync(options.Host, options.Port, options.Security, ct);
        if (options.User.Length > 0)
            await signIn.RunAsync(client, box, options.User, options.Password, ct);
    }

    private void Drop()
    {
        client?.Dispose();
        client = null;
    }

    private static bool IsServerTrouble(Exception error) =>
        error is IOException or SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or NotSupportedException or OAuthException;

    private static string Describe(Exception error) => error switch
    {
        SmtpCommandException refusal => $"{(int)refusal.StatusCode} {refusal.Message}",
        AuthenticationException => $"The mail server refused the user name, the password or the token: {error.Message}",
        _ => error.Message,
    };
}
