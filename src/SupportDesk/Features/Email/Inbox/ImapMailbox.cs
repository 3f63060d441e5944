using MailKit;
using MailKit.Net.Imap;
using SupportDesk.Features.Email.SignIn;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>A mailbox behind IMAP. Each visit has a connection of its own.</summary>
internal sealed class ImapMailbox(MailboxSettings settings, SignInToServer signIn, TimeSpan poll, TimeProvider clock, ILogger<ImapMailbox> log) : IMailbox
{
    private const int AnswerMilliseconds = 60_000;

    public MailboxSettings Settings => settings;

    public string Name => settings.LedgerName;

    public async Task<IMailboxVisit> OpenAsync(CancellationToken ct)
    {
        var options = settings.Imap;
        var client = new ImapClient { Timeout = AnswerMilliseconds, CheckCertificateRevocation = options.CheckRevocation };
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Security, ct);
            await signIn.RunAsync(client, settings, options.User, options.Password, ct);
            var folder = await client.GetFolderAsync(options.Folder, ct);
            await folder.OpenAsync(FolderAccess.ReadWrite, ct);
            return new ImapVisit(client, folder, options.Processed, poll, clock, log);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
