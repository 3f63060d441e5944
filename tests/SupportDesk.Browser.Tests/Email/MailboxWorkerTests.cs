using System.Globalization;
using System.Text;
using MailKit;
using MailKit.Search;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Browser.Tests.Support;
using SupportDesk.Loopback;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>
/// The desk as a process at a real Postfix and a real Dovecot. A stranger's e-mail opens a ticket, and its confirmation in
/// the stranger's own mailbox shows that it was taken, once.
/// </summary>
public sealed class MailboxWorkerTests
{
    private static readonly MailAccount Desk = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Cases = new("cases@desk.example", "cases-secret");
    private static readonly MailAccount Anna = new("anna@buyer.example", "anna-secret");

    // Nothing but an announcement can bring an e-mail in before the test gives up.
    private static readonly (string, string) NeverPoll = ("Mail:PollSeconds", "3600");

    private static readonly (string, string)[] Plenty =
    [
        ("Mail:MaxNewTicketsPerSenderADay", "1000"), ("Mail:MaxNewTicketsAnHour", "1000"),
        ("Mail:MaxConfirmationsAnHour", "1000"), ("Mail:MaxAutomaticPerRecipient", "1000"), ("Mail:MaxPerRecipientAnHour", "1000"),
    ];

    [MailFact]
    public async Task Email_ServerAnnouncesIt_IsTakenWithoutPolling()
    {
        await using var servers = await MailServers.StartAsync(Desk, Anna);
        await using var desk = await DeskProcess.StartAsync(servers, NeverPoll);
        // The first one may be found by the look after the start; the others are not, if they are not announced.
        for (var i = 1; i <= 3; i++)
        {
            await WriteAsync(servers, i);
            await servers.EmailsAsync(Anna, i);
        }
    }

    [MailFact]
    public async Task Email_ServerCannotAnnounce_IsPolledFor()
    {
        await using var servers = await MailServers.StartAsync(Desk, [Anna], idle: false);
        await using var desk = await DeskProcess.StartAsync(servers, ("Mail:PollSeconds", "1"));
        await WriteAsync(servers, 1);
        await servers.EmailsAsync(Anna, 1);
    }

    [MailFact]
    public async Task ServersKilledAndRestarted_InTheMiddle_EveryEmailIsTakenOnce()
    {
        const int emails = 40;
        await using var servers = await MailServers.StartAsync(Desk, Anna);
        await using var desk = await DeskProcess.StartAsync(servers, [NeverPoll, .. Plenty]);
        var books = new DeskBooks(desk.DataFolder);
        // Few confirmations go to one address: each e-mail has its own.
        for (var i = 1; i <= emails / 2; i++)
            await WriteAsync(servers, i, $"anna+{i}@{Anna.Domain}");
        await TicketedAsync(2);
        await servers.Dovecot.KillAsync();
        await servers.Dovecot.StartAsync();
        for (var i = emails / 2 + 1; i <= emails; i++)
            await WriteAsync(servers, i, $"anna+{i}@{Anna.Domain}");
        await TicketedAsync(emails / 2 + 1);
        await servers.Dovecot.KillAsync();
        await desk.KillAsync();
        await servers.Dovecot.StartAsync();
        await desk.StartAgainAsync();

        using var imap = await servers.ImapAsync(Desk);
        await imap.Inbox.OpenAsync(FolderAccess.ReadOnly);
        await Wait.UntilAsync(async () => (await imap.Inbox.SearchAsync(SearchQuery.All)).Count == 0, () => desk.Log, seconds: 180);
        var taken = await imap.GetFolderAsync("SupportDesk");
        await taken.OpenAsync(FolderAccess.ReadOnly);
        Assert.Equal(emails, taken.Count);
        Assert.Equal((emails, emails, emails), books.Tickets());
        // What the killed desk was just sending is uncertain and is not sent again by itself: none comes twice, and none is said to have left that has not.
        await Wait.UntilAsync(
            () => books.SentIds().IsSubsetOf(servers.MessageIds(Anna)),
            () => $"An e-mail that is marked as sent has not arrived.\n{servers.Postfix.Log}"
        );
        var arrived = servers.MessageIds(Anna);
        Assert.Equal(arrived.Count, arrived.Distinct().Count());

        // A Dovecot that is killed while an e-mail moves leaves the lock of its list of e-mails behind, and breaks it after two minutes.
        Task TicketedAsync(int count) => Wait.UntilAsync(() => books.TryProgress() is var (ticketed, _) && ticketed >= count, () => desk.Log, seconds: 180);
    }

    [MailFact]
    public async Task MailboxThatIsDead_DisturbsNoOther()
    {
        await using var servers = await MailServers.StartAsync(Desk, Cases, Anna);
        var nobody = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        await using var desk = await DeskProcess.StartAsync(servers, [NeverPoll, .. Named(servers, Cases, nobody)]);
        await WriteAsync(servers, 1);
        await servers.EmailsAsync(Anna, 1);
        await Wait.UntilAsync(async () => await HealthAsync(desk) == "degraded: mailboxes that cannot be reached: 1 of 2", () => desk.Log);

        await desk.StartAgainAsync(("Mail:Mailboxes:provider:Imap:Port", servers.Dovecot.Port.ToString(CultureInfo.InvariantCulture)));
        await Wait.UntilAsync(async () => await HealthAsync(desk) == "ok", () => desk.Log);
    }

