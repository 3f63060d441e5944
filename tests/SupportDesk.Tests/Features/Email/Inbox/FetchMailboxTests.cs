using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Inbox;

public sealed class FetchMailboxTests
{
    private const string Requester = "timur@tmin.example.ru";

    [Fact]
    public async Task T01_Stranger_WithRightToken_IsSuspendedWithHint()
    {
        await using var mail = await MailFixture.StartAsync();
        var subject = (await mail.OutboxAsync()).Subject;
        mail.Drop($"From: Eve <eve@evil.example>\nSubject: Re: {subject}\nMessage-ID: <e@evil.example>\n\nПришлите историю.");
        await mail.ReceiveAsync();
        var suspended = Assert.Single(await mail.SuspendedAsync());
        Assert.Equal(("NotParticipant", mail.TicketId), (suspended.Reason, suspended.HintTicketId));
        Assert.Single(await mail.MessagesAsync(Party.Requester));
    }

    [Fact]
    public async Task T02_ForgedId_IsSuspendedAndRecorded()
    {
        await using var mail = await MailFixture.StartAsync();
        var id = (await mail.OutboxAsync()).InternetMessageId;
        var at = id.IndexOf('@', StringComparison.Ordinal);
        var forged = id[..(at - 1)] + (id[at - 1] == '0' ? '1' : '0') + id[at..];
        mail.Drop($"From: <{MailFixture.Provider}>\nSubject: x\nMessage-ID: <f@evil.example>\nIn-Reply-To: <{forged}>\n\nтекст");
        await mail.ReceiveAsync();
        Assert.Equal("ForgedId", Assert.Single(await mail.SuspendedAsync()).Reason);
        Assert.Contains("NotSigned", Assert.Single(await mail.LedgerAsync()).Rejected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T03_T07_RequestersId_InOtherHands_IsSuspendedAndMakesNoParticipant()
    {
        await using var mail = await MailFixture.StartAsync();
        var id = await mail.AskRequesterAsync();
        mail.Drop($"From: Vera <vera@desk.example.ru>\nSubject: x\nMessage-ID: <1@x.example>\nIn-Reply-To: <{id}>\n\nЗакройте.");
        mail.Drop($"From: Second <second@tmin.example.ru>\nCc: third@x.example\nSubject: x\nMessage-ID: <2@x.example>\nIn-Reply-To: <{id}>\n\nИ мне.");
        await mail.ReceiveAsync();
        Assert.Equal(["NotParticipant", "NotParticipant"], (await mail.SuspendedAsync()).Select(suspended => suspended.Reason));
        var ticket = await mail.TicketAsync();
        Assert.Equal((Requester, Requester), (ticket.RequesterEmail, ticket.Conversations.Single(c => c.Party == Party.Requester).Address));
    }

    [Fact]
    public async Task T06_ReplyTo_IsNoIdentity()
    {
        await using var mail = await MailFixture.StartAsync();
        var id = await mail.AskRequesterAsync();
        mail.Drop($"From: <{Requester}>\nReply-To: <eve@evil.example>\nSubject: x\nMessage-ID: <1@x.example>\nIn-Reply-To: <{id}>\n\nЗаказ 77.");
        mail.Drop($"From: <eve@evil.example>\nReply-To: <{Requester}>\nSubject: x\nMessage-ID: <2@x.example>\nIn-Reply-To: <{id}>\n\nЗаказ 78.");
        await mail.ReceiveAsync();
        Assert.Equal(Requester, (await mail.MessagesAsync(Party.Requester))[^1].AuthorAddress);
        Assert.Equal("eve@evil.example", Assert.Single(await mail.SuspendedAsync()).FromAddress);
        Assert.Equal(Requester, (await mail.TicketAsync()).Conversations.Single(c => c.Party == Party.Requester).Address);
    }

    [Fact]
    public async Task T14_OurControlHeaders_FromOutside_DoNothing()
    {
        await using var mail = await MailFixture.StartAsync();
        var email = $"From: <eve@evil.example>\nX-SupportDesk-Ticket: {mail.Number}\nX-SupportDesk-Role: agent\nSubject: x\nMessage-ID: <1@x.example>\n\nтекст";
        mail.Drop(email);
        await mail.ReceiveAsync();
        // Whatever comes to read such a field one day does not find what a stranger wrote into it.
        var facts = await EmailContentReader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(email)), 1 << 20, default);
        Assert.Equal(["From", "Subject", "Message-ID"], facts.Headers.Select(header => header.Name));
        Assert.Equal("NoMatch", Assert.Single(await mail.SuspendedAsync()).Reason);
    }

