using System.Text;
using SupportDesk.Browser.Tests.Support;
using SupportDesk.Mail;

namespace SupportDesk.Browser.Tests.Servers;

/// <summary>What the mail library says to Postfix and Dovecot and what of it stays in a log.</summary>
public sealed class MailConversationsTests
{
    private static readonly MailAccount Desk = new("desk@desk.example", "open-sesame");
    private static readonly MailAccount Provider = new("help@pay.example", "help-secret");
    private static readonly MailAccount Russian = new("почта@pay.example", "other-secret");

    [MailFact]
    public async Task ProtocolLog_WholeConversation_HoldsNeitherPasswordNorLetter()
    {
        await using var servers = await MailServers.StartAsync(Desk, Provider);
        using var log = new MemoryStream();

        await SendAsync(servers, Provider, "4111 1111 1111 1111", new ProtocolLogger(log, leaveOpen: true));
        await servers.LettersAsync(Provider, 1);
        using (var imap = new ImapClient(new ProtocolLogger(log, leaveOpen: true)) { ServerCertificateValidationCallback = servers.Trust })
        {
            await imap.ConnectAsync("127.0.0.1", servers.Dovecot.Port, SecureSocketOptions.SslOnConnect);
            await imap.AuthenticateAsync(Provider.Address, Provider.Password);
            await imap.Inbox.OpenAsync(FolderAccess.ReadWrite);
            Assert.Equal("4111 1111 1111 1111", (await imap.Inbox.GetMessageAsync(new UniqueId(1))).TextBody?.Trim());
            await imap.DisconnectAsync(quit: true);
        }

        var text = Encoding.UTF8.GetString(log.ToArray());
        Assert.Contains("C: AUTH PLAIN ********\nS: 235 ", text, StringComparison.Ordinal);
        Assert.Contains("AUTHENTICATE PLAIN ********\nS: ", text, StringComparison.Ordinal);
        Assert.Matches("C: DATA\nS: 354 [^\n]+\nC: \\[[0-9]+ bytes\\]\nC: \\.\nS: 250 ", text);
        Assert.Matches("FETCH \\(UID 1 [^\n]*BODY\\[\\] \\{[0-9]+\\}\nS: [^\n]*\\)\n", text);
        Assert.DoesNotContain("4111", AfterConnecting(text), StringComparison.Ordinal);
        foreach (var account in (MailAccount[])[Desk, Provider])
        {
            Assert.DoesNotContain(account.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain(new SaslMechanismPlain(account.Address, account.Password).Challenge(null), text, StringComparison.Ordinal);
        }
    }

    [MailFact]
    public async Task T83_SendAsync_InternationalAddress_IsTakenAndArrives()
    {
        await using var servers = await MailServers.StartAsync(Desk, Russian);

        await SendAsync(servers, Russian, "Текст", new NullProtocolLogger());

        var letter = Encoding.UTF8.GetString(Assert.Single(await servers.LettersAsync(Russian, 1)));
        Assert.Contains("To: \"Почта\" <почта@pay.example>", letter, StringComparison.Ordinal);
        Assert.Contains("Subject: Проверка", letter, StringComparison.Ordinal);
    }

    /// <summary>Ports and dates may be any number.</summary>
    private static string AfterConnecting(string log) =>
        string.Join('\n', log.Split('\n').Where(l => !l.StartsWith("Connected to", StringComparison.Ordinal) && !l.Contains("UIDVALIDITY", StringComparison.Ordinal)));

    private static async Task SendAsync(MailServers servers, MailAccount to, string text, IProtocolLogger log)
    {
        using var smtp = new SmtpClient(log) { ServerCertificateValidationCallback = servers.Trust };
        await smtp.ConnectAsync("127.0.0.1", servers.Postfix.SubmissionPort, SecureSocketOptions.StartTls);
        await smtp.AuthenticateAsync(Desk.Address, Desk.Password);
        await smtp.SendAsync(new MimeMessage(
            [new MailboxAddress("Лавка", Desk.Address)], [new MailboxAddress("Почта", to.Address)], "Проверка", new BodyBuilder { TextBody = text }.ToMessageBody()));
        await smtp.DisconnectAsync(quit: true);
    }
}
