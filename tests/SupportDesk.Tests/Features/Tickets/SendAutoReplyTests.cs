using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Tickets;

public sealed class SendAutoReplyTests
{
    private const string Anna = "anna@buyer.example.ru";

    [Fact]
    public async Task ApplyAsync_EmailOpensATicket_IsAnsweredOnceWithoutAWordOfIt()
    {
        await using var desk = await DeskFixture.StartAsync();
        var opened = await desk.OpenAsync(FromEmail(Anna, "BUY NOW at spam.example [ref:abc]"), desk.Agent);
        var ack = Assert.Single(await EmailsAsync(desk));
        Assert.True(ack.Automatic);
        Assert.Equal((Anna, null), (ack.ToAddress, ack.ToName));
        Assert.StartsWith($"Мы получили ваше письмо [{TicketNumber.Format(opened.Number)}-", ack.Subject, StringComparison.Ordinal);
        Assert.Contains("/case/", ack.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("BUY NOW", ack.Subject + ack.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Прежнее обращение", ack.Body, StringComparison.Ordinal);
        Assert.Equal("letter-1@buyer.example.ru", ack.InReplyTo);
        Assert.Equal($"letter-1@buyer.example.ru {ack.InternetMessageId}", ack.References);

        // What a person writes then stays in the thread that the sender knows.
        await desk.ReplyAsync(opened.Id, Party.Requester, desk.Agent);
        Assert.StartsWith(
            "Re: BUY NOW at spam.example [ref:abc] [SD-",
            Assert.Single(await EmailsAsync(desk), email => !email.Automatic).Subject,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("help@rk.example.ru")]
    [InlineData("robot@mail.RK.example.ru")]
    [InlineData("robot@почта.пример.рф")]
    public async Task T24_ApplyAsync_ProvidersAddress_IsNeverAnsweredByItself(string address)
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.ReadAsync(db =>
        {
            foreach (
                var (kind, value) in new[]
                {
                    (ContactKind.ProviderEmail, "help@rk.example.ru"),
                    (ContactKind.ProviderDomain, "xn--80a1acny.xn--e1afmkfd.xn--p1ai"),
                }
            )
                db.Contacts.Add(
                    new Contact
                    {
                        Id = Guid.NewGuid(),
                        Kind = kind,
                        Value = value,
                        Origin = "cabinet",
                    }
                );
            return db.SaveChangesAsync();
        });
        await desk.OpenAsync(FromEmail(address), desk.Agent);
        Assert.Empty(await EmailsAsync(desk));
    }

    [Theory]
    [InlineData(SenderTrust.Strong, true)]
    [InlineData(SenderTrust.None, false)]
    [InlineData(SenderTrust.Failed, false)]
    public async Task ApplyAsync_MachineOrRefutedSender_IsNotAnswered(SenderTrust trust, bool automatic)
    {
        await using var desk = await DeskFixture.StartAsync();
        var input = FromEmail(Anna);
        await desk.OpenAsync(input with { Origin = input.Origin! with { Trust = trust, IsAutomatic = automatic } }, desk.Agent);
        Assert.Empty(await EmailsAsync(desk));
    }

    [Fact]
    public async Task T10_ApplyAsync_ManyFromOneAddress_FewAreAnswered()
    {
        await using var desk = await DeskFixture.StartAsync();
        for (var i = 0; i < 5; i++)
            await desk.OpenAsync(FromEmail(Anna), desk.Agent);
        Assert.Equal(3, (await EmailsAsync(desk)).Count);
        desk.Clock.Advance(TimeSpan.FromMinutes(61));
        await desk.OpenAsync(FromEmail(Anna), desk.Agent);
        Assert.Equal(4, (await EmailsAsync(desk)).Count);
    }

    [Fact]
    public async Task T10_ApplyAsync_ManySpellingsOfOneAddress_CountAsOne()
    {
        await using var desk = await DeskFixture.StartAsync();
        foreach (var spelling in new[] { Anna, "ANNA@buyer.example.ru", "anna+1@buyer.example.ru", "anna+2@buyer.example.ru", "Anna+3@Buyer.example.ru" })
            await desk.OpenAsync(FromEmail(spelling), desk.Agent);
        Assert.Equal(3, (await EmailsAsync(desk)).Count);
    }

    [Fact]
    public async Task ApplyAsync_AnswerToATicketClosedLongAgo_NamesBothNumbers()
    {
        await using var desk = await DeskFixture.StartAsync();
        var earlier = await desk.OpenAsync(Cases.Payer, Actor.System);
        await desk.ReadAsync(db =>
            db.Tickets.ExecuteUpdateAsync(set => set.SetProperty(t => t.Status, TicketStatus.Closed).SetProperty(t => t.ClosedAt, desk.Clock.GetUtcNow()))
        );
        desk.Clock.Advance(TimeSpan.FromDays(20));
        var appended = (await desk.AppendAsync(Cases.Answer(earlier.Id) with { Party = Party.Requester, Author = AuthorKind.Payer, FromAddress = Anna })).Value;
        var ack = Assert.Single(await EmailsAsync(desk));
        Assert.Equal(appended.TicketId, ack.TicketId);
        Assert.Contains(TicketNumber.Format(appended.Number), ack.Body, StringComparison.Ordinal);
        Assert.Contains($"Прежнее обращение {TicketNumber.Format(earlier.Number)}", ack.Body, StringComparison.Ordinal);
    }

    private static NewTicket FromEmail(string address, string subject = "Где заказ?") => Cases.Payer with
    {
        Title = subject,
        RequesterEmail = address,
        Text = "",
        Origin = Cases.Answer(Guid.Empty) with
        {
            Party = Party.Requester,
            Author = AuthorKind.Payer,
            FromAddress = address,
            Subject = subject,
            InternetMessageId = "letter-1@buyer.example.ru",
            MatchedBy = MatchRule.Agent,
        },
    };

    private static Task<List<OutboxMail>> EmailsAsync(DeskFixture desk) =>
        desk.ReadAsync(db => db.Outbox.OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.Id).ToListAsync());
}
