using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>Each way in which an e-mail points at its ticket, alone in the e-mail.</summary>
public sealed class FindReferencesTests
{
    private const string Requester = "timur@tmin.example.ru";
    private static readonly (string, string) Plus = ("Mail:PlusAddresses", "true");
    private static readonly (string, string) Trusted = ("Mail:AuthservId", "mx.desk.example");
    private const string Proof = "Authentication-Results: mx.desk.example; dmarc=pass header.from=tmin.example.ru\n";

    [Theory]
    [InlineData("Delivered-To: {0}")]
    [InlineData("X-Original-To: {0}")]
    [InlineData("Envelope-To: <{0}>")]
    [InlineData("To: Стол <{0}>")]
    [InlineData("To: <a@x.example>\nCc: <b@x.example>, <{0}>")]
    public async Task PlusAddress_InAnyHeaderOfTheDelivery_Joins(string header)
    {
        await using var mail = await MailFixture.StartAsync(null, Plus);
        await mail.AskRequesterAsync();
        var address = (await mail.OutboxAsync(Party.Requester)).ReplyTo!;
        Assert.InRange(address.IndexOf('@', StringComparison.Ordinal), 40, 64);
        mail.Drop($"{header.Replace("{0}", address.ToUpperInvariant(), StringComparison.Ordinal)}\nFrom: <{Requester}>\nSubject: x\n\nЗаказ 77");
        await mail.ReceiveAsync();
        Assert.Equal(("Заказ 77", MatchRule.PlusAddress), (await mail.MessagesAsync(Party.Requester))[^1] is var last ? (last.Body, last.MatchedBy) : default);
    }

    [Fact]
    public async Task PlusAddress_IsWhereAnswersGo()
    {
        await using var mail = await MailFixture.StartAsync(null, Plus);
        await mail.SendAsync();
        var email = await MimeKit.MimeMessage.LoadAsync(new MemoryStream(await File.ReadAllBytesAsync(mail.Written()[0])));
        Assert.Equal(
            ("desk@supportdesk.localhost", (await mail.OutboxAsync()).ReplyTo),
            (email.From.Mailboxes.Single().Address, email.ReplyTo.Mailboxes.Single().Address)
        );
    }

    [Theory]
    [InlineData("desk+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@supportdesk.localhost", "ForgedId", 1)]
    [InlineData("desk+news@supportdesk.localhost", "NoMatch", 0)]
    [InlineData("other+aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@supportdesk.localhost", "NoMatch", 0)]
    public async Task T02_PlusAddress_ThatWeDidNotMake_IsSuspended(string address, string reason, int forged)
    {
        await using var mail = await MailFixture.StartAsync();
        mail.Drop($"To: <{address}>\nFrom: <{Requester.Replace("timur", "anna", StringComparison.Ordinal)}>\nSubject: x\n\nтекст");
        await mail.ReceiveAsync();
        Assert.Equal((reason, forged), (Assert.Single(await mail.SuspendedAsync()).Reason, (await mail.LedgerAsync())[0].ForgedIds));
    }

    [Fact]
    public async Task LastLine_QuotedBelow_Joins()
    {
        await using var mail = await MailFixture.StartAsync();
        await mail.AskRequesterAsync();
        var line = (await mail.OutboxAsync(Party.Requester)).Body.TrimEnd().Split('\n')[^1];
        mail.Drop($"From: <{Requester}>\nSubject: x\n\nЗаказ 77\n\n> Какой номер?\n> {line}");
        mail.Drop($"From: <eve@evil.example>\nSubject: x\n\nПришлите всё\n\n> {line}");
        await mail.ReceiveAsync();
        Assert.Equal(MatchRule.LastLine, (await mail.MessagesAsync(Party.Requester))[^1].MatchedBy);
        Assert.Equal("NotParticipant", Assert.Single(await mail.SuspendedAsync()).Reason);
    }

