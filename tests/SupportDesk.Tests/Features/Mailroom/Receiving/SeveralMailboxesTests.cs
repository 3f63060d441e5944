using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Data.Entities;
using SupportDesk.Data.Outbox;
using SupportDesk.Features.Mailroom.Receiving;
using SupportDesk.Features.Mailroom.Sending;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Mailroom.Sending;

namespace SupportDesk.Tests.Features.Mailroom.Receiving;

/// <summary>A desk that writes to the provider from one address and to merchants from another one.</summary>
public sealed class SeveralMailboxesTests
{
    private const string Requester = "timur@tmin.example.ru";

    [Fact]
    public async Task EachLetter_LeavesThroughTheMailboxOfItsPurpose()
    {
        var server = new FakeTransport(new SendResult(SendOutcome.Accepted, "250 ok"));
        await using var mail = await StartAsync(services => services.Replace(ServiceDescriptor.Scoped(_ => new MailRoute(1, () => server))));
        await mail.AskRequesterAsync();
        await mail.SendAsync();
        Assert.Equal(["default", "provider"], server.Mailboxes.Order());
        Assert.EndsWith("@shop.example", (await mail.OutboxAsync()).LetterId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EachLetter_CarriesTheAddressOfItsMailbox()
    {
        await using var mail = await StartAsync();
        await mail.SendAsync();
        var file = Assert.Single(Directory.EnumerateFiles(Path.Combine(mail.Desk.Folder, "data", "mail", "provider", "out", "new")));
        var letter = await MimeKit.MimeMessage.LoadAsync(new MemoryStream(await File.ReadAllBytesAsync(file)));
        Assert.Equal(("cases@shop.example", "Лавка «Тмин»"), (Assert.Single(letter.From.Mailboxes).Address, letter.From.Mailboxes.First().Name));
        Assert.Empty(mail.Written());
    }

    [Fact]
    public async Task DeadServer_KeepsTheLettersOfItsOwnMailboxOnly()
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
        var letter = $"From: <{Requester}>\nSubject: {Filled(subject, id, await SubjectAsync(mail))}\n{Filled(header, id, "")}\n\nЗаказ 77";
        mail.Drop(letter, mailbox: "provider");
        await mail.ReceiveAsync();
        var held = Assert.Single(await mail.HeldAsync());
        Assert.Equal(("OtherMailbox", mail.TicketId), (held.Reason, held.HintTicketId));

        mail.Drop(letter.Replace("Заказ 77", "Заказ 78", StringComparison.Ordinal));
        await mail.ReceiveAsync();
        Assert.Equal("Заказ 78", (await mail.MessagesAsync(Party.Requester))[^1].Body);
    }

    [Fact]
    public async Task T12_ProvidersAnswer_InTheMailboxItWasAskedFrom_Joins()
    {
        await using var mail = await StartAsync();
        var sent = await mail.OutboxAsync();
        mail.Drop($"From: <{MailDesk.Provider}>\nSubject: x\nIn-Reply-To: <{sent.LetterId}>\n\nОтвет", mailbox: "provider");
        mail.Drop($"From: <{MailDesk.Provider}>\nSubject: x\nIn-Reply-To: <{sent.LetterId}>\n\nНе туда");
        await mail.ReceiveAsync();
        Assert.Equal("Ответ", (await mail.MessagesAsync())[^1].Body);
        Assert.Equal("OtherMailbox", Assert.Single(await mail.HeldAsync()).Reason);
    }

    [Fact]
    public async Task OneLetter_InBothMailboxes_IsOneLetter()
    {
        await using var mail = await StartAsync();
        var letter = $"From: <{MailDesk.Provider}>\nSubject: x\nMessage-ID: <1@rk.example.ru>\nIn-Reply-To: <{(await mail.OutboxAsync()).LetterId}>\n\nОтвет";
        mail.Drop(letter, mailbox: "provider");
        await mail.ReceiveAsync();
        mail.Drop(letter);
        await mail.ReceiveAsync();
        Assert.Equal([null, "Duplicate"], (await mail.LedgerAsync()).OrderBy(row => row.ReceivedAt).Select(row => row.Reason));
    }

    [Fact]
    public async Task OneLetter_InTheWrongMailboxFirst_StillJoinsFromTheRightOneAndItsCopyWaitsNoLonger()
    {
        await using var mail = await StartAsync();
        var letter = $"From: <{MailDesk.Provider}>\nSubject: x\nMessage-ID: <1@rk.example.ru>\nIn-Reply-To: <{(await mail.OutboxAsync()).LetterId}>\n\nОтвет";
        mail.Drop(letter);
        await mail.ReceiveAsync();
        mail.Drop(letter, mailbox: "provider");
        await mail.ReceiveAsync();
        Assert.Equal("Ответ", (await mail.MessagesAsync())[^1].Body);
        Assert.Equal([(LetterOutcome.Suppressed, "Duplicate"), (LetterOutcome.Ticketed, null)],
            (await mail.LedgerAsync()).OrderBy(row => row.ReceivedAt).Select(row => (row.Outcome, row.Reason)));
        Assert.Equal(HeldState.Dismissed, Assert.Single(await mail.HeldAsync()).State);
    }

    [Fact]
    public async Task UncertainLetters_OfALivingMailbox_AreSettledThoughAnotherOneIsDead()
    {
        await using var mail = await MailDesk.StartAsync(null,
            ("Mail:Mailboxes:provider:Purpose", "Provider"), ("Mail:Mailboxes:provider:Address", "cases@shop.example"), ("Mail:Mailboxes:provider:Transport", "Smtp"),
            ("Mail:Mailboxes:provider:Smtp:Host", "127.0.0.1"), ("Mail:Mailboxes:provider:Smtp:Port", "9"), ("Mail:Mailboxes:provider:Smtp:Security", "None"),
            ("Mail:Mailboxes:provider:Imap:Host", "127.0.0.1"), ("Mail:Mailboxes:provider:Imap:Port", "9"), ("Mail:Mailboxes:provider:Imap:Security", "None"),
            ("Mail:Mailboxes:provider:Imap:User", "cases"), ("Mail:Mailboxes:provider:Imap:Password", "x"));
        await mail.AskRequesterAsync();
        var letters = await mail.Desk.ReadAsync(db => db.Outbox.ToListAsync());
        Assert.Equal(2, letters.Count);
        await mail.Desk.ReadAsync(db => db.Outbox.ExecuteUpdateAsync(row => row.SetProperty(r => r.State, OutboxState.Uncertain)));
        var ours = letters.Single(letter => letter.Mailbox != "provider");
        var folder = Directory.CreateDirectory(Path.Combine(mail.Desk.Folder, "mail", "out", "new")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, FolderTransport.NameOf(ours)), "copy");

        Assert.Equal(1, await mail.Desk.UseAsync<SettleUncertain, int>(settle => settle.RunAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task Equation_HoldsForEachMailbox()
    {
        await using var mail = await StartAsync();
        mail.Drop("From: <a@x.example>\nSubject: 1\n\nраз");
        mail.Drop("From: <a@x.example>\nSubject: 2\n\nдва");
        mail.Drop($"From: <{MailDesk.Provider}>\nSubject: x\nIn-Reply-To: <{(await mail.OutboxAsync()).LetterId}>\n\nОтвет", mailbox: "provider");
        await mail.ReceiveAsync();
        await mail.Desk.ReadAsync(db => db.Ledger.Where(row => row.Subject == "2").ExecuteUpdateAsync(row => row.SetProperty(r => r.Mailbox, "imap:old@host/INBOX")));
        var view = (await mail.Desk.UseAsync<ReadMailbox, Result<MailroomView>>(read => read.RunAsync(mail.Desk.Agent, CancellationToken.None))).Value;
        Assert.Equal([("desk@supportdesk.localhost", 1, 0, 1), ("cases@shop.example", 1, 1, 0), (null, 1, 0, 1)],
            view.Mailboxes.Select(box => (box.Address, box.Counts.Fetched, box.Counts.Ticketed, box.Counts.Held)));
        Assert.Equal(3, view.Counts.Fetched);
        Assert.All(view.Mailboxes, box => Assert.Equal(box.Counts.Fetched, box.Counts.Ticketed + box.Counts.Held + box.Counts.Suppressed + box.Counts.Failed + box.Counts.InWork));
    }

    private static Task<MailDesk> StartAsync(Action<IServiceCollection>? services = null) => MailDesk.StartAsync(services,
        ("Mail:Mailboxes:provider:Purpose", "Provider"), ("Mail:Mailboxes:provider:Address", "cases@shop.example"), ("Mail:Mailboxes:provider:Name", "Лавка «Тмин»"));

    private static async Task<string> SubjectAsync(MailDesk mail) => (await mail.OutboxAsync(Party.Requester)).Subject;

    private static string Filled(string text, string id, string subject) =>
        text.Replace("{0}", id, StringComparison.Ordinal).Replace("{1}", subject, StringComparison.Ordinal);
}
