using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>E-mails of strangers that point at nothing.</summary>
public sealed class NewTicketsTests
{
    private static readonly (string, string) Open = ("Mail:MaxNewTicketsAnHour", "3");
    private static readonly (string, string) Trusted = ("Mail:AuthservId", "mx.desk.example");

    [Fact]
    public async Task Stranger_OpensATicket_AndIsConfirmedOnceWithoutAWordOfTheirs()
    {
        await using var mail = await MailFixture.StartAsync(null, Open);
        mail.Drop(
            "From: Анна <anna@mail.example>\nSubject: Купите у eve@evil.example\nMessage-ID: <1@mail.example>\n\nГде мой заказ 77? Карта 4111 1111 1111 1111."
        );
        await mail.ReceiveAsync();
        var ticket = await TicketOfAsync(mail, "anna@mail.example");
        Assert.Equal((TicketKind.Payer, "payer-other", "Купите у eve@evil.example"), (ticket.Kind, ticket.CaseType, ticket.Title));
        var row = Assert.Single(await mail.LedgerAsync());
        Assert.Equal((EmailOutcome.Ticketed, ticket.Id, MatchRule.NewTicket), (row.Outcome, row.TicketId, row.Rule));
        var message = await mail.Desk.ReadAsync(db => db.Messages.SingleAsync(m => m.TicketId == ticket.Id && m.Direction == Direction.Incoming));
        Assert.Equal((MatchRule.NewTicket, SenderTrust.Unknown, 1), (message.MatchedBy, message.Trust, message.HiddenCount));
        var confirmation = Assert.Single(await OutboxToAsync(mail, "anna@mail.example"));
        Assert.Equal(("1@mail.example", true), (confirmation.InReplyTo, confirmation.Automatic));
        Assert.DoesNotContain("evil", confirmation.Subject + confirmation.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strangers_BeyondTheLimits_WaitAndNothingIsSentToThem()
    {
        await using var mail = await MailFixture.StartAsync(null, ("Mail:MaxNewTicketsAnHour", "4"), ("Mail:MaxNewTicketsPerSenderADay", "2"));
        foreach (var sender in (string[])["a@a", "a@a", "a@a", "b@a", "b@b", "c@c", "d@d"])
            mail.Drop($"From: <{sender}.example>\nSubject: x\n\n{sender} {Guid.NewGuid()}");
        await mail.ReceiveAsync();
        Assert.Equal(
            [true, true, false, false, true, true, false],
            (await mail.LedgerAsync()).Select(row => row.Outcome == EmailOutcome.Ticketed));
        Assert.All(await mail.SuspendedAsync(), suspended => Assert.Equal("TooManyNew", suspended.Reason));
        Assert.Empty(await OutboxToAsync(mail, "d@d.example"));

        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(61));
        mail.Drop("From: <d@d.example>\nSubject: x\n\nещё раз");
        await mail.ReceiveAsync();
        Assert.Equal(EmailOutcome.Ticketed, (await mail.LedgerAsync())[^1].Outcome);
    }

    [Theory]
    [InlineData("dmarc=pass header.from=mail.example", 1)]
    [InlineData("spf=pass smtp.mailfrom=a@mail.example", 1)]
    [InlineData("dmarc=none", 0)]
    public async Task Stranger_WhoIsNotProven_GetsNoConfirmation(string results, int confirmations)
    {
        await using var mail = await MailFixture.StartAsync(null, Open, Trusted);
        mail.Drop($"Authentication-Results: mx.desk.example; {results}\nFrom: <anna@mail.example>\nSubject: x\n\nГде заказ");
        await mail.ReceiveAsync();
        Assert.Equal(EmailOutcome.Ticketed, Assert.Single(await mail.LedgerAsync()).Outcome);
        Assert.Equal(confirmations, (await OutboxToAsync(mail, "anna@mail.example")).Count);
    }

    [Theory]
    [InlineData("From: <anna@mail.example>\nAuto-Submitted: auto-replied", "NoMatch")]
    [InlineData("From: \"help@rk.example.ru\" <anna@mail.example>", "Pretends")]
    [InlineData("From: <vera@desk.example.ru>", "NoMatch")]
    [InlineData("From: <desk@supportdesk.localhost>", "FromOurselves")]
    [InlineData("From: <a@mail.example>, <b@mail.example>", "NoMatch")]
    public async Task T15_T24_WhoeverIsNoPlainStranger_OpensNothing(string from, string reason)
    {
        await using var mail = await MailFixture.StartAsync(null, Open);
        mail.Drop($"{from}\nSubject: x\n\nтекст");
        await mail.ReceiveAsync();
        Assert.Equal(reason, Assert.Single(await mail.SuspendedAsync()).Reason);
        Assert.Empty(await mail.Desk.ReadAsync(db => db.Outbox.Where(m => m.ToAddress == "anna@mail.example").ToListAsync()));
    }

    [Fact]
    public async Task ThreadOfOutlook_IsCarriedOnInTheAnswer()
    {
        await using var mail = await MailFixture.StartAsync(null, Open);
        const string index = "AQHb9piJBsCGD1GVoU+wxkNV9ElnybQ1RAuA";
        mail.Drop($"From: <anna@mail.example>\nSubject: Возврат\nThread-Topic: Возврат\nThread-Index: {index}\nMessage-ID: <o1@mail.example>\n\nГде возврат?");
        await mail.ReceiveAsync();
        var ticket = await TicketOfAsync(mail, "anna@mail.example");
        await mail.SendAsync();
        var before = mail.Written().ToHashSet();
        var posted = await mail.Desk.UseAsync<PostReply, Result<Guid>>(reply =>
            reply.RunAsync(new(ticket.Id, Party.Requester, "Какой номер заказа?", [], null), mail.Desk.Agent, default)
        );
        Assert.True(posted.Ok);
        await mail.SendAsync();
        var answer = await MimeKit.MimeMessage.LoadAsync(mail.Written().Single(file => !before.Contains(file)));
        Assert.Equal("Возврат", answer.Headers["Thread-Topic"]);
        var (theirs, ours) = (Convert.FromBase64String(index), Convert.FromBase64String(answer.Headers["Thread-Index"]!));
        Assert.Equal((theirs.Length + 5, true), (ours.Length, ours.AsSpan().StartsWith(theirs)));
    }

    [Theory]
    [InlineData("no-reply@service.example", "Ваш заказ", "Заказ оформлен")]
    [InlineData("noreply+a8f3@service.example", "Ваш заказ", "Заказ оформлен")]
    [InlineData("robot@service.example", "Your verification code", "Your verification code is 482193")]
    [InlineData("robot@service.example", "Вход", "Ваш код подтверждения: 4821")]
    public async Task T10_SenderThatReadsNoAnswer_GetsNoConfirmation(string from, string subject, string text)
    {
        await using var mail = await MailFixture.StartAsync(null, Open);
        mail.Drop($"From: <{from}>\nSubject: {subject}\n\n{text}");
        await mail.ReceiveAsync();
        Assert.Empty(await mail.Desk.ReadAsync(db => db.Outbox.Where(m => m.ToAddress == from).ToListAsync()));
    }

    [Fact]
    public async Task T10_FourthConfirmationOfAnHour_IsNotSentAndTheTicketSaysSo()
    {
        await using var mail = await MailFixture.StartAsync(null, ("Mail:MaxNewTicketsAnHour", "20"), ("Mail:MaxNewTicketsPerSenderADay", "20"));
        for (var i = 1; i <= 4; i++)
            mail.Drop($"From: <anna@mail.example>\nSubject: Заказ {i}\n\nГде заказ {i}?");
        await mail.ReceiveAsync();
        Assert.Equal(3, (await OutboxToAsync(mail, "anna@mail.example")).Count);
        var said = await mail.Desk.ReadAsync(db => db.Events.SingleAsync(e => e.Kind == TicketEventKind.ConfirmationHeldBack));
        var ticket = await mail.Desk.ReadAsync(db => db.Tickets.SingleAsync(t => t.Id == said.TicketId));
        Assert.Equal(("anna@mail.example", "Заказ 4", TicketEventKind.Opened), (said.To, ticket.Title, ticket.LastEvent));
    }

    [Fact]
    public async Task T24_ProviderThatAnswersAutomatically_GetsNoConfirmation()
    {
        await using var mail = await MailFixture.StartAsync(null, Open);
        await mail.NameProviderAsync("5521873");
        mail.Drop("From: <robot@rk.example.ru>\nSubject: Заявка 77 принята\nAuto-Submitted: auto-generated\n\nПринято");
        mail.Drop("From: <maria@rk.example.ru>\nSubject: Вопрос\n\nВопрос");
        await mail.ReceiveAsync();
        Assert.All(await mail.LedgerAsync(), row => Assert.Equal(EmailOutcome.Suspended, row.Outcome));
        Assert.Empty(
            await mail.Desk.ReadAsync(db => db.Outbox.Where(m => m.ToAddress.EndsWith("@rk.example.ru") && m.TicketId != mail.TicketId).ToListAsync())
        );
    }

    [Fact]
    public async Task T19_EmailToATicketThatIsGone_OpensANewOne()
    {
        await using var mail = await MailFixture.StartAsync(null, Open);
        mail.Drop("From: <anna@mail.example>\nSubject: Re: [SD-999999-k7f3] x\nMessage-ID: <1@mail.example>\n\nНе пришло");
        await mail.ReceiveAsync();
        Assert.NotEqual(mail.TicketId, (await TicketOfAsync(mail, "anna@mail.example")).Id);
        Assert.Contains("NoSuchTicket", Assert.Single(await mail.LedgerAsync()).Rejected, StringComparison.Ordinal);
    }

    private static Task<Ticket> TicketOfAsync(MailFixture mail, string requester) =>
        mail.Desk.ReadAsync(db => db.Tickets.SingleAsync(t => t.RequesterEmail == requester));

    private static Task<List<OutboxMail>> OutboxToAsync(MailFixture mail, string address) =>
        mail.Desk.ReadAsync(db => db.Outbox.Where(m => m.ToAddress == address).ToListAsync());
}
