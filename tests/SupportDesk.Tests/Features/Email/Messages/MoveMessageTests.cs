using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Messages;
using SupportDesk.Features.Tickets;
using SupportDesk.Features.Tickets.Moving;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Messages;

public sealed class MoveMessageTests
{
    [Fact]
    public async Task Move_ToAnotherTicket_TakesFilesNumberAndTheWaitAlong()
    {
        await using var mail = await WithTwoAsync();
        var (email, target) = (await AnswerAsync(mail), await OtherAsync(mail));

        var moved = await MoveAsync(mail, email.Id, TicketNumber.Format(target.Number), mail.Desk.Agent);

        Assert.True(moved.Ok, moved.Ok ? "" : moved.Problems[0].Code);
        var message = await mail.Desk.ReadAsync(db => db.Messages.Include(m => m.Attachments).SingleAsync(m => m.Id == email.Id));
        Assert.Equal(target.Id, message.TicketId);
        Assert.Equal((target.Id, "log.txt"), Assert.Single(message.Attachments) is var file ? (file.TicketId!.Value, file.Name) : default);
        var (from, to) = (await mail.TicketAsync(), await OtherAsync(mail));
        Assert.Null(from.UnansweredSince);
        Assert.Equal(email.At, to.UnansweredSince);
        Assert.Equal(TicketStatus.Open, to.Status);
        Assert.Null(from.Conversations.Single(c => c.Party == Party.Provider).ExternalNumber);
        Assert.Equal("5521873", to.Conversations.Single(c => c.Party == Party.Provider).ExternalNumber);
        Assert.Equal(email.InternetMessageId, to.Conversations.Single(c => c.Party == Party.Provider).LastForeignMessageId);
        Assert.Contains(
            from.Events,
            e => e.Kind == TicketEventKind.EmailMoved && e.To == TicketNumber.Format(to.Number) && e.ActorName == mail.Desk.Agent.Name
        );
        Assert.Contains(to.Events, e => e.Kind == TicketEventKind.EmailCame && e.From == TicketNumber.Format(from.Number));
        Assert.Equal(target.Id, (await mail.LedgerAsync())[0].TicketId);
        Assert.Equal("mail.move", await mail.Desk.ReadAsync(db => db.Audit.Select(a => a.Action).SingleAsync()));
    }

    [Fact]
    public async Task Move_Twice_HappensOnce()
    {
        await using var mail = await WithTwoAsync();
        var (email, target) = (await AnswerAsync(mail), await OtherAsync(mail));
        await MoveAsync(mail, email.Id, TicketNumber.Format(target.Number), mail.Desk.Agent);
        var again = await MoveAsync(mail, email.Id, TicketNumber.Format(target.Number), mail.Desk.Agent);
        Assert.True(again.Ok);
        Assert.Equal(1, await mail.Desk.ReadAsync(db => db.MessageMoves.CountAsync()));
        Assert.Single((await OtherAsync(mail)).Events, e => e.Kind == TicketEventKind.EmailCame);
    }

    [Fact]
    public async Task Undo_Move_LeavesBothTicketsAsTheyWere()
    {
        await using var mail = await WithTwoAsync();
        var (email, before, other) = (await AnswerAsync(mail), await mail.TicketAsync(), await OtherAsync(mail));
        var moved = (await MoveAsync(mail, email.Id, TicketNumber.Format(other.Number), mail.Desk.Agent)).Value;
        var undone = await UndoAsync(mail, moved.MoveId!.Value);

        Assert.True(undone.Ok, undone.Ok ? "" : undone.Problems[0].Code);
        var (home, away) = (await mail.TicketAsync(), await OtherAsync(mail));
        Assert.Equal((before.Status, before.UnansweredSince), (home.Status, home.UnansweredSince));
        Assert.Equal((other.Status, other.UnansweredSince), (away.Status, away.UnansweredSince));
        Assert.Equal("5521873", home.Conversations.Single(c => c.Party == Party.Provider).ExternalNumber);
        Assert.Null(away.Conversations.Single(c => c.Party == Party.Provider).LastForeignMessageId);
        Assert.Equal(before.Id, (await mail.LedgerAsync())[0].TicketId);
        Assert.Equal(2, home.Events.Count(e => e.Kind is TicketEventKind.EmailMoved or TicketEventKind.EmailCame));
        Assert.True((await UndoAsync(mail, moved.MoveId.Value)).Ok);
        Assert.Equal(2, await mail.Desk.ReadAsync(db => db.Audit.CountAsync()));
    }

