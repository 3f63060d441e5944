using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Mail.Tests.Transcripts;

/// <summary>Does what a transcript asks of a client and says what came out, in one line.</summary>
internal abstract class Player(MailService client) : IDisposable
{
    private const string Letter = "From: Desk <desk@shop.example>\r\nTo: Ivan <ivan@example.com>\r\nSubject: Test\r\n\r\nText\r\n";

    /// <summary>The size in bytes of the letter that is sent and appended.</summary>
    internal static int LetterLength { get; } = Write().Length;

    internal async Task<string> RunAsync(string action, int port)
    {
        var words = action.Split(' ');
        try
        {
            switch (words)
            {
                case ["connect", var security]:
                    await ConnectAsync(port, security);
                    return Offer;
                case ["login", var user, var password]:
                    await client.AuthenticateAsync(user, password);
                    return "known";
                case ["oauth2", var user, var token]:
                    await client.AuthenticateAsync(new SaslMechanismOAuth2(user, token));
                    return "known";
                case ["quit"]:
                    await client.DisconnectAsync(quit: true);
                    return "gone";
                default:
                    return await RunAsync(words);
            }
        }
        catch (Exception e) when (e is not (InvalidOperationException or ArgumentException))
        {
            return Describe(e);
        }
    }

    public void Dispose() => client.Dispose();

    protected abstract string Offer { get; }

    protected abstract Task<string> RunAsync(string[] action);

    protected static string Mechanisms(HashSet<string> offered) => offered.Count == 0 ? "no AUTH" : string.Join(' ', offered.Order(StringComparer.Ordinal));

    protected static MimeMessage ReadLetter() => MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(Letter))).GetAwaiter().GetResult();

    private static byte[] Write() => Letters.WriteAsync(ReadLetter()).GetAwaiter().GetResult();

    private Task ConnectAsync(int port, string security)
    {
        client.Timeout = 20_000;
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = ScriptedServer.Trusts;
        return client.ConnectAsync("localhost", port, Enum.Parse<SecureSocketOptions>(security));
    }

    private static string Describe(Exception error)
    {
        var text = error switch
        {
            SmtpCommandException e => $"{((int)e.StatusCode < 500 ? "transient" : "permanent")} {(int)e.StatusCode} {e.ErrorCode}{(e.Mailbox is { } m ? $" {m.Address}" : "")}: {e.Message}",
            ImapCommandException e => $"{e.Response} {e.Message[(e.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..]}",
            AuthenticationException e => $"unknown user: {e.Message}",
            NotSupportedException => "unsupported",
            SslHandshakeException => "no TLS",
            MessageNotFoundException => "no such letter",
            FolderNotFoundException => "no such folder",
            _ when error.Data["MessageMayBeDelivered"] is bool mayBe => mayBe ? "uncertain" : "not sent",
            ProtocolException e when e.Message.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at => "connection lost: " + e.Message[(at + 2)..],
            ProtocolException or IOException or SocketException => "connection lost",
            _ => error.ToString(),
        };
        return text.Replace("\n", " / ", StringComparison.Ordinal);
    }
}