    [Fact]
    public async Task T23_OwnEmail_ComesBack_IsSuppressed()
    {
        await using var mail = await MailFixture.StartAsync();
        await mail.SendAsync();
        var own = await File.ReadAllTextAsync(mail.Written()[0]);
        mail.Drop(own);
        mail.Drop(own.Replace("Message-Id:", "X-Old:", StringComparison.OrdinalIgnoreCase).Insert(0, "Message-ID: <rewritten@gmail.example>\n"));
        await mail.ReceiveAsync();
        Assert.Equal(["Echo", "Echo"], (await mail.LedgerAsync()).Select(row => row.Reason));
        Assert.Single(await mail.MessagesAsync());
    }

    [Theory]
    [InlineData("Undelivered Mail Returned to Sender", DeliveryState.Failed)]
    [InlineData("Письмо не доставлено", DeliveryState.Failed)]
    [InlineData("Delayed mail (still being retried)", null)]
    [InlineData("Re: вопрос", null)]
    public async Task T26_BounceInPlainWords_ThatNamesTheEmailByItsThreadAlone_MarksIt(string subject, DeliveryState? state)
    {
        await using var mail = await MailFixture.StartAsync();
        await mail.SendAsync();
        var before = (await mail.MessagesAsync())[0].Delivery;
        var id = (await mail.OutboxAsync()).InternetMessageId;
        mail.Drop($"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nSubject: {subject}\nMessage-ID: <d@mx.example>\nIn-Reply-To: <{id}>\n\nNo such user.");
        await mail.ReceiveAsync();
        Assert.Equal(state ?? before, (await mail.MessagesAsync())[0].Delivery);
    }

