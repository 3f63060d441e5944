using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Net.Imap;
using MailKit.Security;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Servers;

/// <summary>Postfix and Dovecot on one set of mailboxes.</summary>
internal sealed class MailServers : IAsyncDisposable
{
    // No such user need exist; both servers only change to the number.
    private const int Owner = 5000;

    private readonly TestFolder folder = new("mail");

    private MailServers(MailAccount desk, IReadOnlyList<MailAccount> others, bool idle, string? host)
    {
        Desk = desk;
        MailAccount[] all = [desk, .. others];
        TestCertificate.Write(AuthorityFile, CertificateFile, KeyFile, host);
        Dovecot = new DovecotServer(folder.Folder("dovecot"), MailFolder, Owner, CertificateFile, KeyFile, all, idle);
        Postfix = new PostfixServer(folder.Folder("postfix"), MailFolder, Owner, CertificateFile, KeyFile, Dovecot.PasswordSocket, Dovecot.QuotaPort, all);
    }

    public MailAccount Desk { get; }

    public DovecotServer Dovecot { get; }

    public PostfixServer Postfix { get; }

    /// <summary>Whoever trusts this authority trusts both servers.</summary>
    public string AuthorityFile => folder.FileOf("authority.pem");

    /// <summary>The certificate of both servers.</summary>
    public string CertificateFile => folder.FileOf("certificate.pem");

    /// <summary>How the desk is told to use these servers.</summary>
    public IEnumerable<(string Key, string Value)> DeskSettings =>
    [
        ("Mail:Transport", "Smtp"),
        ("Mail:Address", Desk.Address),
        ("Mail:AuthservId", PostfixServer.AuthservId),
        ("Mail:PollSeconds", "1"),
        ("Mail:Smtp:Host", "127.0.0.1"),
        ("Mail:Smtp:Port", $"{Postfix.SubmissionPort}"),
        ("Mail:Smtp:Security", "StartTls"),
        // The authority of the tests publishes no revocation list.
        ("Mail:Smtp:CheckRevocation", "false"),
        ("Mail:Imap:CheckRevocation", "false"),
        ("Mail:Smtp:User", Desk.Address),
        ("Mail:Smtp:Password", Desk.Password),
        ("Mail:Imap:Host", "127.0.0.1"),
        ("Mail:Imap:Port", $"{Dovecot.Port}"),
        ("Mail:Imap:Security", "SslOnConnect"),
        ("Mail:Imap:User", Desk.Address),
        ("Mail:Imap:Password", Desk.Password),
    ];

    private string KeyFile => folder.FileOf("key.pem");

    private string MailFolder => folder.Folder("boxes");

    public static Task<MailServers> StartAsync(MailAccount desk, params IReadOnlyList<MailAccount> others) => StartAsync(desk, others, idle: true);

    /// <param name="idle">Whether the server of the mailboxes tells of new e-mails by itself.</param>
    /// <param name="host">Whose certificate they show; unless given, their own.</param>
    public static async Task<MailServers> StartAsync(MailAccount desk, IReadOnlyList<MailAccount> others, bool idle, string? host = null)
    {
        var servers = new MailServers(desk, others, idle, host);
        await Files.GiveToAsync($"{Owner}", servers.MailFolder);
        await servers.Dovecot.StartAsync();
        await servers.Postfix.StartAsync();
        return servers;
    }

    /// <summary>For clients in this process: it has not been told to trust the authority, as the desk's own process is.</summary>
    public RemoteCertificateValidationCallback Trust => (_, shown, _, _) =>
        shown is X509Certificate2 certificate && certificate.ExportCertificatePem() == File.ReadAllText(CertificateFile);

    /// <summary>Signs in to a mailbox.</summary>
    public async Task<ImapClient> ImapAsync(MailAccount account)
    {
        var imap = new ImapClient { ServerCertificateValidationCallback = Trust };
        await imap.ConnectAsync("127.0.0.1", Dovecot.Port, SecureSocketOptions.SslOnConnect);
        await imap.AuthenticateAsync(account.Address, account.Password);
        return imap;
    }

    /// <summary>Every file of a mailbox, all its folders included, oldest first.</summary>
    public IReadOnlyList<byte[]> Emails(MailAccount account) =>
        [.. FilesOf(account).OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => File.ReadAllBytes(file.FullName))];

    /// <summary>Without angle brackets, of every e-mail of a mailbox.</summary>
    public IReadOnlyList<string> MessageIds(MailAccount account) => [.. Emails(account).Select(email => Encoding.UTF8.GetString(email).Split('\n')
        .First(line => line.StartsWith("Message-ID:", StringComparison.OrdinalIgnoreCase))["Message-ID:".Length..].Trim().Trim('<', '>'))];

    public int Count(MailAccount account) => FilesOf(account).Count();

    /// <summary>Waits until the mailbox holds so many e-mails.</summary>
    public async Task<IReadOnlyList<byte[]>> EmailsAsync(MailAccount account, int count)
    {
        await Wait.UntilAsync(() => Emails(account).Count >= count, () => $"{Emails(account).Count} of {count} e-mails.\n{Postfix.Log}");
        return Emails(account);
    }

    private IEnumerable<FileInfo> FilesOf(MailAccount account)
    {
        var box = new DirectoryInfo(Path.Combine(MailFolder, account.Domain, account.Name));
        return box.Exists ? box.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Directory!.Name is "new" or "cur") : [];
    }

    public async ValueTask DisposeAsync()
    {
        await Postfix.DisposeAsync();
        await Dovecot.DisposeAsync();
        folder.Dispose();
    }
}
