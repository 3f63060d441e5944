using System.Text;
using SupportDesk.Data.Entities;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>The whole way over folders: a case leaves, a robot's number and a person's answer come back.</summary>
public sealed class RoundTripTests
{
    static RoundTripTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public async Task T25_AutomaticAnswer_QuotingOurId_GivesItsNumberAndChangesNothingElse()
    {
        await using var mail = await MailFixture.StartAsync();
        Assert.Equal(1, await mail.SendAsync());
        var sent = await mail.OutboxAsync();
        var before = await mail.TicketAsync();
        mail.Drop($"""
            From: =?utf-8?B?0KDQvtCx0L7QutCw0YHRgdCw?= <robot@rk.example.ru>
            To: desk@supportdesk.localhost
            Subject: Re: {sent.Subject}
            Message-ID: <auto-1@rk.example.ru>
            In-Reply-To: <{sent.InternetMessageId}>
            Auto-Submitted: auto-replied
            Content-Type: text/plain; charset=utf-8

            Здравствуйте. Ваше обращение зарегистрировано под № 5521873.
            """);
        Assert.Equal(1, await mail.ReceiveAsync());
        var after = await mail.TicketAsync();
        var answer = (await mail.MessagesAsync())[^1];
        Assert.Equal(before.Status, after.Status);
        Assert.Equal("5521873", after.Conversations.Single(c => c.Party == Party.Provider).ExternalNumber);
        Assert.True(answer.IsAutomatic);
        Assert.Equal((MatchRule.InReplyTo, SenderTrust.Unknown, AuthorKind.Provider), (answer.MatchedBy, answer.Trust, answer.Author));
        Assert.Equal(0, await mail.SendAsync());
        Assert.Empty(mail.InMailbox("new").Concat(mail.InMailbox("cur")));
    }

    [Theory]
    [InlineData("windows-1251")]
    [InlineData("koi8-r")]
    [InlineData("utf-8")]
    public async Task Answer_InAnyRussianCharset_JoinsReadableAndMasked(string charset)
    {
        await using var mail = await MailFixture.StartAsync();
        await mail.SendAsync();
        var sent = await mail.OutboxAsync();
        mail.Drop($"""
            From: Maria <{MailFixture.Provider}>
            Subject: Re: case
            Message-ID: <human-1@rk.example.ru>
            References: <{sent.InternetMessageId}>
            Content-Type: text/plain; charset={charset}
            Content-Transfer-Encoding: 8bit

            Добрый день! Уведомление повторили, карта 4111 1111 1111 1111 прошла.
            """, charset);
        await mail.ReceiveAsync();
        var answer = (await mail.MessagesAsync())[^1];
        Assert.Contains("Добрый день! Уведомление повторили", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("4111 1111", answer.Body, StringComparison.Ordinal);
        Assert.Equal(1, answer.HiddenCount);
        Assert.Equal(MatchRule.References, answer.MatchedBy);
        Assert.Equal(TicketStatus.Open, (await mail.TicketAsync()).Status);
    }

    [Fact]
    public async Task SentEmail_AsWritten_CarriesTicketIdAndToken()
    {
        await using var mail = await MailFixture.StartAsync();
        await mail.SendAsync();
        var row = await mail.OutboxAsync();
        var email = await MimeKit.MimeMessage.LoadAsync(new MemoryStream(await File.ReadAllBytesAsync(Assert.Single(mail.Written()))));
        Assert.Equal(row.InternetMessageId, email.MessageId);
        Assert.Equal(row.Subject, email.Subject);
        Assert.Contains($"[SD-{mail.Number}-", email.Subject, StringComparison.Ordinal);
        Assert.StartsWith("Ref: SD-", email.TextBody!.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Sent, (await mail.MessagesAsync())[0].Delivery);
    }
}
