using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.SignIn;
using SupportDesk.Tests.Features.Email.SignIn;

namespace SupportDesk.Tests.Features.Email.Sending;

/// <summary>From the outbox through a mail server and back to the message that people see.</summary>
public sealed class SmtpDeliveryTests
{
    private static readonly (string, string)[] Tokens =
    [
        ("Mail:OAuth:TokenEndpoint", "https://login.example/token"), ("Mail:OAuth:ClientId", "desk"), ("Mail:OAuth:ClientSecret", "client-secret"),
    ];

    [Fact]
    public async Task ExpiredToken_IsSaidOnTheMessageAndTheNextTryHasANewOne()
    {
        var expired = Convert.ToBase64String(Encoding.ASCII.GetBytes("user=desk@desk.example\u0001auth=Bearer token-1\u0001\u0001"));
        using var server = new ScriptedSmtp(($"AUTH XOAUTH2 {expired}", "535 5.7.8 token-1 has expired"));
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("token-1"), FakeTokenEndpoint.Token("token-2"));
        await using var mail = await StartAsync(server, endpoint, Tokens);
        await mail.SendAsync();
        var (message, row) = ((await mail.MessagesAsync())[0], await mail.OutboxAsync());
        Assert.Equal((DeliveryState.Retrying, OutboxState.Queued), (message.Delivery, row.State));
        Assert.Contains("refused the user name, the password or the token", message.DeliveryNote, StringComparison.Ordinal);
        Assert.DoesNotContain("token-1", message.DeliveryNote, StringComparison.Ordinal);
        Assert.DoesNotContain("DATA", server.Heard);

        mail.Desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await mail.SendAsync());
        Assert.Equal(DeliveryState.Sent, (await mail.MessagesAsync())[0].Delivery);
        Assert.Contains($"Message-Id: <{row.InternetMessageId}>", server.Heard);
    }

    [Fact]
    public async Task NoToken_IsSaidOnTheMessageAndTheEmailWaits()
    {
        using var server = new ScriptedSmtp();
        await using var mail = await StartAsync(server, new FakeTokenEndpoint(FakeTokenEndpoint.Refused("invalid_grant", "client-secret")), Tokens);
        await mail.SendAsync();
        var message = (await mail.MessagesAsync())[0];
        Assert.Equal((DeliveryState.Retrying, "The token endpoint answered 400 invalid_grant."), (message.Delivery, message.DeliveryNote));
        Assert.Equal(OutboxState.Queued, (await mail.OutboxAsync()).State);
    }

    [Theory]
    [InlineData(".", "", DeliveryState.Uncertain)]
    [InlineData(ScriptedSmtp.FirstLine, "", DeliveryState.Uncertain)]
    [InlineData("RCPT", "", DeliveryState.Retrying)]
    [InlineData("DATA", "", DeliveryState.Retrying)]
    public async Task LostConnection_OnlyAfterTheEmailBegan_IsUncertainAndNotSentAgain(string command, string reply, DeliveryState state)
    {
        using var server = new ScriptedSmtp((command, reply));
        await using var mail = await StartAsync(server, new FakeTokenEndpoint(FakeTokenEndpoint.Refused("not_asked")), ("Mail:Smtp:Password", "geheim"));
        await mail.SendAsync();
        Assert.Equal(state, (await mail.MessagesAsync())[0].Delivery);
        var tries = server.Connections;
        mail.Desk.Clock.Advance(TimeSpan.FromHours(1));
        await mail.SendAsync();
        Assert.Equal(state == DeliveryState.Uncertain, server.Connections == tries);
    }

    [Fact]
    public async Task RefusedRecipient_IsNamedOnTheMessage()
    {
        using var server = new ScriptedSmtp(("RCPT", "550 5.1.1 no such user"));
        await using var mail = await StartAsync(server, new FakeTokenEndpoint(FakeTokenEndpoint.Refused("not_asked")), ("Mail:Smtp:Password", "geheim"));
        await mail.SendAsync();
        var message = (await mail.MessagesAsync())[0];
        Assert.Equal((DeliveryState.Failed, $"550 5.1.1 no such user <{MailFixture.Provider}>"), (message.Delivery, message.DeliveryNote));
    }

    private static Task<MailFixture> StartAsync(ScriptedSmtp server, FakeTokenEndpoint endpoint, params (string Key, string Value)[] more) =>
        MailFixture.StartAsync(
            services => services.AddSingleton(new TokenRequest(endpoint)),
            [
                ("Mail:Transport", "Smtp"),
                ("Mail:Address", "desk@desk.example"),
                ("Mail:Smtp:Host", "127.0.0.1"),
                ("Mail:Smtp:Port", server.Port.ToString(CultureInfo.InvariantCulture)),
                ("Mail:Smtp:Security", "None"),
                ("Mail:Smtp:User", "desk@desk.example"),
                ("Mail:Imap:Host", "127.0.0.1"),
                ("Mail:Imap:User", "desk@desk.example"),
                ("Mail:Imap:Password", "geheim"),
                .. more,
            ]
        );
}
