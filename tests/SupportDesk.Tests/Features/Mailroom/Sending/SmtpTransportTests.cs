using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Features.Mailroom;
using SupportDesk.Features.Mailroom.Sending;
using SupportDesk.Features.Mailroom.SignIn;
using SupportDesk.Kernel;
using SupportDesk.Mail;
using SupportDesk.Tests.Features.Mailroom.SignIn;

namespace SupportDesk.Tests.Features.Mailroom.Sending;

/// <summary>How each way of failing is judged: only what surely did not arrive is tried again.</summary>
public sealed class SmtpTransportTests
{
    [Theory]
    [InlineData(".", "250 queued as 4711", "Accepted", false)]
    [InlineData("RCPT", "450 4.2.1 mailbox busy", "Transient", false)]
    [InlineData("RCPT", "550 5.1.1 no such user", "Permanent", false)]
    [InlineData("MAIL", "530 5.7.0 say who you are", "Transient", false)]
    [InlineData("DATA", "451 later", "Transient", false)]
    [InlineData(".", "554 5.7.1 looks like spam", "Permanent", false)]
    [InlineData(".", "", "Uncertain", false)]
    [InlineData("RCPT", "", "Transient", true)]
    [InlineData("EHLO", "421 too busy", "Transient", true)]
    [InlineData("AUTH", "535 5.7.8 wrong password", "Transient", true)]
    public async Task SendAsync_Transcript_IsJudged(string command, string reply, string outcome, bool down)
    {
        using var server = new ScriptedSmtp((command, reply));
        await using var transport = Transport(server.Port);
        var result = await transport.SendAsync("x", Letter(), CancellationToken.None);
        Assert.Equal((outcome, down), (result.Outcome.ToString(), result.IsDown));
        Assert.DoesNotContain("geheim", result.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_IsTransient()
    {
        int port;
        using (var server = new ScriptedSmtp())
            port = server.Port;
        await using var transport = Transport(port);
        var result = await transport.SendAsync("x", Letter(), CancellationToken.None);
        Assert.Equal((SendOutcome.Transient, true), (result.Outcome, result.IsDown));
    }

    [Fact]
    public async Task SendAsync_SecondLetter_UsesTheSameConnection()
    {
        using var server = new ScriptedSmtp();
        await using var transport = Transport(server.Port);
        await transport.SendAsync("x", Letter(), CancellationToken.None);
        Assert.Equal(SendOutcome.Accepted, (await transport.SendAsync("y", Letter(), CancellationToken.None)).Outcome);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("", "Accepted", 1)]
    [InlineData("535 5.7.8 token expired", "Transient", 2)]
    public async Task SendAsync_WithAToken_SignsInByItAndGetsAnotherWhenItIsRefused(string reply, string outcome, int asked)
    {
        using var server = reply.Length > 0 ? new ScriptedSmtp(("AUTH", reply)) : new ScriptedSmtp();
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("token-1"), FakeTokenEndpoint.Token("token-2"));
        await using var transport = Transport(server.Port, new OAuthOptions { TokenEndpoint = "https://login.example/token", ClientId = "desk", ClientSecret = "s" }, endpoint);
        var first = await transport.SendAsync("x", Letter(), CancellationToken.None);
        var second = await transport.SendAsync("y", Letter(), CancellationToken.None);
        Assert.Equal((outcome, outcome, asked), (first.Outcome.ToString(), second.Outcome.ToString(), endpoint.Asked.Count));
        Assert.DoesNotContain("token-1", first.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_NoTokenToHave_IsTransientAndTheServerIsNotToldThePassword()
    {
        using var server = new ScriptedSmtp();
        await using var transport = Transport(server.Port, new OAuthOptions { TokenEndpoint = "https://login.example/token", ClientId = "desk" }, new FakeTokenEndpoint(FakeTokenEndpoint.Refused("invalid_grant")));
        var result = await transport.SendAsync("x", Letter(), CancellationToken.None);
        Assert.Equal((SendOutcome.Transient, true, "The token endpoint answered 400 invalid_grant."), (result.Outcome, result.IsDown, result.Reply));
    }

    private static SmtpTransport Transport(int port, OAuthOptions? oauth = null, FakeTokenEndpoint? endpoint = null)
    {
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = port, Security = SecureSocketOptions.None, User = "desk", Password = "geheim" };
        var box = new MailboxSettings(
            new MailIdentity("default", "desk@desk.example", "", MailPurposes.All), MailTransport.Smtp, "", "", "", smtp, new ImapOptions(), oauth ?? new OAuthOptions());
        var tokens = new AccessTokens(
            new TokenRequest(endpoint ?? new FakeTokenEndpoint()), new RefreshTokens(new DataPaths(Path.GetTempPath()), new EphemeralDataProtectionProvider()),
            TimeProvider.System, NullLogger<AccessTokens>.Instance);
        return new SmtpTransport(box, new SignInToServer(tokens));
    }

    private static MimeMessage Letter() =>
        new([new MailboxAddress("", "desk@desk.example")], [new MailboxAddress("", "help@rk.example.ru")], "x", new TextPart("plain") { Text = "text" });
}
