using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Smtp;
using MailKit.Security;
using SupportDesk.Features.Email.SelfTest;
using SupportDesk.Features.Email.SignIn;
using SupportDesk.Features.Files;

namespace SupportDesk.Features.Email.Setup;

/// <summary>Enters both mail servers once, as the desk will, and changes nothing there.</summary>
internal sealed class CheckSignIn(SignInToServer signIn)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);
    private const int LongestReply = 300;

    /// <param name="tell">Hears of each step when it begins and when it ends.</param>
    /// <returns>Whether both let the desk in.</returns>
    public async Task<bool> RunAsync(MailboxSettings box, Action<IReadOnlyList<CheckStep>> tell, CancellationToken ct)
    {
        var imap = new CheckStep("Imap", SelfTestState.Waiting, "CheckWait", box.Imap.Host, box.Imap.Port);
        tell([imap]);
        imap = await TryAsync(imap, box, token => ImapAsync(box, token), ct);
        var smtp = new CheckStep("Smtp", SelfTestState.Waiting, "CheckWait", box.Smtp.Host, box.Smtp.Port);
        tell([imap, smtp]);
        // One wrong password is told once: the second server would count it as another try.
        smtp = imap.Says is "CheckRefused" or "CheckAppPassword" && SharesSignIn(box)
            ? smtp with { State = SelfTestState.Note, Says = "CheckSkipped" }
            : await TryAsync(smtp, box, token => SmtpAsync(box, token), ct);
        tell([imap, smtp]);
        return imap.State == SelfTestState.Ok && smtp.State == SelfTestState.Ok;
    }

    private static bool SharesSignIn(MailboxSettings box) => box.Imap.User == box.Smtp.User && box.Imap.Password == box.Smtp.Password;

    private static async Task<CheckStep> TryAsync(CheckStep step, MailboxSettings box, Func<CancellationToken, Task<string>> run, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        try
        {
            var says = await run(limit.Token);
            return step with { State = SelfTestState.Ok, Says = says };
        }
        catch (Exception error) when (IsServerTrouble(error) && !ct.IsCancellationRequested)
        {
            var reply = box.Secrets.Aggregate(error.Message, (text, secret) => text.Replace(secret, "···", StringComparison.Ordinal));
            return step with
            {
                State = SelfTestState.Bad,
                Says = "Check" + SignInFailure.Of(error),
                Reply = error is AuthenticationException or CommandException or ProtocolException or OAuthException
                    ? SanitizedText.Line(reply, LongestReply).Text
                    : null,
            };
        }
    }

    private async Task<string> ImapAsync(MailboxSettings box, CancellationToken ct)
    {
        var options = box.Imap;
        using var client = new ImapClient { CheckCertificateRevocation = options.CheckRevocation };
        await client.ConnectAsync(options.Host, options.Port, options.Security, ct);
        await signIn.RunAsync(client, box, options.User, options.Password, ct);
        var folder = await client.GetFolderAsync(options.Folder, ct);
        await folder.OpenAsync(FolderAccess.ReadOnly, ct);
        await client.DisconnectAsync(quit: true, ct);
        return "CheckImapOk";
    }

    private async Task<string> SmtpAsync(MailboxSettings box, CancellationToken ct)
    {
        var options = box.Smtp;
        using var client = new SmtpClient { CheckCertificateRevocation = options.CheckRevocation };
        await client.ConnectAsync(options.Host, options.Port, options.Security, ct);
        if (options.User.Length > 0)
            await signIn.RunAsync(client, box, options.User, options.Password, ct);
        await client.DisconnectAsync(quit: true, ct);
        return options.User.Length > 0 ? "CheckSmtpOk" : "CheckSmtpOpen";
    }

    private static bool IsServerTrouble(Exception error) =>
        error is SocketException or TimeoutException or IOException or ProtocolException or CommandException or AuthenticationException
            or SslHandshakeException or FolderNotFoundException or NotSupportedException or OAuthException or OperationCanceledException
            or ServiceNotAuthenticatedException or ServiceNotConnectedException;
}
