using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>A right id that is used by somebody for whom it was not made, and tickets that have moved meanwhile.</summary>
public sealed class OtherHandsTests
{
    private const string Requester = "timur@tmin.example.ru";
    private static readonly (string, string) Trusted = ("Mail:AuthservId", "mx.desk.example");

    [Theory]
    [InlineData("inna@chai.example.ru", "dmarc=pass header.from=chai.example.ru", "ByAccount", 1)]
    [InlineData("vera@desk.example.ru", "dmarc=pass header.from=desk.example.ru", "ByAccount", 1)]
    [InlineData("vera@desk.example.ru", "dmarc=fail header.from=desk.example.ru", "NotVerified", 0)]
    [InlineData("vera@desk.example.ru", "dmarc=none", "NotParticipant", 0)]
    public async Task T04_T05_SomebodyOfTheDesk_WithoutRightByMail_IsRefusedAndToldIfProven(string sender, string results, string reason, int notices)
    {
        await using var mail = await MailFixture.StartAsync(null, Trusted);
        var id = await mail.AskRequesterAsync();
        mail.Drop(
            $"Authentication-Results: mx.desk.example; {results}\n"
                + $"From: <{sender}>\n"
                + "Subject: Закрыть\n"
                + "Message-ID: <1@x.example>\n"
                + $"In-Reply-To: <{id}>\n\n"
                + "Закройте."
        );
        await mail.ReceiveAsync();
        Assert.Equal(
            (reason, mail.TicketId),
            Assert.Single(await mail.SuspendedAsync()) is var suspended ? (suspended.Reason, suspended.HintTicketId!.Value) : default
        );
        var told = await mail.Desk.ReadAsync(db => db.Outbox.Where(m => m.ToAddress == sender).ToListAsync());
        Assert.Equal(notices, told.Count);
        Assert.All(told, notice =>
        {
            Assert.Equal((true, null, "1@x.example"), (notice.Automatic, notice.TicketId, notice.InReplyTo));
            Assert.DoesNotContain($"SD-{mail.Number}", notice.Subject + notice.Body, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task T05_MachineOfSomebodyOfTheDesk_IsNotAnswered()
    {
        await using var mail = await MailFixture.StartAsync(null, Trusted);
        mail.Drop(
            "Authentication-Results: mx.desk.example; dmarc=pass header.from=desk.example.ru\n"
                + "From: <vera@desk.example.ru>\n"
                + "Auto-Submitted: auto-replied\n"
                + "Subject: x\n"
                + $"In-Reply-To: <{await mail.AskRequesterAsync()}>\n\n"
                + "В отпуске."
        );
        await mail.ReceiveAsync();
        Assert.Equal("ByAccount", Assert.Single(await mail.SuspendedAsync()).Reason);
        Assert.Empty(await mail.Desk.ReadAsync(db => db.Outbox.Where(m => m.ToAddress == "vera@desk.example.ru").ToListAsync()));
    }

    [Fact]
    public async Task T07_SecondCustomer_DoesNotBecomeTheTicketsCustomer()
    {
        await using var mail = await MailFixture.StartAsync(null, ("Mail:MaxNewTicketsAnHour", "10"));
        var id = await mail.AskRequesterAsync();
        var emails = await EmailsAsync(mail);
        mail.Drop($"From: Second <second@buyer.example>\nSubject: x\nMessage-ID: <2@buyer.example>\nIn-Reply-To: <{id}>\n\nУ меня то же самое.");
        await mail.ReceiveAsync();
        var suspended = Assert.Single(await mail.SuspendedAsync());
        Assert.Equal(("NotParticipant", mail.TicketId), (suspended.Reason, suspended.HintTicketId));
        var ticket = await mail.TicketAsync();
        Assert.Equal((Requester, Requester), (ticket.RequesterEmail, ticket.Conversations.Single(c => c.Party == Party.Requester).Address));
        Assert.Equal(emails, await EmailsAsync(mail));
    }

    [Fact]
    public async Task T08_Cc_IsAProposalAndNobodyElseGetsAEmail()
    {
        await using var mail = await MailFixture.StartAsync();
        var id = await mail.AskRequesterAsync();
        mail.Drop(
            $"From: Timur <{Requester}>\n"
                + "To: desk@supportdesk.localhost\n"
                + "Cc: Eve <eve@evil.example>, <4111111111111111@evil.example>\n"
                + "Subject: x\n"
                + "Message-ID: <2@x.example>\n"
                + $"In-Reply-To: <{id}>\n\n"
                + "Заказ 77."
        );
        await mail.ReceiveAsync();
        // An address that is a card number can be kept nowhere, and so proposed to nobody.
        var proposal = Assert.Single(await mail.Desk.ReadAsync(db => db.Participants.Where(p => p.TicketId == mail.TicketId).ToListAsync()));
        Assert.Equal(("eve@evil.example", ParticipantState.Proposed, ParticipantOrigin.Copied), (proposal.Address, proposal.State, proposal.Origin));
        await mail.AskRequesterAsync("Спасибо");
        Assert.DoesNotContain(await EmailsAsync(mail), address => address.Contains("evil", StringComparison.Ordinal));
        var answer = await mail.OutboxAsync(Party.Requester);
        Assert.Equal(Requester, answer.ToAddress);
        Assert.DoesNotContain("Заказ 77", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dmarc=pass header.from=rk.example.ru", true)]
    [InlineData("dkim=pass header.d=rk.example.ru", true)]
    [InlineData("spf=pass smtp.mailfrom=robot@rk.example.ru", false)]
    public async Task T17_ProvidersNumber_FromItsProvenDomain_Joins(string results, bool joins)
    {
        await using var mail = await MailFixture.StartAsync(null, Trusted);
        await mail.NameProviderAsync("5521873");
        mail.Drop(
            $"Authentication-Results: mx.desk.example; {results}\n"
                + "From: <robot@rk.example.ru>\n"
                + "Subject: Re: заявка № 5521873\n"
                + "Message-ID: <1@rk.example.ru>\n\n"
                + "Готово"
        );
        await mail.ReceiveAsync();
        Assert.Equal(joins ? 2 : 1, (await mail.MessagesAsync()).Count);
    }

    [Fact]
    public async Task T18_TokenOfAJoinedTicket_LandsOnItsTarget()
    {
        await using var mail = await MailFixture.StartAsync();
        var old = await mail.OutboxAsync();
        var middle = await mail.OpenAnotherAsync();
        var target = await mail.OpenAnotherAsync();
        await LinkAsync(mail, mail.TicketId, middle.TicketId!.Value);
        await LinkAsync(mail, middle.TicketId!.Value, target.TicketId!.Value);
        mail.Drop($"From: <{MailFixture.Provider}>\nSubject: x\nMessage-ID: <1@rk.example.ru>\nIn-Reply-To: <{old.InternetMessageId}>\n\nОтвет");
        await mail.ReceiveAsync();
        Assert.Equal(target.TicketId, Assert.Single(await mail.LedgerAsync()).TicketId);
        Assert.Equal(
            "Ответ",
            await mail.Desk.ReadAsync(db =>
                db.Messages.Where(m => m.TicketId == target.TicketId && m.Direction == Direction.Incoming).OrderBy(m => m.At).Select(m => m.Body).LastAsync()
            )
        );
    }

    [Fact]
    public async Task T18_JoinedInACircle_StillLandsSomewhere()
    {
        await using var mail = await MailFixture.StartAsync();
        var old = await mail.OutboxAsync();
        var other = await mail.OpenAnotherAsync();
        await LinkAsync(mail, mail.TicketId, other.TicketId!.Value);
        await LinkAsync(mail, other.TicketId!.Value, mail.TicketId);
        mail.Drop($"From: <{MailFixture.Provider}>\nSubject: x\nIn-Reply-To: <{old.InternetMessageId}>\n\nОтвет");
        await mail.ReceiveAsync();
        Assert.Equal(EmailOutcome.Ticketed, Assert.Single(await mail.LedgerAsync()).Outcome);
    }

    [Fact]
    public async Task T18_T56_RequesterOfAJoinedTicket_IsNotShownToAnotherRequester()
    {
        await using var mail = await MailFixture.StartAsync();
        var id = await mail.AskRequesterAsync();
        var target = await mail.OpenAnotherAsync();
        await mail.Desk.ReadAsync(db =>
            db.Tickets.Where(t => t.Id == target.TicketId).ExecuteUpdateAsync(row => row.SetProperty(t => t.RequesterEmail, "inna@chai.example.ru"))
        );
        await LinkAsync(mail, mail.TicketId, target.TicketId!.Value);
        mail.Drop($"From: <{Requester}>\nSubject: x\nIn-Reply-To: <{id}>\n\nМой заказ 77");
        await mail.ReceiveAsync();
        var suspended = Assert.Single(await mail.SuspendedAsync());
        Assert.Equal(("OtherRequester", target.TicketId), (suspended.Reason, suspended.HintTicketId));
    }

    [Fact]
    public async Task T22_ManyForgedIds_RaiseTheAlarm()
    {
        await using var mail = await MailFixture.StartAsync();
        var id = (await mail.OutboxAsync()).InternetMessageId;
        var domain = id[id.IndexOf('@', StringComparison.Ordinal)..];
        var head = id[..id.LastIndexOf('.', id.Length - domain.Length)];
        Assert.Null(await mail.MailHealthAsync());
        var guesses = string.Concat(Enumerable.Range(0, 25).Select(i => $"\n <{head}.a{i:x30}{domain}>"));
        mail.Drop($"From: <{MailFixture.Provider}>\nSubject: x\nReferences:{guesses}\n\nтекст");
        await mail.ReceiveAsync();
        Assert.Equal(25, Assert.Single(await mail.LedgerAsync()).ForgedIds);
        Assert.Contains("forged ids in e-mails within an hour: 25", await mail.MailHealthAsync(), StringComparison.Ordinal);
        mail.Desk.Clock.Advance(TimeSpan.FromHours(2));
        Assert.DoesNotContain("forged", await mail.MailHealthAsync() ?? "", StringComparison.Ordinal);
    }


    private static Task<List<string>> EmailsAsync(MailFixture mail) =>
        mail.Desk.ReadAsync(db => db.Outbox.OrderBy(m => m.CreatedAt).Select(m => m.ToAddress).ToListAsync());

    private static Task<int> LinkAsync(MailFixture mail, Guid duplicate, Guid of) => mail.Desk.ReadAsync(db =>
    {
        db.Links.Add(new TicketLink { TicketId = duplicate, OtherId = of, Kind = LinkKind.Duplicate });
        return db.SaveChangesAsync();
    });
}
