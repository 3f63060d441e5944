using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Messages;
using SupportDesk.Features.Email.Suspended;
using SupportDesk.Features.Tickets.Participants;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Messages;

public sealed class ParticipantsTests
{
    private const string Colleague = "anna@tmin.example.ru";

    [Fact]
    public async Task T08_ProposedPerson_GetsNothingUntilAddedAndNothingOfWhatWasBefore()
    {
        await using var mail = await WithCopiedAsync();
        await mail.AskRequesterAsync("До добавления");
        Assert.DoesNotContain(await EmailsToAsync(mail, Colleague), body => body.Length > 0);

        Assert.True((await DecideAsync(mail, Colleague, adds: true)).Ok);
        await mail.AskRequesterAsync("После добавления");

        var copies = await EmailsToAsync(mail, Colleague);
        Assert.Contains("После добавления", Assert.Single(copies), StringComparison.Ordinal);
        Assert.DoesNotContain("До добавления", copies[0], StringComparison.Ordinal);
        var ticket = await mail.TicketAsync();
        Assert.Equal("timur@tmin.example.ru", ticket.RequesterEmail);
        Assert.Contains(ticket.Events, e => e.Kind == TicketEventKind.ParticipantAdded && e.To == Colleague);
    }

    [Fact]
    public async Task AddedPerson_AnswersTheirCopy_Joins_RemovedOne_IsSuspended()
    {
        await using var mail = await WithCopiedAsync();
        await DecideAsync(mail, Colleague, adds: true);
        await mail.AskRequesterAsync("Вопрос");
        var copy = await mail.Desk.ReadAsync(db => db.Outbox.SingleAsync(o => o.ToAddress == Colleague));
        mail.Drop($"From: Anna <{Colleague}>\nSubject: Re: x\nMessage-ID: <a1@tmin.example.ru>\nIn-Reply-To: <{copy.InternetMessageId}>\n\nОтвет коллеги");
        await mail.ReceiveAsync();
        Assert.Equal("Ответ коллеги", (await mail.MessagesAsync(Party.Requester))[^1].Body);

        Assert.True((await DecideAsync(mail, Colleague, adds: false)).Ok);
        mail.Drop($"From: Anna <{Colleague}>\nSubject: Re: x\nMessage-ID: <a2@tmin.example.ru>\nIn-Reply-To: <{copy.InternetMessageId}>\n\nЕщё ответ");
        await mail.ReceiveAsync();
        Assert.Equal("NotParticipant", Assert.Single(await mail.SuspendedAsync()).Reason);
    }

