using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Sending;

public sealed class SendQueuedMailTests
{
    private static readonly SendResult Good = new(SendOutcome.Accepted, "250 queued as 4711");

    [Fact]
    public async Task RunAsync_ServerDown_RetriesWithGrowingPausesAndSaysSo()
    {
        var server = new FakeTransport(new SendResult(SendOutcome.Transient, "Connection refused", IsDown: true));
        await using var mail = await StartAsync(server);
        var pauses = new List<TimeSpan>();
        for (var i = 0; i < 4; i++)
        {
            await mail.SendAsync();
            var row = await mail.OutboxAsync();
            Assert.Equal((OutboxState.Queued, i + 1), (row.State, row.Attempts));
            pauses.Add(row.NextAttemptAt - mail.Desk.Clock.GetUtcNow());
            mail.Desk.Clock.Advance(pauses[^1]);
        }

        Assert.Equal(pauses.Order(), pauses);
        Assert.InRange(pauses[0], TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1.3));
        Assert.InRange(pauses[3], TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(19));
        Assert.Equal((DeliveryState.Retrying, "Connection refused"), await DeliveryAsync(mail));
        Assert.Single(server.MessageIds.Distinct());
    }

    [Fact]
    public async Task RunAsync_ServerDown_IsNotAskedForEveryEmail()
    {
        var server = new FakeTransport(new SendResult(SendOutcome.Transient, "Connection refused", IsDown: true));
        await using var mail = await StartAsync(server);
        await mail.AskRequesterAsync();
        await mail.SendAsync();
        Assert.Single(server.MessageIds);
        Assert.Equal(2, await mail.Desk.ReadAsync(db => db.Outbox.CountAsync(m => m.LastReply == "Connection refused")));
    }

    [Fact]
    public async Task RunAsync_DatabaseBusyForAMomentAfterTheAnswer_EmailIsSentAndNotUncertain()
    {
        var (server, busy) = (new FakeTransport(Good), new BusyOnce());
        await using var mail = await MailFixture.StartAsync(services =>
        {
            With(server)(services);
            services.ConfigureDbContext<DeskDbContext>(options => options.AddInterceptors(busy));
        });
        server.OnTheWay = () => busy.IsArmed = true;

        await Assert.ThrowsAsync<SqliteException>(() => mail.SendAsync());
        Assert.False(busy.IsArmed);
        Assert.Equal(OutboxState.Sent, (await mail.OutboxAsync()).State);
        await mail.SendAsync();
        Assert.Single(server.MessageIds);
    }

    /// <summary>The next transaction finds the database locked.</summary>
    private sealed class BusyOnce : DbTransactionInterceptor
    {
        public bool IsArmed { get; set; }

        public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
            DbConnection connection,
            TransactionStartingEventData eventData,
            InterceptionResult<DbTransaction> result,
            CancellationToken cancellationToken = default
        )
        {
            if (!IsArmed)
                return ValueTask.FromResult(result);
            IsArmed = false;
            throw new SqliteException("database is locked", 5);
        }
    }

    [Fact]
    public async Task RunAsync_RefusedRecipient_StopsAndIsVisible()
    {
        await using var mail = await StartAsync(new FakeTransport(new SendResult(SendOutcome.Permanent, "550 no such user, card 4111 1111 1111 1111")));
        await mail.SendAsync();
        mail.Desk.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await mail.SendAsync());
        var (state, note) = await DeliveryAsync(mail);
        Assert.Equal(DeliveryState.Failed, state);
        Assert.StartsWith("550 no such user", note, StringComparison.Ordinal);
        Assert.DoesNotContain("4111 1111", note, StringComparison.Ordinal);
        Assert.Contains((await mail.TicketAsync()).Events, e => e.Kind == TicketEventKind.DeliveryFailed);
    }

    [Fact]
    public async Task RunAsync_AnswerLost_IsUncertainAndNeverSentAgainByItself()
    {
        var server = new FakeTransport(new SendResult(SendOutcome.Uncertain, "The connection broke."), Good);
        await using var mail = await StartAsync(server);
        await mail.SendAsync();
        mail.Desk.Clock.Advance(TimeSpan.FromDays(1));
        await mail.SendAsync();
        Assert.Single(server.MessageIds);
        Assert.Equal(DeliveryState.Uncertain, (await DeliveryAsync(mail)).State);

        Assert.True((await ResendAsync(mail, mail.Desk.Merchant)).Ok);
        await mail.SendAsync();
        Assert.Equal(2, server.MessageIds.Count);
        Assert.Single(server.MessageIds.Distinct());
        Assert.Equal((DeliveryState.Sent, "250 queued as 4711"), await DeliveryAsync(mail));
        Assert.Equal("", (await mail.OutboxAsync()).Body);
    }

    [Fact]
    public async Task RunAsync_DeskDiedOnTheWay_FindsTheEmailUncertain()
    {
        var server = new FakeTransport(Good);
        await using var mail = await StartAsync(server);
        server.OnTheWay = () => throw new OperationCanceledException("power cut");
        await Assert.ThrowsAsync<OperationCanceledException>(mail.SendAsync);
        server.OnTheWay = null;
        Assert.Equal(0, await mail.SendAsync());
        Assert.Empty(server.MessageIds);
        Assert.Equal(OutboxState.Uncertain, (await mail.OutboxAsync()).State);
    }

    [Fact]
    public async Task ResendEmail_SomebodyElsesOrSent_IsRefused()
    {
        await using var mail = await StartAsync(new FakeTransport(new SendResult(SendOutcome.Uncertain, "?"), Good));
        await mail.SendAsync();
        Assert.Equal([Problem.NotFound], (await ResendAsync(mail, mail.Desk.Stranger)).Problems);
        Assert.True((await ConfirmAsync(mail, mail.Desk.Agent)).Ok);
        Assert.Equal(DeliveryState.Sent, (await DeliveryAsync(mail)).State);
        Assert.Equal("EmailHasLeft", (await ResendAsync(mail, mail.Desk.Agent)).Problems[0].Code);
    }

    [Fact]
    public async Task AbandonEmail_FailedOne_LeavesTheListAndStaysUnsent()
    {
        await using var mail = await StartAsync(new FakeTransport(new SendResult(SendOutcome.Permanent, "550 no such user"), Good));
        var id = (await mail.OutboxAsync()).Id;
        Assert.Equal("EmailNotFailed", (await AbandonAsync(id, mail.Desk.Agent)).Problems[0].Code);
        await mail.SendAsync();
        Assert.Equal([Problem.NotFound], (await AbandonAsync(id, mail.Desk.Stranger)).Problems);
        Assert.True((await AbandonAsync(id, mail.Desk.Agent)).Ok);
        Assert.Equal(0, await mail.SendAsync());
        Assert.Equal(0, await TroubledAsync());
        Assert.Equal(DeliveryState.Failed, (await DeliveryAsync(mail)).State);

        Assert.Equal([Problem.NotFound], (await RestoreAsync(mail.Desk.Stranger)).Problems);
        Assert.True((await RestoreAsync(mail.Desk.Agent)).Ok);
        Assert.Equal("EmailNotAbandoned", (await RestoreAsync(mail.Desk.Agent)).Problems[0].Code);
        Assert.Equal(0, await mail.SendAsync());
        Assert.Equal(1, await TroubledAsync());

        async Task<int> TroubledAsync() =>
            (await mail.Desk.UseAsync<CountMail, Result<MailCounts>>(count => count.RunAsync(mail.Desk.Agent, CancellationToken.None))).Value.Outgoing;

        Task<Result<OutboxRef>> RestoreAsync(Actor actor) =>
            mail.Desk.UseAsync<RestoreAbandonedEmail, Result<OutboxRef>>(restore => restore.RunAsync(id, actor, CancellationToken.None));

        Task<Result<OutboxRef>> AbandonAsync(Guid outbox, Actor actor) =>
            mail.Desk.UseAsync<AbandonEmail, Result<OutboxRef>>(abandon => abandon.RunAsync(outbox, actor, CancellationToken.None));
    }

    [Fact]
    public async Task RunAsync_RefusedForGood_TellsItsAuthorOnceAndOnlyThem()
    {
        var server = new FakeTransport(new SendResult(SendOutcome.Permanent, "550 5.1.1 no such user"));
        await using var mail = await StartAsync(server);
        await mail.SendAsync();
        mail.Desk.Clock.Advance(TimeSpan.FromDays(1));
        await mail.SendAsync();
        var notice = await mail.Desk.ReadAsync(db => db.Outbox.SingleAsync(m => m.MessageId == null));
        Assert.Equal((mail.Desk.Merchant.Email, true, OutboxState.Failed), (notice.ToAddress, notice.Automatic, notice.State));
        Assert.Contains($"/desk/tickets/{mail.Number}", notice.Body, StringComparison.Ordinal);
        Assert.Contains($"{MailFixture.Provider}\nОтвет сервера: 550 5.1.1 no such user", notice.Body, StringComparison.Ordinal);
        Assert.Equal(2, server.MessageIds.Count);
    }

    [Fact]
    public async Task RunAsync_ManyEmailsOverSeveralSessions_EachLeavesOnceAndOneAtATime()
    {
        const int emails = 150;
        var servers = new System.Collections.Concurrent.ConcurrentBag<FakeTransport>();
        await using var mail = await MailFixture.StartAsync(
            services => services.Replace(ServiceDescriptor.Scoped<IEmailTransports>(_ => new FakeTransports(3, Open))),
            ("Mail:MaxPerRecipientAnHour", "1000")
        );
        for (var i = 1; i < emails; i++)
            await mail.AskRequesterAsync($"Вопрос {i}");
        Assert.Equal(emails, await mail.SendAsync());
        var ids = servers.SelectMany(server => server.MessageIds).ToList();
        Assert.Equal((emails, emails), (ids.Count, ids.Distinct().Count()));
        Assert.InRange(servers.Count, 1, 3);
        Assert.Equal(emails, await mail.Desk.ReadAsync(db => db.Outbox.CountAsync(m => m.State == OutboxState.Sent && m.Attempts == 1 && m.Body == "")));
        Assert.Equal(emails, await mail.Desk.ReadAsync(db => db.Messages.CountAsync(m => m.Delivery == DeliveryState.Sent)));

        FakeTransport Open()
        {
            var server = new FakeTransport(Good);
            servers.Add(server);
            return server;
        }
    }

    [Fact]
    public async Task RunAsync_EmailOnItsWay_IsMarkedOnTheDiskBefore()
    {
        var server = new FakeTransport(Good);
        await using var mail = await StartAsync(server);
        var seen = OutboxState.Queued;
        server.OnTheWay = () => seen = mail.Desk.ReadAsync(db => db.Outbox.Select(m => m.State).SingleAsync()).GetAwaiter().GetResult();
        await mail.SendAsync();
        Assert.Equal(OutboxState.Sending, seen);
    }

    [Fact]
    public async Task RunAsync_StoppedBeforeAEmailWasTouched_LeavesItQueued()
    {
        using var stop = new CancellationTokenSource();
        var server = new FakeTransport(Good);
        await using var mail = await StartAsync(server);
        for (var i = 0; i < 3; i++)
            await mail.AskRequesterAsync($"Вопрос {i}");
        server.OnTheWay = stop.Cancel;
        Assert.Equal(1, await mail.Desk.UseAsync<SendQueuedMail, int>(send => send.RunAsync(stop.Token)));
        Assert.Equal(3, await mail.Desk.ReadAsync(db => db.Outbox.CountAsync(m => m.State == OutboxState.Queued && m.Attempts == 0)));
    }

    [Fact]
    public async Task RunAsync_BounceCameBeforeTheAnswer_StaysFailed()
    {
        var server = new FakeTransport(Good);
        await using var mail = await StartAsync(server);
        server.OnTheWay = () =>
            mail.Desk.ReadAsync(db => db.Outbox.ExecuteUpdateAsync(row => row.SetProperty(m => m.State, OutboxState.Failed))).GetAwaiter().GetResult();
        await mail.SendAsync();
        Assert.Equal(OutboxState.Failed, (await mail.OutboxAsync()).State);
    }

    [Fact]
    public async Task T24_RunAsync_TooManyToOneAddress_WaitAndAreNotDropped()
    {
        var server = new FakeTransport(Good);
        await using var mail = await MailFixture.StartAsync(With(server), ("Mail:MaxPerRecipientAnHour", "2"));
        for (var i = 0; i < 3; i++)
            await mail.AskRequesterAsync($"Вопрос {i}");
        await mail.SendAsync();
        var suspended = await mail.Desk.ReadAsync(db => db.Outbox.SingleAsync(m => m.State == OutboxState.Queued));
        Assert.Contains("waits", suspended.LastReply, StringComparison.Ordinal);
        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(1, await mail.SendAsync());
        Assert.Equal(4, server.MessageIds.Distinct().Count());
    }

    [Fact]
    public async Task T10_RunAsync_OneMailboxSpelledInManyWays_CountsAsOneAddress()
    {
        var server = new FakeTransport(Good);
        await using var mail = await MailFixture.StartAsync(With(server), ("Mail:MaxPerRecipientAnHour", "2"));
        var now = mail.Desk.Clock.GetUtcNow();
        await mail.Desk.ReadAsync(async db =>
        {
            db.AddRange(from address in (string[])["victim@buyer.example", "Victim@Buyer.Example", "victim+1@buyer.example", "victim+2@buyer.example"]
                        select new OutboxMail
                        {
                            Id = Guid.NewGuid(),
                            InternetMessageId = $"{Guid.NewGuid():N}@x.example",
                            ToAddress = address,
                            Subject = "Order",
                            Body = "Text",
                            CreatedAt = now,
                            NextAttemptAt = now,
                        });
            return await db.SaveChangesAsync();
        });

        await mail.SendAsync();

        Assert.Equal(2, await mail.Desk.ReadAsync(db => db.Outbox.CountAsync(m => m.ToKey == "victim@buyer.example" && m.State == OutboxState.Sent)));
    }

    [Fact]
    public async Task T35_T40_RunAsync_CustomersWordsInAnAutomaticEmail_ArePlainText()
    {
        await using var mail = await MailFixture.StartAsync();
        const string evil = "<img src=x onerror=alert(1)> {{ticket.internalNotes}} %{password} {0}";
        await mail.Desk.ReadAsync(db => db.Tickets.ExecuteUpdateAsync(row => row.SetProperty(t => t.Title, evil)));
        Assert.True(
            (
                await mail.Desk.UseAsync<ChangeStatus, Result<Unit>>(change =>
                    change.RunAsync(mail.TicketId, TicketStatus.Resolved, mail.Desk.Agent, CancellationToken.None)
                )
            ).Ok
        );
        await mail.SendAsync();
        var emails = new List<MimeKit.MimeMessage>();
        foreach (var file in mail.Written())
            emails.Add(await MimeKit.MimeMessage.LoadAsync(new MemoryStream(await File.ReadAllBytesAsync(file))));
        var notice = emails.Single(email => email.Headers["Auto-Submitted"] == "auto-generated");
        Assert.Contains($"«{evil}»", notice.TextBody, StringComparison.Ordinal);
        Assert.Null(notice.HtmlBody);
        Assert.Equal("text/plain", notice.Body!.ContentType.MimeType);
    }

    [Fact]
    public async Task T33_RunAsync_LineEndsInEveryField_MakeNoHeader()
    {
        await using var mail = await MailFixture.StartAsync();
        const string evil = "x\r\nBcc: eve@evil.example\r\n\r\nbody";
        await mail.Desk.ReadAsync(db => db.Outbox.ExecuteUpdateAsync(row => row
            .SetProperty(m => m.Subject, evil).SetProperty(m => m.ToName, evil).SetProperty(m => m.InReplyTo, evil).SetProperty(m => m.References, evil)));
        await mail.SendAsync();
        var email = await MimeKit.MimeMessage.LoadAsync(new MemoryStream(await File.ReadAllBytesAsync(Assert.Single(mail.Written()))));
        Assert.False(email.Headers.Contains("Bcc"));
        Assert.Equal(MailFixture.Provider, Assert.Single(email.To.Mailboxes).Address);
        Assert.StartsWith("Здравствуйте", email.TextBody, StringComparison.Ordinal);
    }

    private static Action<IServiceCollection> With(FakeTransport server) =>
        services => services.Replace(ServiceDescriptor.Scoped<IEmailTransports>(_ => server));

    private static Task<MailFixture> StartAsync(FakeTransport server) => MailFixture.StartAsync(With(server));

    private static async Task<(DeliveryState State, string? Note)> DeliveryAsync(MailFixture mail)
    {
        var message = (await mail.MessagesAsync())[0];
        return (message.Delivery, message.DeliveryNote);
    }

    private static async Task<Result<OutboxRef>> ResendAsync(MailFixture mail, Actor actor)
    {
        var id = (await mail.OutboxAsync()).Id;
        return await mail.Desk.UseAsync<ResendEmail, Result<OutboxRef>>(resend => resend.RunAsync(id, actor, CancellationToken.None));
    }

    private static async Task<Result<OutboxRef>> ConfirmAsync(MailFixture mail, Actor actor)
    {
        var id = (await mail.OutboxAsync()).MessageId!.Value;
        return await mail.Desk.UseAsync<ConfirmDelivery, Result<OutboxRef>>(confirm => confirm.RunAsync(id, actor, CancellationToken.None));
    }
}