    [MailFact]
    public async Task WrongPassword_IsSaidWithoutIt()
    {
        await using var servers = await MailServers.StartAsync(Desk, Anna);
        await using var desk = await DeskProcess.StartAsync(servers, ("Mail:Imap:Password", "not-the-secret"));
        await Wait.UntilAsync(async () => await HealthAsync(desk) == "degraded: the mailbox cannot be reached", () => desk.Log);
        Assert.DoesNotContain("not-the-secret", desk.Log, StringComparison.Ordinal);
    }

    [MailFact]
    public async Task CertificateOfNobody_IsRefusedAndNoEmailIsRead()
    {
        await using var servers = await MailServers.StartAsync(Desk, Anna);
        await using var strangers = await MailServers.StartAsync(Desk);
        await using var desk = await DeskProcess.StartAsync(servers, ("SSL_CERT_FILE", strangers.AuthorityFile));
        await WriteAsync(servers, 1);
        await Wait.UntilAsync(async () => await HealthAsync(desk) == "degraded: the mailbox cannot be reached", () => desk.Log);
        Assert.DoesNotContain("Login: user", servers.Dovecot.Log, StringComparison.OrdinalIgnoreCase);
        Assert.Single(await servers.EmailsAsync(Desk, 1));

        await desk.StartAgainAsync(("SSL_CERT_FILE", servers.AuthorityFile));
        await servers.EmailsAsync(Anna, 1);
    }

    [MailFact]
    public async Task ConfirmationToAFullMailbox_IsRefusedAndTheNextEmailGoesOn()
    {
        var full = new MailAccount("full@buyer.example", "full-secret", QuotaBytes: 100);
        await using var servers = await MailServers.StartAsync(Desk, Anna, full);
        await using var desk = await DeskProcess.StartAsync(servers, NeverPoll);
        await WriteAsync(servers, 1, full.Address);
        await WriteAsync(servers, 2);
        await servers.EmailsAsync(Anna, 1);
        Assert.Empty(servers.Emails(full));
        Assert.Contains("The mailbox is full", servers.Postfix.Log, StringComparison.Ordinal);
    }

    [MailFact]
    public async Task T83_ConfirmationToAnInternationalAddress_Arrives()
    {
        var russian = new MailAccount("почта@buyer.example", "other-secret");
        await using var servers = await MailServers.StartAsync(Desk, Anna, russian);
        await using var desk = await DeskProcess.StartAsync(servers, NeverPoll);
        await OpenSmtp.SendAsync(servers.Postfix.Port, Anna.Address, Desk.Address, Encoding.UTF8.GetBytes(string.Join("\r\n",
            $"From: Почта <{russian.Address}>", $"To: <{Desk.Address}>", "Subject: Order 1", "Message-ID: <1@buyer.example>",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", "Где мой заказ 1?")));
        var confirmation = Encoding.UTF8.GetString(Assert.Single(await servers.EmailsAsync(russian, 1)));
        Assert.Contains("<почта@buyer.example>", confirmation, StringComparison.Ordinal);
    }

    private static IEnumerable<(string, string)> Named(MailServers servers, MailAccount account, string imapPort) =>
        [
            ("Mail:Mailboxes:provider:Purpose", "Provider"),
            ("Mail:Mailboxes:provider:Address", account.Address),
            ("Mail:Mailboxes:provider:Smtp:Host", "127.0.0.1"),
            ("Mail:Mailboxes:provider:Smtp:Port", servers.Postfix.SubmissionPort.ToString(CultureInfo.InvariantCulture)),
            ("Mail:Mailboxes:provider:Smtp:CheckRevocation", "false"),
            ("Mail:Mailboxes:provider:Imap:CheckRevocation", "false"),
            ("Mail:Mailboxes:provider:Smtp:User", account.Address),
            ("Mail:Mailboxes:provider:Smtp:Password", account.Password),
            ("Mail:Mailboxes:provider:Imap:Host", "127.0.0.1"),
            ("Mail:Mailboxes:provider:Imap:Port", imapPort),
            ("Mail:Mailboxes:provider:Imap:User", account.Address),
            ("Mail:Mailboxes:provider:Imap:Password", account.Password),
        ];

    private static Task WriteAsync(MailServers servers, int number, string? from = null) => OpenSmtp.SendAsync(
        servers.Postfix.Port, from ?? Anna.Address, Desk.Address, Encoding.UTF8.GetBytes(string.Join("\r\n",
            $"From: Anna <{from ?? Anna.Address}>", $"To: <{Desk.Address}>", $"Subject: Order {number}", $"Message-ID: <{number}@buyer.example>",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "", $"Где мой заказ {number}?")));

    private static async Task<string> HealthAsync(DeskProcess desk)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(desk.Url + "/health"));
    }
}