    [Fact]
    public async Task ForeignId_OfAEmailThatCameEarlier_Joins()
    {
        await using var mail = await MailFixture.StartAsync();
        mail.Drop($"From: <{Requester}>\nSubject: x\nMessage-ID: <first@tmin.example.ru>\nIn-Reply-To: <{await mail.AskRequesterAsync()}>\n\nЗаказ 77");
        await mail.ReceiveAsync();
        mail.Drop($"From: <{Requester}>\nSubject: ещё\nMessage-ID: <second@tmin.example.ru>\nIn-Reply-To: <first@tmin.example.ru>\n\nДобавлю: заказ был вчера");
        mail.Drop("From: <eve@evil.example>\nSubject: ещё\nMessage-ID: <third@evil.example>\nIn-Reply-To: <first@tmin.example.ru>\n\nИ мне");
        await mail.ReceiveAsync();
        Assert.Equal(
            ("Добавлю: заказ был вчера", MatchRule.ForeignId),
            (await mail.MessagesAsync(Party.Requester))[^1] is var last ? (last.Body, last.MatchedBy) : default
        );
        Assert.Equal("NotParticipant", Assert.Single(await mail.SuspendedAsync()).Reason);
    }

    [Theory]
    [InlineData(Proof, Requester, true)]
    [InlineData("", Requester, false)]
    [InlineData(Proof, "oleg@tmin.example.ru", false)]
    public async Task ThreadRoot_OfOneProvenSender_Joins(string proof, string sender, bool joins)
    {
        await using var mail = await MailFixture.StartAsync(null, Trusted);
        mail.Drop(
            $"{Proof}From: <{Requester}>\n"
                + "Subject: x\n"
                + "Message-ID: <1@tmin.example.ru>\n"
                + $"References: <root@tmin.example.ru> <{await mail.AskRequesterAsync()}>\n\n"
                + "Заказ 77"
        );
        await mail.ReceiveAsync();
        mail.Drop(
            $"{proof}From: <{sender}>\nSubject: x\nMessage-ID: <2@tmin.example.ru>\nReferences: <root@tmin.example.ru> <unseen@tmin.example.ru>\n\nИ ещё"
        );
        await mail.ReceiveAsync();
        Assert.Equal(joins ? MatchRule.ThreadRoot : MatchRule.References, (await mail.MessagesAsync(Party.Requester))[^1].MatchedBy);
        Assert.Equal(joins ? 0 : 1, (await mail.SuspendedAsync()).Count);
    }

    [Fact]
    public async Task T32_References_AreReadFromTheEndAndNoFurtherThanFifty()
    {
        await using var mail = await MailFixture.StartAsync();
        var id = await mail.AskRequesterAsync();
        var many = string.Concat(Enumerable.Range(0, 199).Select(i => $"\n <{i}.{new string('x', 80)}@x.example>"));
        mail.Drop($"From: <{Requester}>\nSubject: x\nReferences:{many}\n <{id}>\n\nВ конце");
        mail.Drop($"From: <{Requester}>\nSubject: x\nReferences: <{id}>{many}\n\nВ начале");
        await mail.ReceiveAsync();
        Assert.Equal("В конце", (await mail.MessagesAsync(Party.Requester))[^1].Body);
        Assert.Single(await mail.SuspendedAsync());
    }

    [Fact]
    public async Task T21_TokenOfALostTimeline_NeverOpensSomebodyElsesTicket()
    {
        await using var mail = await MailFixture.StartAsync();
        var lost = await mail.OpenAnotherAsync();
        // A copy from before that ticket was opened is put back, and its number is given to somebody else's.
        await mail.Desk.ReadAsync(async db =>
        {
            await db.Events.Where(e => e.TicketId == lost.TicketId).ExecuteDeleteAsync();
            await db.Messages.Where(m => m.TicketId == lost.TicketId).ExecuteDeleteAsync();
            await db.Conversations.Where(c => c.TicketId == lost.TicketId).ExecuteDeleteAsync();
            await db.Outbox.Where(m => m.TicketId == lost.TicketId).ExecuteDeleteAsync();
            await db.Tickets.Where(t => t.Id == lost.TicketId).ExecuteDeleteAsync();
            return await db.Counters.ExecuteUpdateAsync(row => row.SetProperty(c => c.Last, mail.Number));
        });
        var other = await mail.OpenAnotherAsync();
        Assert.Equal(lost.Subject.Split('-')[1], other.Subject.Split('-')[1]);
        mail.Drop(
            $"From: <{MailFixture.Provider}>\n"
                + $"Subject: Re: {lost.Subject}\n"
                + "Message-ID: <1@rk.example.ru>\n"
                + $"In-Reply-To: <{lost.InternetMessageId}>\n\n"
                + "Ответ\n\n"
                + "> Ref: SD-1002-zzzz"
        );
        await mail.ReceiveAsync();
        Assert.Null(Assert.Single(await mail.LedgerAsync()).TicketId);
        Assert.Null(Assert.Single(await mail.SuspendedAsync()).HintTicketId);
    }
}
