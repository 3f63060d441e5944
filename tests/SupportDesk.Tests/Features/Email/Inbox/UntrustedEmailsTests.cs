using SupportDesk.Data.Entities;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>With a pinned host the sender's proof decides.</summary>
public sealed class UntrustedEmailsTests
{
    private static readonly (string, string) Trusted = ("Mail:AuthservId", "mx.desk.example");

    [Theory]
    [InlineData("mx.desk.example; dmarc=fail header.from=tmin.example.ru", "NotVerified")]
    [InlineData("mx.evil.example; dmarc=pass header.from=tmin.example.ru", "NotVerified")]
    [InlineData("mx.desk.example; dmarc=pass header.from=tmin.example.ru", null)]
    public async Task T04_SubjectToken_NeedsASenderThatIsProven(string results, string? suspended)
    {
        await using var mail = await MailFixture.StartAsync(null, Trusted);
        var subject = (await mail.OutboxAsync()).Subject;
        mail.Drop($"Authentication-Results: {results}\nFrom: <timur@tmin.example.ru>\nSubject: Re: {subject}\nMessage-ID: <1@x.example>\n\nЗаказ 77");
        await mail.ReceiveAsync();
        Assert.Equal(suspended, (await mail.SuspendedAsync()).SingleOrDefault()?.Reason);
    }

    [Theory]
    [InlineData("robot@rk.example.ru", "dmarc=pass header.from=rk.example.ru", true)]
    [InlineData("robot@rk.example.ru", "dmarc=fail header.from=rk.example.ru", false)]
    [InlineData("robot@evil.example", "dmarc=pass header.from=evil.example", false)]
    public async Task T16_T17_ProvidersNumber_InSubject_OnlyFromItsProvenDomain(string from, string results, bool joins)
    {
        await using var mail = await MailFixture.StartAsync(null, Trusted);
        await mail.NameProviderAsync("5521873");
        mail.Drop($"Authentication-Results: mx.desk.example; {results}\nFrom: <{from}>\nSubject: [#5521873] Ответ\nMessage-ID: <1@x.example>\n\nГотово");
        await mail.ReceiveAsync();
        Assert.Equal(joins ? 2 : 1, (await mail.MessagesAsync()).Count);
        if (joins)
            Assert.Equal((MatchRule.ProviderNumber, SenderTrust.Strong), ((await mail.MessagesAsync())[^1].MatchedBy, (await mail.MessagesAsync())[^1].Trust));
    }
}
