using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.SignIn;

namespace SupportDesk.Features.Email.Sending;

/// <summary>Looks into the folder where the mail host keeps copies of what it sent: the one that the settings name or the host marks.</summary>
internal sealed class ImapCopies(MailboxSettings box, SignInToServer signIn) : ISentCopies
{
    private const int AnswerMilliseconds = 60_000;

    public async Task<IReadOnlyList<OutboxMail>> FindAsync(IReadOnlyList<OutboxMail> emails, CancellationToken ct)
    {
        var options = box.Imap;
        using var client = new ImapClient { Timeout = AnswerMilliseconds, CheckCertificateRevocation = options.CheckRevocation };
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Security, ct);
            await signIn.RunAsync(client, box, options.User, options.Password, ct);
            var folder = options.Sent.Length > 0 ? await client.GetFolderAsync(options.Sent, ct) : Marked(client);
            if (folder is null)
                return [];
            await folder.OpenAsync(FolderAccess.ReadOnly, ct);
            var found = new List<OutboxMail>();
            foreach (var email in emails)
            {
                if ((await folder.SearchAsync(SearchQuery.HeaderContains("Message-ID", email.InternetMessageId), ct)).Count > 0)
                    found.Add(email);
            }

            await client.DisconnectAsync(quit: true, ct);
            return found;
        }
        catch (Exception error)
            when (error
                    is SocketException
                        or TimeoutException
                        or ProtocolException
                        or CommandException
                        or AuthenticationException
                        or SslHandshakeException
                        or FolderNotFoundException
                        or NotSupportedException
                        or OAuthException
            )
        {
            throw new IOException(error.Message, error);
        }
    }

    // A host that does not say what its folders are for proves nothing.
    private static IMailFolder? Marked(ImapClient client) =>
        (client.Capabilities & (ImapCapabilities.SpecialUse | ImapCapabilities.XList)) != 0 ? client.GetFolder(SpecialFolder.Sent) : null;
}