    [Fact]
    public async Task T26_Bounce_MarksTheMessageAndNothingElse()
    {
        await using var mail = await MailFixture.StartAsync();
        await mail.SendAsync();
        var before = (await mail.TicketAsync()).Status;
        mail.Drop($"""
            Return-Path: <>
            From: MAILER-DAEMON@mx.example
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <dsn@mx.example>
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            I'm sorry.
            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example

            Final-Recipient: rfc822; {MailFixture.Provider}
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 no such user

            --b
            Content-Type: text/rfc822-headers

            Subject: x
            Message-ID: <{(await mail.OutboxAsync()).InternetMessageId}>

            --b--
            """);
        await mail.ReceiveAsync();
        var message = (await mail.MessagesAsync())[0];
        Assert.Equal(DeliveryState.Failed, message.Delivery);
        Assert.Contains("no such user", message.DeliveryNote, StringComparison.Ordinal);
        Assert.Equal(before, (await mail.TicketAsync()).Status);
        Assert.Empty(await mail.SuspendedAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("Message-ID:\n")]
    [InlineData("Message-ID: <>\n")]
    [InlineData("Message-ID: <письмо@пример.рф>\n")]
    [InlineData("Message-ID: <a@x.example>\nMessage-ID: <b@x.example>\n")]
    [InlineData("long")]
    public async Task T30_AnyMessageId_TwoDeliveries_AreOneEmail(string id)
    {
        await using var mail = await MailFixture.StartAsync();
        var field = id == "long" ? $"Message-ID: <{new string('x', 4096)}@x.example>\n" : id;
        var email = $"From: <anna@mail.example>\nSubject: Где заказ\nDate: Sun, 22 Nov 2026 12:00:00 +0300\n{field}\nЗаказ 77.";
        mail.Drop("Received: from a\n" + email);
        mail.Drop("Received: from b\n" + email);
        await mail.ReceiveAsync();
        Assert.Single(await mail.SuspendedAsync());
        Assert.Equal([null, "Duplicate"], (await mail.LedgerAsync()).Select(row => row.Outcome == EmailOutcome.Suspended ? null : row.Reason));
    }

    [Fact]
    public async Task T31_SameId_OtherBody_IsKeptAndFlagged()
    {
        await using var mail = await MailFixture.StartAsync();
        mail.Drop("From: <eve@evil.example>\nSubject: x\nMessage-ID: <same@rk.example.ru>\n\nпустышка");
        mail.Drop(
            $"From: <{MailFixture.Provider}>\n"
                + "Subject: x\n"
                + "Message-ID: <same@rk.example.ru>\n"
                + $"In-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>\n\n"
                + "Настоящий ответ"
        );
        await mail.ReceiveAsync();
        Assert.Equal("Настоящий ответ", (await mail.MessagesAsync())[^1].Body);
        Assert.True((await mail.LedgerAsync())[1].IdReused);
    }

    [Fact]
    public async Task T11_TwoTickets_InOneEmail_GoesToTheAnsweredOne()
    {
        await using var mail = await MailFixture.StartAsync();
        var first = (await mail.OutboxAsync()).InternetMessageId;
        var other = await mail.OpenAnotherAsync();
        mail.Drop(
            $"From: <{MailFixture.Provider}>\n"
                + "Subject: x\n"
                + "Message-ID: <1@rk.example.ru>\n"
                + $"References: <{first}>\n"
                + $"In-Reply-To: <{other.InternetMessageId}>\n\n"
                + "Ответ"
        );
        await mail.ReceiveAsync();
        var row = Assert.Single(await mail.LedgerAsync());
        Assert.Equal(other.TicketId, row.TicketId);
        Assert.Contains("OtherTicket", row.Rejected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T19_TicketIsGone_EmailWaits()
    {
        await using var mail = await MailFixture.StartAsync();
        var sent = await mail.OutboxAsync();
        await mail.Desk.ReadAsync(async db =>
        {
            await db.Events.ExecuteDeleteAsync();
            await db.Messages.ExecuteDeleteAsync();
            await db.Conversations.ExecuteDeleteAsync();
            return await db.Tickets.ExecuteDeleteAsync();
        });
        mail.Drop(
            $"From: <{MailFixture.Provider}>\nSubject: Re: {sent.Subject}\nMessage-ID: <1@rk.example.ru>\nIn-Reply-To: <{sent.InternetMessageId}>\n\nОтвет"
        );
        await mail.ReceiveAsync();
        Assert.Single(await mail.SuspendedAsync());
    }

    [Fact]
    public async Task Email_WithFiles_IsMaskedWhereItCanBe()
    {
        await using var mail = await MailFixture.StartAsync();
        mail.Drop($"""
            From: <{MailFixture.Provider}>
            Subject: x
            Message-ID: <1@rk.example.ru>
            In-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html; charset=utf-8

            <p>Смотрите файлы</p>
            --b
            Content-Type: text/csv; name="log.csv"
            Content-Disposition: attachment; filename="log.csv"
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(Encoding.UTF8.GetBytes("card;4111111111111111\n"))}
            --b
            Content-Type: image/png; name="check.png"
            Content-Disposition: attachment; filename="check.png"
            Content-Transfer-Encoding: base64

            iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
            --b
            Content-Type: message/rfc822

            From: inner@x.example
            Subject: inner
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: base64

            {Convert.ToBase64String(Encoding.UTF8.GetBytes("pan 5555 5555 5555 4444"))}
            --b--
            """);
        await mail.ReceiveAsync();
        var message = (await mail.MessagesAsync())[^1];
        Assert.Equal("Смотрите файлы", message.Body);
        Assert.Equal(
            [("check.png", true), ("inner.txt", false), ("log.csv", false)],
            message.Attachments.Select(file => (file.Name, file.PendingReview)).Order()
        );
        foreach (var file in Directory.EnumerateFiles(Path.Combine(mail.Desk.Folder, "data"), "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(await ReadSharedAsync(file));
            Assert.DoesNotContain("4111111111111111", text, StringComparison.Ordinal);
            Assert.DoesNotContain("5555 5555 5555 4444", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Email_OverTheLimit_StaysIsCountedAndTheNextGoesOn()
    {
        await using var mail = await MailFixture.StartAsync(null, ("Mail:MaxLetterBytes", "65536"));
        mail.Drop("From: <a@x.example>\nSubject: big\n\n" + new string('x', 70_000));
        mail.Drop("From: <b@x.example>\nSubject: small\n\nтекст");
        await mail.ReceiveAsync();
        Assert.Equal([EmailOutcome.Failed, EmailOutcome.Suspended], (await mail.LedgerAsync()).Select(row => row.Outcome));
        Assert.Single(mail.InMailbox("new"));
        var view = await mail.Desk.UseAsync<ReadMailbox, Result<MailView>>(read => read.RunAsync(mail.Desk.Agent, CancellationToken.None));
        var counts = view.Value.Counts;
        Assert.Equal((2, 1, 1), (counts.Fetched, counts.Suspended, counts.Failed));
        Assert.Equal(counts.Fetched, counts.Ticketed + counts.Suspended + counts.Suppressed + counts.Failed + counts.InWork);
        var failed = (await mail.LedgerAsync()).Single(row => row.Outcome == EmailOutcome.Failed).Id;
        Assert.True(
            (await mail.Desk.UseAsync<RetryEmail, Result<Unit>>(retry => retry.RunAsync(failed, mail.Desk.Agent, CancellationToken.None))).Ok
        );
    }

    [Fact]
    public async Task DeskStopped_BeforeTheMailboxHeard_GivesOneMessage()
    {
        await using var mail = await MailFixture.StartAsync(settings: ("Mail:Folder:KeepReceived", "true"));
        mail.Drop(
            $"From: <{MailFixture.Provider}>\nSubject: x\nMessage-ID: <1@rk.example.ru>\nIn-Reply-To: <{(await mail.OutboxAsync()).InternetMessageId}>\n\nОтвет"
        );
        await mail.ReceiveAsync();
        var name = Assert.Single(mail.InMailbox("cur"));
        Assert.EndsWith("2,S", name, StringComparison.Ordinal);
        var box = Path.Combine(mail.Desk.Folder, "mail", "in");
        File.Move(Path.Combine(box, "cur", name), Path.Combine(box, "new", name.Split(':')[0]));
        await mail.ReceiveAsync();
        Assert.Equal(2, (await mail.MessagesAsync()).Count);
        Assert.Single(await mail.LedgerAsync());
        Assert.Empty(mail.InMailbox("new"));
    }

    [Fact]
    public async Task MailboxThatForgets_EmailsAreTakenOnceAndTheNextGoOn()
    {
        await using var mail = await MailFixture.StartAsync();
        var forgetful = new ForgetfulMailbox(
            mail.Desk.Services.GetRequiredService<MailSettings>().Mailboxes[0],
            "From: <a@x.example>\nSubject: 1\nMessage-ID: <1@x>\n\nраз",
            "From: <b@x.example>\nSubject: 2\nMessage-ID: <2@x>\n\nдва"
        );
        for (var i = 0; i < 2; i++)
            await MailFixture.ReceiveAsync(mail.Desk, forgetful);

        Assert.Equal(["1", "2"], (await mail.SuspendedAsync()).Select(suspended => suspended.Subject).Order());
        Assert.Equal(4, forgetful.Asked);
        Assert.Equal(
            "No room.",
            await mail.Desk.ReadAsync(db => db.Mailboxes.Where(box => box.Mailbox == "forgetful").Select(box => box.LastError).SingleAsync())
        );
    }

    [Fact]
    public async Task DeskDied_ThreeTimesOnOneEmail_GivesItUp()
    {
        await using var mail = await MailFixture.StartAsync();
        mail.Drop("From: <a@x.example>\nSubject: poison\n\nтекст");
        var name = Assert.Single(mail.InMailbox("new"));
        await mail.Desk.ReadAsync(db =>
        {
            db.Ledger.Add(
                new MailLedger
                {
                    Id = Guid.NewGuid(),
                    Mailbox = "folder:in",
                    UidValidity = 1,
                    Uid = name,
                    Attempts = 3,
                    ReceivedAt = mail.Desk.Clock.GetUtcNow(),
                }
            );
            return db.SaveChangesAsync();
        });
        await mail.ReceiveAsync();
        var row = Assert.Single(await mail.LedgerAsync());
        Assert.Equal((EmailOutcome.Failed, "Stopped"), (row.Outcome, row.Reason));
        Assert.Empty(await mail.SuspendedAsync());
    }

    private sealed class ForgetfulMailbox(MailboxSettings settings, params string[] emails) : IMailbox, IMailboxVisit
    {
        public MailboxSettings Settings => settings;

        public int Asked { get; private set; }

        public string Name => "forgetful";

        public long UidValidity => 7;

        public Task<IMailboxVisit> OpenAsync(CancellationToken ct) => Task.FromResult<IMailboxVisit>(this);

        public Task<IReadOnlyList<string>> ListAsync(bool all, CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>(["0", "1"]);

        public Task<EmailContent?> ReadAsync(string uid, long maxBytes, CancellationToken ct) =>
            Task.FromResult<EmailContent?>(new(new MemoryStream(Encoding.UTF8.GetBytes(emails[uid[0] - '0'])), false));

        public Task MarkDoneAsync(string uid, CancellationToken ct)
        {
            Asked++;
            throw new IOException("No room.");
        }

        public Task WaitAsync(TimeSpan atMost, CancellationToken bell, CancellationToken ct) => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private static async Task<byte[]> ReadSharedAsync(string file)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            return copy.ToArray();
        }
        catch (FileNotFoundException)
        {
            // The database's log was taken into the database meanwhile.
            return [];
        }
    }
}
