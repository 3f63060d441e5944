using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Features.Email.Messages;
using SupportDesk.Tests.Features.Email.Authentication;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>No host is believed, or one is: the desk checks signatures itself.</summary>
public sealed class OwnChecksTests : IDisposable
{
    private static readonly (string, string) Trusted = ("Mail:AuthservId", "mx.desk.example");
    private readonly FakeDns dns = new();
    private readonly EmailSigner shop = EmailSigner.Rsa("tmin.example.ru");
    private readonly EmailSigner provider = EmailSigner.Ed25519("rk.example.ru");

    public OwnChecksTests() => dns.Publish(shop).Publish(provider)
        .Publish("_dmarc.tmin.example.ru", "v=DMARC1; p=reject").Publish("_dmarc.rk.example.ru", "v=DMARC1; p=reject");

    public void Dispose()
    {
        shop.Dispose();
        provider.Dispose();
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "NotVerified")]
    public async Task T04_SubjectToken_NeedsASignature(bool isSigned, string? suspended)
    {
        await using var mail = await StartAsync();
        var email = $"From: <timur@tmin.example.ru>\r\nSubject: Re: {await TokenAsync(mail)}\r\nMessage-ID: <1@x.example>\r\n\r\nOrder 77\r\n";
        mail.Drop(isSigned ? shop.Sign(email) : email);
        await mail.ReceiveAsync();
        Assert.Equal(suspended, (await mail.SuspendedAsync()).SingleOrDefault()?.Reason);
    }

    [Theory]
    [InlineData("robot@rk.example.ru", true)]
    [InlineData("robot@rk.example.ru.evil.example", false)]
    public async Task T16_T17_ProvidersNumber_OnlyFromItsSignedDomain(string from, bool joins)
    {
        await using var mail = await StartAsync();
        await mail.NameProviderAsync("5521873");
        mail.Drop(provider.Sign($"From: <{from}>\r\nSubject: [#5521873] Answer\r\nMessage-ID: <1@x.example>\r\n\r\nDone\r\n"));
        await mail.ReceiveAsync();
        Assert.Equal(joins ? 2 : 1, (await mail.MessagesAsync()).Count);
        if (joins)
            Assert.Equal(SenderTrust.Strong, (await mail.MessagesAsync())[^1].Trust);
    }

    [Fact]
    public async Task T04_ServerIsContentAndTheDeskIsNot_IsSuspendedAndBothAreShown()
    {
        await using var mail = await StartAsync(Trusted);
        mail.Drop(
            "Authentication-Results: mx.desk.example; dkim=pass header.d=tmin.example.ru; dmarc=pass header.from=tmin.example.ru\r\n"
                + shop.Sign($"From: <timur@tmin.example.ru>\r\nSubject: Re: {await TokenAsync(mail)}\r\nMessage-ID: <1@x.example>\r\n\r\nOrder 77\r\n")
                + "Pay elsewhere.\r\n"
        );
        await mail.ReceiveAsync();
        var suspended = Assert.Single(await mail.SuspendedAsync());
        Assert.Equal(("NotVerified", SenderTrust.Failed), (suspended.Reason, suspended.Trust));

        var basis = (await ReadAsync(mail, suspended.Id)).Basis!;
        Assert.Equal(("Field", "mx.desk.example", 2), (basis.Key, basis.Host, basis.Checks.Count));
        Assert.Equal(("Refused", SenderTrust.Failed, "tmin.example.ru", "Desk"), (basis.Desk!.Key, basis.Desk.Trust, basis.Desk.Author, basis.Desk.Counts));
        Assert.Equal([("dkim", "fail"), ("policy", "reject")], basis.Desk.Checks.Select(check => (check.Method, check.Result)));
    }

    [Fact]
    public async Task T13_ServerRefusesAndTheDeskIsContent_IsSuspended()
    {
        await using var mail = await StartAsync(Trusted);
        mail.Drop("Authentication-Results: mx.desk.example; dmarc=fail header.from=tmin.example.ru\r\n"
            + shop.Sign($"From: <timur@tmin.example.ru>\r\nSubject: Re: {await TokenAsync(mail)}\r\nMessage-ID: <1@x.example>\r\n\r\nOrder 77\r\n"));
        await mail.ReceiveAsync();
        var suspended = Assert.Single(await mail.SuspendedAsync());
        Assert.Equal(SenderTrust.Failed, suspended.Trust);
        Assert.Equal("Server", (await ReadAsync(mail, suspended.Id)).Basis!.Desk!.Counts);
    }

    [Fact]
    public async Task NoNameServer_EmailsAreTakenAndNotChecked()
    {
        await using var mail = await StartAsync();
        dns.IsDead = true;
        for (var i = 0; i < 30; i++)
        {
            var line = "> Ref: " + (await TokenAsync(mail)).Trim('[', ']');
            mail.Drop(shop.Sign($"From: <timur@tmin.example.ru>\r\nSubject: Re: x\r\nMessage-ID: <{i}@x.example>\r\n\r\nOrder {i}\r\n\r\n{line}\r\n"));
        }

        Assert.Equal(30, await mail.ReceiveAsync());
        var messages = (await mail.MessagesAsync(Party.Requester)).Where(message => message.Trust == SenderTrust.Unknown).ToList();
        Assert.Equal(30, messages.Count);
        Assert.Equal("NoAnswer", (await ReadAsync(mail, messages[0].Id)).Basis!.Desk!.Key);
    }

    [Fact]
    public async Task SeveralEmails_WaitForNameServersTogetherAndBeforeTheDatabase()
    {
        using var slow = new SlowDns(dns);
        await using var mail = await StartAsync(slow);
        for (var i = 0; i < 5; i++)
            mail.Drop(shop.Sign($"From: <timur@tmin.example.ru>\r\nSubject: Re: {await TokenAsync(mail)}\r\nMessage-ID: <{i}@x.example>\r\n\r\nOrder {i}\r\n"));
        var receiving = mail.ReceiveAsync();
        // All five ask for their policy while the first of them has no answer yet.
        await slow.WaitForAsync(5);
        Assert.False(receiving.IsCompleted);
        // Whoever wants to write meanwhile can.
        await mail.Desk.ReadAsync(async db =>
        {
            db.Contacts.Add(
                new Contact
                {
                    Id = Guid.NewGuid(),
                    Kind = ContactKind.ProviderDomain,
                    Value = "x.example",
                    Origin = "test",
                    CheckedAt = mail.Desk.Clock.GetUtcNow(),
                }
            );
            return await db.SaveChangesAsync();
        });
        slow.Answer();
        Assert.Equal(5, await receiving);
        Assert.Equal(5, (await mail.MessagesAsync(Party.Requester)).Count(message => message is { Direction: Direction.Incoming, Trust: SenderTrust.Strong }));
    }

    private Task<MailFixture> StartAsync(params (string, string)[] settings) => StartAsync(dns, settings);

    // The address is not asked: the resolver is made here. It only says that the desk may ask.
    private static Task<MailFixture> StartAsync(ITxtResolver resolver, params (string, string)[] settings) =>
        MailFixture.StartAsync(services => services.Replace(ServiceDescriptor.Singleton(resolver)), [("Mail:Authentication:Dns", "127.0.0.1:9"), .. settings]);

    // Signed e-mails are ASCII here.
    private static async Task<string> TokenAsync(MailFixture mail)
    {
        var subject = (await mail.OutboxAsync()).Subject;
        return subject[subject.IndexOf('[', StringComparison.Ordinal)..(subject.IndexOf(']', StringComparison.Ordinal) + 1)];
    }

    private static async Task<EmailDetails> ReadAsync(MailFixture mail, Guid id)
    {
        var read = await mail.Desk.UseAsync<ReadEmail, SupportDesk.Kernel.Result<EmailDetails>>(reader =>
            reader.RunAsync(id, mail.Desk.Agent, CancellationToken.None)
        );
        Assert.True(read.Ok);
        return read.Value;
    }

    /// <summary>Keeps everybody waiting until it is told to answer.</summary>
    private sealed class SlowDns(FakeDns dns) : ITxtResolver, IDisposable
    {
        private readonly TaskCompletionSource answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly SemaphoreSlim asked = new(0);

        public async Task<TxtAnswer> ResolveAsync(string name, CancellationToken ct)
        {
            if (name == "_dmarc.tmin.example.ru")
                asked.Release();
            await answer.Task.WaitAsync(ct);
            return await dns.ResolveAsync(name, ct);
        }

        public async Task WaitForAsync(int times)
        {
            for (var i = 0; i < times; i++)
                Assert.True(await asked.WaitAsync(TimeSpan.FromSeconds(20)), $"only {i} asked");
        }

        public void Answer() => answer.SetResult();

        public void Dispose() => asked.Dispose();
    }
}