    [Fact]
    public async Task Open_Answer_LosesTheMarksOfTheTicketThatItLeft()
    {
        await using var mail = await WithTwoAsync();
        var left = await mail.TicketAsync();

        var opened = (await OpenNewAsync(mail, (await AnswerAsync(mail)).Id)).Value;

        var ticket = await mail.Desk.ReadAsync(db => db.Tickets.Include(t => t.Conversations).SingleAsync(t => t.Id == opened.ToTicketId));
        Assert.StartsWith("Re: ", (await mail.LedgerAsync())[0].Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Re:", ticket.Title, StringComparison.Ordinal);
        Assert.All(
            [ticket.Title, .. ticket.Conversations.Select(conversation => conversation.Subject)],
            text => Assert.DoesNotContain(left.SubjectCode, text, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Undo_EmailThatWentOn_IsRefused()
    {
        await using var mail = await WithTwoAsync();
        var (email, other) = (await AnswerAsync(mail), await OtherAsync(mail));
        var first = (await MoveAsync(mail, email.Id, TicketNumber.Format(other.Number), mail.Desk.Agent)).Value;
        await OpenNewAsync(mail, email.Id);
        Assert.Equal("MovedOn", (await UndoAsync(mail, first.MoveId!.Value)).Problems[0].Code);
    }

    [Fact]
    public async Task OpenNew_Email_StartsATicketOfTheSamePeople()
    {
        await using var mail = await WithTwoAsync();
        var email = await AnswerAsync(mail);
        var moved = (await OpenNewAsync(mail, email.Id)).Value;
        var ticket = await mail.Desk.ReadAsync(db =>
            db.Tickets.Include(t => t.Conversations).ThenInclude(c => c.Messages).SingleAsync(t => t.Id == moved.ToTicketId)
        );
        var source = await mail.TicketAsync();
        Assert.Equal((source.RequesterEmail, source.ShopId, source.Kind), (ticket.RequesterEmail, ticket.ShopId, ticket.Kind));
        Assert.Equal(email.Id, Assert.Single(ticket.Conversations.Single(c => c.Party == Party.Provider).Messages).Id);
        Assert.Equal(0, await mail.Desk.ReadAsync(db => db.Outbox.CountAsync(o => o.TicketId == ticket.Id)));

        await UndoAsync(mail, moved.MoveId!.Value);
        Assert.Equal(TicketStatus.Closed, await mail.Desk.ReadAsync(db => db.Tickets.Where(t => t.Id == ticket.Id).Select(t => t.Status).SingleAsync()));
        Assert.Equal(source.Id, await mail.Desk.ReadAsync(db => db.Messages.Where(m => m.Id == email.Id).Select(m => m.TicketId).SingleAsync()));
    }

    [Theory]
    [InlineData("", "NumberWrong")]
    [InlineData("SD-99999", "NoSuchTicket")]
    public async Task Move_NumberThatCannotBe_IsRefusedAtTheField(string number, string code)
    {
        await using var mail = await WithTwoAsync();
        var result = await MoveAsync(mail, (await AnswerAsync(mail)).Id, number, mail.Desk.Agent);
        Assert.Equal((code, "Number"), (result.Problems[0].Code, result.Problems[0].Field));
    }

    [Fact]
    public async Task Move_ToATicketClosedLongAgo_IsRefused()
    {
        await using var mail = await WithTwoAsync();
        var (email, other) = (await AnswerAsync(mail), await OtherAsync(mail));
        await mail.Desk.UseAsync<ChangeStatus, Result<Unit>>(u => u.RunAsync(other.Id, TicketStatus.Closed, mail.Desk.Agent, default));
        mail.Desk.Clock.Advance(TimeSpan.FromDays(15));
        Assert.Equal("ClosedLongAgo", (await MoveAsync(mail, email.Id, TicketNumber.Format(other.Number), mail.Desk.Agent)).Problems[0].Code);
    }

    [Fact]
    public async Task T52_Move_MerchantOrOwnMessage_IsRefused()
    {
        await using var mail = await WithTwoAsync();
        var (email, other) = (await AnswerAsync(mail), await OtherAsync(mail));
        foreach (var actor in new[] { mail.Desk.Merchant, mail.Desk.Stranger })
            Assert.Equal([Problem.NotFound], (await MoveAsync(mail, email.Id, TicketNumber.Format(other.Number), actor)).Problems);
        var written = (await mail.MessagesAsync())[0];
        Assert.Equal([Problem.NotFound], (await MoveAsync(mail, written.Id, TicketNumber.Format(other.Number), mail.Desk.Agent)).Problems);
        var typed = (await mail.MessagesAsync(Party.Requester))[0];
        Assert.Equal([Problem.NotFound], (await MoveAsync(mail, typed.Id, TicketNumber.Format(other.Number), mail.Desk.Agent)).Problems);
    }

    [Fact]
    public async Task Answer_ToAMovedEmail_JoinsTheTicketThatItIsInNow()
    {
        await using var mail = await WithTwoAsync();
        var (email, other) = (await AnswerAsync(mail), await OtherAsync(mail));
        await MoveAsync(mail, email.Id, TicketNumber.Format(other.Number), mail.Desk.Agent);
        // Their own mail goes on from the moved e-mail; behind it stands ours, which belongs to the ticket it left.
        mail.Drop(
            $"From: Мария <{MailFixture.Provider}>\n"
                + "Subject: Re: счёт\n"
                + "Message-ID: <2@rk.example.ru>\n"
                + $"In-Reply-To: <{email.InternetMessageId}>\n"
                + $"References: <{(await mail.OutboxAsync()).InternetMessageId}> <{email.InternetMessageId}>\n\n"
                + "Дополняем."
        );
        await mail.ReceiveAsync();
        Assert.Equal(other.Id, (await mail.LedgerAsync())[^1].TicketId);
    }

    private static async Task<MailFixture> WithTwoAsync()
    {
        var mail = await MailFixture.StartAsync();
        await mail.OpenAnotherAsync();
        await mail.SendAsync();
        var first = await mail.OutboxAsync();
        mail.Drop($"""
            From: Мария <{MailFixture.Provider}>
            Subject: Re: {first.Subject}
            Message-ID: <1@rk.example.ru>
            In-Reply-To: <{first.InternetMessageId}>
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8

            Обращение № 5521873. Смотрим.
            --b
            Content-Type: text/plain
            Content-Disposition: attachment; filename="log.txt"

            ok
            --b--
            """);
        await mail.ReceiveAsync();
        return mail;
    }

    private static async Task<Message> AnswerAsync(MailFixture mail) => (await mail.MessagesAsync()).Single(m => m.Direction == Direction.Incoming);

    private static Task<Ticket> OtherAsync(MailFixture mail) =>
        mail.Desk.ReadAsync(db => db.Tickets.AsNoTracking().Include(t => t.Conversations).Include(t => t.Events).SingleAsync(t => t.Number == mail.Number + 1));

    private static Task<Result<MoveMessage.Moved>> MoveAsync(MailFixture mail, Guid message, string number, Actor actor) =>
        mail.Desk.UseAsync<MoveMessageToTicket, Result<MoveMessage.Moved>>(move => move.RunAsync(new(message, number), actor, CancellationToken.None));

    private static Task<Result<MoveMessage.Moved>> UndoAsync(MailFixture mail, Guid move) =>
        mail.Desk.UseAsync<UndoMessageMove, Result<MoveMessage.Moved>>(undo => undo.RunAsync(move, mail.Desk.Agent, CancellationToken.None));

    private static Task<Result<MoveMessage.Moved>> OpenNewAsync(MailFixture mail, Guid message) =>
        mail.Desk.UseAsync<OpenTicketFromMessage, Result<MoveMessage.Moved>>(open => open.RunAsync(message, mail.Desk.Agent, CancellationToken.None));
}
