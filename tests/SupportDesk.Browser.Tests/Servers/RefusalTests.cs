using System.Net.Sockets;
using SupportDesk.Browser.Tests.Support;
using SupportDesk.Mail;

namespace SupportDesk.Browser.Tests.Servers;

/// <summary>What real servers say when a mailbox is full or a certificate is nobody's, and what the library makes of it.</summary>
public sealed class RefusalTests
{
    private static readonly MailAccount Desk = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Full = new("full@pay.example", "full-secret", QuotaBytes: 1500);

    [MailFact]
    public async Task SendAsync_MailboxIsFull_IsARefusalForGoodThatNamesTheRecipient()
    {
        await using var servers = await MailServers.StartAsync(Desk, Full);
        await OpenSmtp.SendAsync(servers.Postfix.Port, Desk.Address, Full.Address, Letter(new string('x', 1300)));
        await servers.LettersAsync(Full, 1);
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync("127.0.0.1", servers.Postfix.Port, SecureSocketOptions.None);

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => smtp.SendAsync(new MimeMessage(
            [new MailboxAddress("", Desk.Address)], [new MailboxAddress("", Full.Address)], "x", new TextPart("plain") { Text = new string('y', 1300) })));

        Assert.Equal((SmtpErrorCode.RecipientNotAccepted, 552), (refused.ErrorCode, (int)refused.StatusCode));
        Assert.Contains("full", refused.Message, StringComparison.Ordinal);
        Assert.Single(servers.Letters(Full));
    }

    [MailFact]
    public async Task AppendAsync_MailboxIsFull_IsARefusalAndTheConnectionStays()
    {
        await using var servers = await MailServers.StartAsync(Desk, Full);
        using var imap = await servers.ImapAsync(Full);

        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => imap.Inbox.AppendAsync(new MimeMessage(
            [new MailboxAddress("", Desk.Address)], [new MailboxAddress("", Full.Address)], "x", new TextPart("plain") { Text = new string('y', 3000) })));

        Assert.Contains("quota", refused.Message, StringComparison.OrdinalIgnoreCase);
        await imap.NoOpAsync();
    }

    [MailFact]
    public async Task ConnectAsync_CertificateOfNobody_IsRefusedByBothBeforeAnyPassword()
    {
        await using var servers = await MailServers.StartAsync(Desk);
        // This process trusts the machine's authorities only, and ours is none of them.
        using var imap = new ImapClient();
        await Assert.ThrowsAsync<SslHandshakeException>(() => imap.ConnectAsync("127.0.0.1", servers.Dovecot.Port, SecureSocketOptions.SslOnConnect));
        using var smtp = new SmtpClient();
        await Assert.ThrowsAsync<SslHandshakeException>(() => smtp.ConnectAsync("127.0.0.1", servers.Postfix.SubmissionPort, SecureSocketOptions.StartTls));
        Assert.False(imap.IsConnected || smtp.IsConnected);
    }

    [MailFact]
    public async Task IdleAsync_ServerKilled_EndsTheWaiting()
    {
        await using var servers = await MailServers.StartAsync(Desk);
        using var imap = await servers.ImapAsync(Desk);
        await imap.Inbox.OpenAsync(FolderAccess.ReadWrite);
        using var never = new CancellationTokenSource();

        var idle = imap.IdleAsync(never.Token);
        await servers.Dovecot.KillAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => idle.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.True(idle is { IsCompleted: true, Exception.InnerException: IOException or ProtocolException or SocketException });
        Assert.False(imap.IsConnected);
    }

    private static byte[] Letter(string text) => System.Text.Encoding.ASCII.GetBytes($"Subject: x\r\n\r\n{text}");
}
