using System.Text;
using MailKit;
using Microsoft.Data.Sqlite;
using MimeKit;
using SupportDesk.Browser.Tests.Servers;
using SupportDesk.Browser.Tests.Support;

namespace SupportDesk.Browser.Tests.Email;

/// <summary>The desk as a process at a real Dovecot whose folder of sent e-mails tells what became of an uncertain one.</summary>
public sealed class UncertainEmailsTests
{
    private static readonly MailAccount Desk = new("desk@desk.example", "desk-secret");
    private static readonly MailAccount Anna = new("anna@buyer.example", "anna-secret");
    private static readonly MailAccount Boris = new("boris@buyer.example", "boris-secret");

    [MailFact]
    public async Task UncertainEmail_CopyInTheFolderThatTheHostMarks_HasLeftAndIsNotSentAgain()
    {
        await using var servers = await MailServers.StartAsync(Desk, Anna, Boris);
        await using var desk = await DeskProcess.StartAsync(servers);
        foreach (var account in (MailAccount[])[Anna, Boris])
            await OpenSmtp.SendAsync(servers.Postfix.Port, account.Address, Desk.Address, Encoding.UTF8.GetBytes(
                $"From: <{account.Address}>\r\nTo: <{Desk.Address}>\r\nSubject: Order\r\nMessage-ID: <{account.Address}>\r\n\r\nWhere is my order?"));
        var confirmation = (await servers.EmailsAsync(Anna, 1))[0];
        await servers.EmailsAsync(Boris, 1);
        var books = new DeskBooks(desk.DataFolder);
        await Wait.UntilAsync(() => books.SentIds().Count == 2, () => desk.Log);
        await desk.KillAsync();
        ForgetTheirFate(desk.DataFolder);
        using (var imap = await servers.ImapAsync(Desk))
        {
            var sent = imap.GetFolder(SpecialFolder.Sent)!;
            using var copy = new MemoryStream(confirmation);
            await sent.AppendAsync(await MimeMessage.LoadAsync(copy));
        }

        await desk.StartAgainAsync();

        await Wait.UntilAsync(() => books.SentIds().Count > 0, () => desk.Log);
        var rows = books.Outbox();
        Assert.Equal(servers.MessageIds(Anna), rows.Where(row => row.State == "Sent").Select(row => row.InternetMessageId));
        Assert.Equal(servers.MessageIds(Boris), rows.Where(row => row.State == "Uncertain").Select(row => row.InternetMessageId));
        Assert.Equal((1, 1), (servers.Count(Anna), servers.Count(Boris)));
    }

    // What a desk leaves behind that died between the e-mail's last byte and the server's answer.
    private static void ForgetTheirFate(string dataFolder)
    {
        using var open = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, "desk.db"), Pooling = false }.ToString()
        );
        open.Open();
        using var command = open.CreateCommand();
        command.CommandText = "UPDATE Outbox SET State = 3, SentAt = NULL, NextAttemptAt = $now";
        command.Parameters.AddWithValue("$now", TimeProvider.System.GetUtcNow().UtcTicks);
        Assert.Equal(2, command.ExecuteNonQuery());
    }
}
