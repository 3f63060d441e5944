using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Email.Sending;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>A desk that writes to the provider from one address and to merchants from another one.</summary>
public sealed class SeveralMailboxesTests
{
    private const string Requester = "timur@tmin.example.ru";

    [Fact]
    public async Task EachEmail_LeavesThroughTheMailboxOfItsPurpose()
    {
        var server = new FakeTransport(new SendResult(SendOutcome.Accepted, "250 ok"));
        await using var mail = await StartAsync(services => services.Replace(ServiceDescriptor.Scoped<IEmailTransports>(_ => server)));
        await mail.AskRequesterAsync();
        await mail.SendAsync();
        Assert.Equal(["default", "provider"], server.Mailboxes.Order());
        Assert.EndsWith("@shop.example", (await mail.OutboxAsync()).InternetMessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachEmail_CarriesTheAddressOfItsMailbox()
    {
        await using var mail = await StartAsync();
        await mail.SendAsync();
        var file = Assert.Single(Directory.EnumerateFiles(Path.Combine(mail.Desk.Folder, "data", "mail", "provider", "out", "new")));
        var email = await MimeKit.MimeMessage.LoadAsync(new MemoryStream(await File.ReadAllBytesAsync(file)));
        Assert.Equal(("cases@shop.example", "Лавка «Тмин»"), (Assert.Single(email.From.Mailboxes).Address, email.From.Mailboxes.First().Name));
        Assert.Empty(mail.Written());
    }

    [Fact]
    public async Task DeadServer_KeepsTheEmailsOfItsOwnMailboxOnly()
    {
        await using var mail = await StartAsync();
        await mail.AskRequesterAsync();
        var box = Path.Combine(mail.Desk.Folder, "data", "mail", "provider");
        Directory.CreateDirectory(box);
        await File.WriteAllTextAsync(Path.Combine(box, "out"), "a file where the folder should be");
        Assert.Equal(1, await mail.SendAsync());
        Assert.Single(mail.Written());
        Assert.Equal(DeliveryState.Retrying, (await mail.MessagesAsync())[0].Delivery);
    }

    [Theory]
    [InlineData("In-Reply-To: <{0}>", "Re: x")]
    [InlineData("References: <a@x.example> <{0}>", "Re: x")]
    [InlineData("X-None: {0}", "Re: {1}")]
    public async Task T12_TokenOfOneMailbox_DeliveredToAnother_DoesNotMatch(string header, string subject)
    {
        await using var mail = await StartAsync();
        var id = await mail.AskRequesterAsync();
        const string proof = "Authentication-Results: mx.desk.example; dmarc=pass header.from=tmin.example.ru\n";
        var email = proof + $"From: <{Requester}>\nSubject: {Filled(subject, id, await SubjectAsync(mail))}\n{Filled(header, id, "")}\n\nЗаказ 77";
        mail.Drop(email, mailbox: "provider");
        await mail.ReceiveAsync();
        var suspended = Assert.Single(await mail.SuspendedAsync());
        Assert.Equal(("OtherMailbox", mail.TicketId), (suspended.Reason, suspended.HintTicketId));

        mail.Drop(email.Replace("Заказ 77", "Заказ 78", StringComparison.Ordinal));
        await mail.ReceiveAsync();
        Assert.Equal("Заказ 78", (await mail.MessagesAsync(Party.Requester))[^1].Body);
    }

    [Fact]
    public async Task T12_ProvidersAnswer_InTheMailboxItWasAskedFrom_Joins()
    {
        await using var mail = await StartAsync();
        var sent = await mail.OutboxAsync();
        mail.Drop($"From: <{MailFixture.Provider}>\nSubject: x\nIn-Reply-To: <{sent.InternetMessageId}>\n\nОтвет", mailbox: "provider");
        mail.Drop($"From: <{MailFixture.Provider}>\nSubject: x\nIn-Reply-To: <{sent.InternetMessageId}>\n\nНе туда");
        await mail.ReceiveAsync();
        Assert.Equal("Ответ", (await mail.MessagesAsync())[^1].Body);
        Assert.Equal("OtherMailbox", Assert.Single(await mail.SuspendedAsync()).Reason);
    }

    [Fact]
    public async Task OneEmail_InBothMailboxes_IsOneEmail()
    {
        await using var mail = await StartAsync();
        var email =
            $"From: <{MailFixture.Provider}>\n"
            + "Subject: x\n"
            + "Message-ID: <1@rk.example.ru>\n"
            + $"In-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>\n\n"
            + "Ответ";
        mail.Drop(email, mailbox: "provider");
        await mail.ReceiveAsync();
        mail.Drop(email);
        await mail.ReceiveAsync();
        Assert.Equal([null, "Duplicate"], (await mail.LedgerAsync()).OrderBy(row => row.ReceivedAt).Select(row => row.Reason));
    }

    [Fact]
    public async Task OneEmail_InTheWrongMailboxFirst_StillJoinsFromTheRightOneAndItsCopyWaitsNoLonger()
    {
        await using var mail = await StartAsync();
        var email =
            $"From: <{MailFixture.Provider}>\n"
            + "Subject: x\n"
            + "Message-ID: <1@rk.example.ru>\n"
            + $"In-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>\n\n"
            + "Ответ";
        mail.Drop(email);
        await mail.ReceiveAsync();
        mail.Drop(email, mailbox: "provider");
        await mail.ReceiveAsync();
        Assert.Equal("Ответ", (await mail.MessagesAsync())[^1].Body);
        Assert.Equal([(EmailOutcome.Suppressed, "Duplicate"), (EmailOutcome.Ticketed, null)],
            (await mail.LedgerAsync()).OrderBy(row => row.ReceivedAt).Select(row => (row.Outcome, row.Reason)));
        Assert.Equal(SuspendedState.Dismissed, Assert.Single(await mail.SuspendedAsync()).State);
    }

    [Fact]
    public async Task UncertainEmails_OfALivingMailbox_AreSettledThoughAnotherOneIsDead()
    {
        await using var mail = await MailFixture.StartAsync(
            null,
            ("Mail:Mailboxes:provider:Purpose", "Provider"),
            ("Mail:Mailboxes:provider:Address", "cases@shop.example"),
            ("Mail:Mailboxes:provider:Transport", "Smtp"),
            ("Mail:Mailboxes:provider:Smtp:Host", "127.0.0.1"),
            ("Mail:Mailboxes:provider:Smtp:Port", "9"),
            ("Mail:Mailboxes:provider:Smtp:Security", "None"),
            ("Mail:Mailboxes:provider:Imap:Host", "127.0.0.1"),
            ("Mail:Mailboxes:provider:Imap:Port", "9"),
            ("Mail:Mailboxes:provider:Imap:Security", "None"),
            ("Mail:Mailboxes:provider:Imap:User", "cases"),
            ("Mail:Mailboxes:provider:Imap:Password", "x")
        );
        await mail.AskRequesterAsync();
        var emails = await mail.Desk.ReadAsync(db => db.Outbox.ToListAsync());
        Assert.Equal(2, emails.Count);
        await mail.Desk.ReadAsync(db => db.Outbox.ExecuteUpdateAsync(row => row.SetProperty(r => r.State, OutboxState.Uncertain)));
        var ours = emails.Single(email => email.Mailbox != "provider");
        var folder = Directory.CreateDirectory(Path.Combine(mail.Desk.Folder, "mail", "out", "new")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, FolderTransport.NameOf(ours)), "copy");

        Assert.Equal(1, await mail.Desk.UseAsync<ReconcileUncertain, int>(settle => settle.RunAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Equation_HoldsForEachMailbox()
    {
        await using var mail = await StartAsync();
        mail.Drop("From: <a@x.example>\nSubject: 1\n\nраз");
        mail.Drop("From: <a@x.example>\nSubject: 2\n\nдва");
        mail.Drop($"From: <{MailFixture.Provider}>\nSubject: x\nIn-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>\n\nОтвет", mailbox: "provider");
        await mail.ReceiveAsync();
        await mail.Desk.ReadAsync(db =>
            db.Ledger.Where(row => row.Subject == "2").ExecuteUpdateAsync(row => row.SetProperty(r => r.Mailbox, "imap:old@host/INBOX"))
        );
        var view = (await mail.Desk.UseAsync<ReadMailbox, Result<MailView>>(read => read.RunAsync(mail.Desk.Agent, CancellationToken.None))).Value;
        Assert.Equal([("desk@supportdesk.localhost", 1, 0, 1), ("cases@shop.example", 1, 1, 0), (null, 1, 0, 1)],
            view.Mailboxes.Select(box => (box.Address, box.Counts.Fetched, box.Counts.Ticketed, box.Counts.Suspended)));
        Assert.Equal(3, view.Counts.Fetched);
        Assert.All(
            view.Mailboxes,
            box => Assert.Equal(box.Counts.Fetched, box.Counts.Ticketed + box.Counts.Suspended + box.Counts.Suppressed + box.Counts.Failed + box.Counts.InWork)
        );
    }

    private static Task<MailFixture> StartAsync(Action<IServiceCollection>? services = null) =>
        MailFixture.StartAsync(
            services,
            ("Mail:AuthservId", "mx.desk.example"),
            ("Mail:Mailboxes:provider:Purpose", "Provider"),
            ("Mail:Mailboxes:provider:Address", "cases@shop.example"),
            ("Mail:Mailboxes:provider:Name", "Лавка «Тмин»")
        );

    private static async Task<string> SubjectAsync(MailFixture mail) => (await mail.OutboxAsync(Party.Requester)).Subject;

    private static string Filled(string text, string id, string subject) =>
        text.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", subject, StringComparison.Ordinal);
}
