using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using SupportDesk.Features.Email.SignIn;

namespace SupportDesk.Features.Email.Setup;

/// <summary>Says in a word why a mail server could not be entered, as far as its answer tells: a key of a text.</summary>
internal static class SignInFailure
{
    // In this order: a provider that wants a password for programs also calls the sign-in failed.
    private static readonly (string Says, string[] Words)[] Answers =
    [
        ("BasicOff", ["basic authentication is disabled", "5.7.139", "smtpclientauthentication is disabled", "authentication unsuccessful, basic"]),
        ("AppPassword",
        [
            "application-specific password", "application password", "app password", "app-specific", "neobhodim parol", "parol prilozheniya",
            "invalidsecondfactor",
        ]),
        ("WebLogin", ["webloginrequired", "web browser", "please log in via"]),
        ("ImapOff",
        [
            "imap is disabled", "imap access is disabled", "imap access disabled", "not enabled for imap", "imap disabled", "access rights to this service",
        ]),
        ("Busy", ["too many", "rate limit", "try again later", "temporarily", "[unavailable]", "[limit]", "[inuse]"]),
    ];

    public static string Of(Exception error) => error switch
    {
        OperationCanceledException or TimeoutException or SocketException { SocketErrorCode: SocketError.TimedOut } => "Silent",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "NoSuchHost",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "Closed",
        SocketException => "Unreachable",
        SslHandshakeException { ServerCertificate: null } => "NoTls",
        SslHandshakeException tls => Certificate(tls),
        AuthenticationException refusal => Refusal(refusal.Message),
        // The server cannot tell now.
        SmtpCommandException busy when (int)busy.StatusCode is >= 400 and < 500 => "Busy",
        CommandException command => Refusal(command.Message),
        OAuthException => "Token",
        FolderNotFoundException => "NoFolder",
        NotSupportedException unsupported when unsupported.Message.Contains("STARTTLS", StringComparison.OrdinalIgnoreCase) => "NoStartTls",
        NotSupportedException => "NoSuchSignIn",
        ProtocolException => "OtherProtocol",
        IOException => "HungUp",
        _ => "Unknown",
    };

    private static string Refusal(string answer) =>
        Answers.FirstOrDefault(one => one.Words.Any(word => answer.Contains(word, StringComparison.OrdinalIgnoreCase))).Says ?? "Refused";

    private static string Certificate(SslHandshakeException tls)
    {
        using var certificate = tls.ServerCertificate;
        return Says("revocation") ? "Revocation" : Says("did not match") || Says("does not match") ? "OtherName" : "Untrusted";

        bool Says(string words) => tls.Message.Contains(words, StringComparison.OrdinalIgnoreCase);
    }
}
