using SupportDesk.Browser.Tests.Support;
using SupportDesk.Mail;

namespace SupportDesk.Browser.Tests.Servers;

/// <summary>The mail library against the servers that people run.</summary>
public sealed class MailClientsTests
{
    private static readonly MailAccount Desk = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Provider = new("help@pay.example", "help-secret");

    [MailFact]
    public async Task SendAsync_ThroughSubmission_ArrivesOverImapAsItWas()
    {
        await using var servers = await MailServers.StartAsync(Desk, Provider);
        var file = Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7)).ToArray();

        await SendAsync(servers, "Проверка связи: «Тмин», заказ 12345", "Строка\n.\n..точки в начале\nFrom и конец", file);

        using var imap = await servers.ImapAsync(Provider);
        await imap.Inbox.OpenAsync(FolderAccess.ReadWrite);
        await Wait.UntilAsync(
            async () =>
            {
                await imap.NoOpAsync();
                return imap.Inbox.Count == 1;
            },
            () => servers.Postfix.Log);
        var uid = Assert.Single(await imap.Inbox.SearchAsync(SearchQuery.All));
        var letter = await imap.Inbox.GetMessageAsync(uid);
        Assert.Equal("Проверка связи: «Тмин», заказ 12345", letter.Subject);
        Assert.Equal("Строка\n.\n..точки в начале\nFrom и конец", letter.TextBody?.ReplaceLineEndings("\n").TrimEnd());
        var attached = (MimePart)Assert.Single(letter.Attachments);
        using var content = new MemoryStream();
        await attached.Content!.DecodeToAsync(content);
        Assert.Equal("журнал.log", attached.FileName);
        Assert.Equal(file, content.ToArray());
    }

    [MailFact]
    public async Task IdleAsync_LetterArrives_IsToldAtOnce()
    {
        await using var servers = await MailServers.StartAsync(Desk, Provider);
        using var imap = await servers.ImapAsync(Provider);
        await imap.Inbox.OpenAsync(FolderAccess.ReadOnly);
        using var told = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        imap.Inbox.CountChanged += (_, _) => told.Cancel();

        var idle = imap.IdleAsync(told.Token);
        await SendAsync(servers, "Привет", "Текст", []);
        await idle;

        Assert.Equal(1, imap.Inbox.Count);
    }

    [MailFact]
    public async Task MoveToAsync_AnotherFolder_LeavesTheInboxEmpty()
    {
        await using var servers = await MailServers.StartAsync(Desk, Provider);
        await SendAsync(servers, "Привет", "Текст", []);
        await servers.LettersAsync(Provider, 1);

        using var imap = await servers.ImapAsync(Provider);
        await imap.Inbox.OpenAsync(FolderAccess.ReadWrite);
        var done = await imap.GetFolder(imap.PersonalNamespaces[0]).CreateAsync("Разобрано", isMessageFolder: true);
        foreach (var uid in await imap.Inbox.SearchAsync(SearchQuery.All))
            await imap.Inbox.MoveToAsync(uid, done);

        Assert.Empty(await imap.Inbox.SearchAsync(SearchQuery.All));
        await done.OpenAsync(FolderAccess.ReadOnly);
        Assert.Equal(1, done.Count);
    }

    [MailFact]
    public async Task AuthenticateAsync_WrongPassword_IsRefusedByBoth()
    {
        await using var servers = await MailServers.StartAsync(Desk, Provider);

        using var smtp = await SmtpAsync(servers, password: null);
        await Assert.ThrowsAsync<AuthenticationException>(() => smtp.AuthenticateAsync(Desk.Address, "wrong"));
        using var imap = new ImapClient { ServerCertificateValidationCallback = servers.Trust };
        await imap.ConnectAsync("127.0.0.1", servers.Dovecot.Port, SecureSocketOptions.SslOnConnect);
        await Assert.ThrowsAsync<AuthenticationException>(() => imap.AuthenticateAsync(Desk.Address, "wrong"));
    }

    [MailFact]
    public async Task SendAsync_RecipientRefused_SaysWhoAndWhy()
    {
        await using var servers = await MailServers.StartAsync(Desk, Provider);
        using var smtp = await SmtpAsync(servers, Desk.Password);

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => smtp.SendAsync(Letter("nobody@pay.example", "Привет", "Текст", [])));

        Assert.Equal(SmtpErrorCode.RecipientNotAccepted, refused.ErrorCode);
        Assert.Equal(550, (int)refused.StatusCode);
    }

    private static async Task SendAsync(MailServers servers, string subject, string text, byte[] file)
    {
        using var smtp = await SmtpAsync(servers, Desk.Password);
        await smtp.SendAsync(Letter(Provider.Address, subject, text, file));
        await smtp.DisconnectAsync(quit: true);
    }

    private static MimeMessage Letter(string to, string subject, string text, byte[] file)
    {
        var body = new BodyBuilder { TextBody = text };
        if (file.Length > 0)
            body.Attachments.Add("журнал.log", file);
        return new MimeMessage([new MailboxAddress("Лавка «Тмин»", Desk.Address)], [new MailboxAddress("", to)], subject, body.ToMessageBody());
    }

    private static async Task<SmtpClient> SmtpAsync(MailServers servers, string? password)
    {
        var smtp = new SmtpClient { ServerCertificateValidationCallback = servers.Trust };
        await smtp.ConnectAsync("127.0.0.1", servers.Postfix.SubmissionPort, SecureSocketOptions.StartTls);
        if (password is not null)
            await smtp.AuthenticateAsync(Desk.Address, password);
        return smtp;
    }
}
