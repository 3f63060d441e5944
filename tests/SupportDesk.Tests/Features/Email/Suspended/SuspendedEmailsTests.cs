using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Suspended;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Suspended;

public sealed class SuspendedEmailsTests
{
    [Fact]
    public async Task Attach_ByNumber_MovesEmailAndFilesOnce()
    {
        await using var mail = await WithSuspendedAsync();
        var suspended = (await mail.SuspendedAsync())[0];
        var input = new AttachSuspendedEmail.Input(suspended.Id, $"sd-{mail.Number}", Party.Requester);
        Assert.Equal([Problem.NotFound], (await AttachAsync(mail, input, mail.Desk.Merchant)).Problems);
        Assert.Equal(mail.Number, (await AttachAsync(mail, input, mail.Desk.Agent)).Value);
        Assert.Equal("AlreadyDecided", (await AttachAsync(mail, input, mail.Desk.Agent)).Problems[0].Code);

        var message = (await mail.MessagesAsync(Party.Requester))[^1];
        Assert.Equal(("Где мой заказ?", MatchRule.Agent, "anna@mail.example"), (message.Body, message.MatchedBy, message.AuthorAddress));
        Assert.Equal("note.txt", Assert.Single(message.Attachments).Name);
        suspended = (await mail.SuspendedAsync())[0];
        Assert.Equal((SuspendedState.Attached, mail.Desk.Agent.Name, mail.TicketId), (suspended.State, suspended.DecidedBy, suspended.TicketId));
        Assert.Equal((EmailOutcome.Ticketed, mail.TicketId), (await mail.LedgerAsync())[0] is var row ? (row.Outcome, row.TicketId) : default);
        Assert.Equal("timur@tmin.example.ru", (await mail.TicketAsync()).Conversations.Single(c => c.Party == Party.Requester).Address);
    }

    [Theory]
    [InlineData("", "NumberWrong")]
    [InlineData("заказ", "NumberWrong")]
    [InlineData("SD-999999", "NoSuchTicket")]
    public async Task Attach_NumberThatCannotBe_IsRefusedAtTheField(string number, string code)
    {
        await using var mail = await WithSuspendedAsync();
        var result = await AttachAsync(mail, new((await mail.SuspendedAsync())[0].Id, number, Party.Requester), mail.Desk.Agent);
        Assert.Equal((code, "Number"), (result.Problems[0].Code, result.Problems[0].Field));
        Assert.Equal(SuspendedState.Waiting, (await mail.SuspendedAsync())[0].State);
    }

    [Fact]
    public async Task Open_Email_BecomesAPayersTicketThatAnswersIt()
    {
        await using var mail = await WithSuspendedAsync();
        var suspended = (await mail.SuspendedAsync())[0];
        var number = (
            await mail.Desk.UseAsync<OpenFromSuspendedEmail, Result<long>>(open => open.RunAsync(suspended.Id, mail.Desk.Agent, CancellationToken.None))
        ).Value;
        var ticket = await mail.Desk.ReadAsync(db => db.Tickets.Include(t => t.Conversations).SingleAsync(t => t.Number == number));
        Assert.Equal((TicketKind.Payer, "anna@mail.example", "Заказ 77"), (ticket.Kind, ticket.RequesterEmail, ticket.Title));
        Assert.Equal("1@mail.example", Assert.Single(ticket.Conversations).LastForeignMessageId);
        Assert.Equal(SuspendedState.Ticketed, (await mail.SuspendedAsync())[0].State);
    }

    [Fact]
    public async Task Dismiss_AndRestore_KeepTheAccountRight()
    {
        await using var mail = await WithSuspendedAsync();
        var id = (await mail.SuspendedAsync())[0].Id;
        Assert.True(
            (await mail.Desk.UseAsync<DismissSuspendedEmail, Result<Unit>>(dismiss => dismiss.RunAsync(id, mail.Desk.Agent, CancellationToken.None))).Ok
        );
        Assert.Equal((EmailOutcome.Suppressed, "Dismissed"), (await mail.LedgerAsync())[0] is var gone ? (gone.Outcome, gone.Reason) : default);
        Assert.True(
            (await mail.Desk.UseAsync<RestoreSuspendedEmail, Result<Unit>>(restore => restore.RunAsync(id, mail.Desk.Agent, CancellationToken.None))).Ok
        );
        Assert.Equal((EmailOutcome.Suspended, "NoMatch"), (await mail.LedgerAsync())[0] is var back ? (back.Outcome, back.Reason) : default);
        Assert.Equal(["mail.dismiss", "mail.restore"], await mail.Desk.ReadAsync(db => db.Audit.OrderBy(a => a.Action).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task T52_Reading_IsForDeskStaffOnly()
    {
        await using var mail = await WithSuspendedAsync();
        var id = (await mail.SuspendedAsync())[0].Id;
        Assert.False(
            (await mail.Desk.UseAsync<ReadSuspendedEmail, Result<SuspendedView>>(read => read.RunAsync(id, mail.Desk.Merchant, CancellationToken.None))).Ok
        );
        Assert.False(
            (await mail.Desk.UseAsync<ListSuspendedEmails, Result<SuspendedPage>>(list => list.RunAsync(new(), mail.Desk.Merchant, CancellationToken.None))).Ok
        );
        Assert.Equal(
            "Где мой заказ?",
            (await mail.Desk.UseAsync<ReadSuspendedEmail, Result<SuspendedView>>(read => read.RunAsync(id, mail.Desk.Agent, CancellationToken.None))).Value.Body
        );
    }

    private static async Task<MailFixture> WithSuspendedAsync()
    {
        var mail = await MailFixture.StartAsync();
        mail.Drop("""
            From: =?koi8-r?B?4c7OwQ==?= <anna@mail.example>
            Subject: =?utf-8?B?0JfQsNC60LDQtyA3Nw==?=
            Message-ID: <1@mail.example>
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Где мой заказ?
            --b
            Content-Type: text/plain
            Content-Disposition: attachment; filename="note.txt"

            order 77
            --b--
            """);
        await mail.ReceiveAsync();
        Assert.Equal("Анна", Assert.Single(await mail.SuspendedAsync()).FromName);
        return mail;
    }

    private static Task<Result<long>> AttachAsync(MailFixture mail, AttachSuspendedEmail.Input input, Actor actor) =>
        mail.Desk.UseAsync<AttachSuspendedEmail, Result<long>>(attach => attach.RunAsync(input, actor, CancellationToken.None));
}