    [Fact]
    public async Task T26_BouncedCopy_IsToldInTheTimelineAndTheEmailStaysSent()
    {
        await using var mail = await WithCopiedAsync();
        await DecideAsync(mail, Colleague, adds: true);
        await mail.AskRequesterAsync("Вопрос");
        await mail.SendAsync();
        var copy = await mail.Desk.ReadAsync(db => db.Outbox.SingleAsync(o => o.ToAddress == Colleague));
        mail.Drop(
            "From: MAILER-DAEMON@mx.example\n"
                + "Subject: Undelivered\n"
                + "Message-ID: <d@mx.example>\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n"
                + "--b\n"
                + "Content-Type: text/plain\n\n"
                + "failed\n"
                + "--b\n"
                + "Content-Type: message/delivery-status\n\n"
                + "Reporting-MTA: dns; mx.example\n\n"
                + $"Final-Recipient: rfc822; {Colleague}\n"
                + "Action: failed\n"
                + "Status: 5.1.1\n\n"
                + "--b\n"
                + "Content-Type: text/rfc822-headers\n\n"
                + $"Message-ID: <{copy.InternetMessageId}>\n"
                + "--b--"
        );
        await mail.ReceiveAsync();
        var message = (await mail.MessagesAsync(Party.Requester)).Last(m => m.Direction == Direction.Outgoing);
        Assert.Equal(DeliveryState.Sent, message.Delivery);
        Assert.Contains(
            (await mail.TicketAsync()).Events,
            e => e.Kind == TicketEventKind.DeliveryFailed && e.To!.StartsWith(Colleague, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("timur@tmin.example.ru", "TakesPartAlready")]
    [InlineData("desk@supportdesk.localhost", "AddressIsOurs")]
    [InlineData("desk+x@supportdesk.localhost", "AddressIsOurs")]
    [InlineData("anna", "EmailWrong")]
    public async Task Decide_AddressThatCannotBe_IsRefused(string address, string code)
    {
        await using var mail = await MailFixture.StartAsync();
        Assert.Equal(code, (await DecideAsync(mail, address, adds: true)).Problems[0].Code);
        Assert.Equal(0, await mail.Desk.ReadAsync(db => db.Participants.CountAsync()));
    }

    [Fact]
    public async Task Decide_Twice_HappensOnce_AndRefusedOneIsNotProposedAgain()
    {
        await using var mail = await WithCopiedAsync();
        await DecideAsync(mail, Colleague, adds: true);
        await DecideAsync(mail, Colleague, adds: true);
        Assert.Single((await mail.TicketAsync()).Events, e => e.Kind == TicketEventKind.ParticipantAdded);
        await DecideAsync(mail, Colleague, adds: false);
        await CopyAsync(mail, 9);
        Assert.Equal(ParticipantState.Removed, (await mail.Desk.ReadAsync(db => db.Participants.SingleAsync())).State);
    }

    [Fact]
    public async Task T52_Decide_Merchant_IsRefused()
    {
        await using var mail = await WithCopiedAsync();
        foreach (var actor in new[] { mail.Desk.Merchant, mail.Desk.Stranger })
            Assert.Equal([Problem.NotFound], (await DecideAsync(mail, Colleague, adds: true, actor)).Problems);
    }

    [Theory]
    [InlineData("Скидки недели", "MailingList")]
    [InlineData("Ваш код подтверждения", "AccountMail")]
    public async Task T09_MailOfAList_IsSuspendedAndMarkedForWhatItIs(string subject, string warning)
    {
        await using var mail = await MailFixture.StartAsync();
        var id = await mail.AskRequesterAsync();
        mail.Drop(
            $"From: <news@service.example>\nSubject: {subject}\nMessage-ID: <n@service.example>\nList-Unsubscribe: <https://service.example/u>\n"
                + $"In-Reply-To: <{id}>\n\nКаталог недели.");
        await mail.ReceiveAsync();
        Assert.Equal(warning, Assert.Single(await mail.SuspendedAsync()).Warnings);
    }

    [Fact]
    public async Task T07_T09_ConfirmationOfAThirdParty_IsSuspendedWithAWarning_AndAddsItsSenderOnlyWhenAsked()
    {
        await using var mail = await MailFixture.StartAsync();
        var id = await mail.AskRequesterAsync();
        mail.Drop(
            $"From: <no-reply@service.example>\nSubject: Your verification code\nMessage-ID: <v@service.example>\nIn-Reply-To: <{id}>\n\nYour code is 123456"
        );
        await mail.ReceiveAsync();
        var suspended = Assert.Single(await mail.SuspendedAsync());
        Assert.Contains("AccountMail", suspended.Warnings, StringComparison.Ordinal);
        Assert.DoesNotContain(await mail.MessagesAsync(Party.Requester), m => m.AuthorAddress == "no-reply@service.example");

        var attached = await mail.Desk.UseAsync<AttachSuspendedEmail, Result<long>>(u =>
            u.RunAsync(new(suspended.Id, $"{mail.Number}", Party.Requester, AddSender: true), mail.Desk.Agent, default)
        );
        Assert.True(attached.Ok, attached.Ok ? "" : attached.Problems[0].Code);
        var message = (await mail.MessagesAsync(Party.Requester))[^1];
        Assert.Equal(message.Id, (await mail.LedgerAsync())[0].MessageId);
        Assert.Equal(
            ("no-reply@service.example", ParticipantState.Added),
            (await mail.Desk.ReadAsync(db => db.Participants.SingleAsync())) is var one ? (one.Address, one.State) : default
        );
        Assert.Equal("timur@tmin.example.ru", (await mail.TicketAsync()).RequesterEmail);
    }

    [Fact]
    public async Task Read_Email_TellsRuleRejectedVerdictAndCopy()
    {
        await using var mail = await MailFixture.StartAsync(null, ("Mail:AuthservId", "mx.desk.example"));
        var first = await mail.OutboxAsync();
        mail.Drop(
            "Authentication-Results: mx.desk.example; dkim=pass header.d=rk.example.ru; spf=pass smtp.mailfrom=x@bulk.example\n"
                + $"From: <{MailFixture.Provider}>\n"
                + "Subject: Re: [SD-9999-abcd] 4111 1111 1111 1111\n"
                + "Message-ID: <1@rk.example.ru>\n"
                + $"In-Reply-To: <{first.InternetMessageId}>\n"
                + "Content-Type: text/html\n\n"
                + "<p>Смотрим <b>4111</b> 1111 1111 1111</p>"
        );
        await mail.ReceiveAsync();
        var message = (await mail.MessagesAsync())[^1];
        var email = (await ReadAsync(mail, message.Id, mail.Desk.Agent)).Value;
        Assert.Equal((MatchRule.InReplyTo, SenderTrust.Strong, true), (email.FoundBy, email.Trust, email.HasHtml));
        Assert.Contains(email.Clues, clue => clue is { Rule: "SubjectToken", Why: "Later" });
        Assert.Equal(("Field", "mx.desk.example"), (email.Basis!.Key, email.Basis.Host));
        Assert.Equal([("dkim", "pass", true), ("spf", "pass", false)], email.Basis.Checks.Select(check => (check.Method, check.Result, check.Aligned)));
        Assert.Contains("Message-Id: <1@rk.example.ru>", email.Headers, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("4111 1111 1111 1111", email.Headers, StringComparison.Ordinal);
        Assert.DoesNotContain("4111", (await mail.Desk.ReadAsync(db => db.EmailCopies.SingleAsync())).Html, StringComparison.Ordinal);
        Assert.Equal([Problem.NotFound], (await ReadAsync(mail, message.Id, mail.Desk.Merchant)).Problems);
    }

    private static Task<Result<EmailDetails>> ReadAsync(MailFixture mail, Guid id, Actor actor) =>
        mail.Desk.UseAsync<ReadEmail, Result<EmailDetails>>(read => read.RunAsync(id, actor, CancellationToken.None));

    private static async Task<MailFixture> WithCopiedAsync()
    {
        var mail = await MailFixture.StartAsync();
        await CopyAsync(mail, 2);
        return mail;
    }

    private static async Task CopyAsync(MailFixture mail, int number)
    {
        var id = await mail.AskRequesterAsync();
        mail.Drop(
            "From: Timur <timur@tmin.example.ru>\n"
                + "To: desk@supportdesk.localhost\n"
                + $"Cc: {Colleague}\n"
                + "Subject: x\n"
                + $"Message-ID: <{number}@tmin.example.ru>\n"
                + $"In-Reply-To: <{id}>\n\n"
                + "Заказ 77."
        );
        await mail.ReceiveAsync();
    }

    private static async Task<List<string>> EmailsToAsync(MailFixture mail, string address) =>
        [.. (await mail.Desk.ReadAsync(db => db.Outbox.Where(o => o.ToAddress == address).ToListAsync())).Select(o => o.Body)];

    private static Task<Result<Unit>> DecideAsync(MailFixture mail, string address, bool adds, Actor? actor = null) =>
        mail.Desk.UseAsync<DecideParticipant, Result<Unit>>(u =>
            u.RunAsync(new(mail.TicketId, Party.Requester, address, null, adds), actor ?? mail.Desk.Agent, default)
        );
}
