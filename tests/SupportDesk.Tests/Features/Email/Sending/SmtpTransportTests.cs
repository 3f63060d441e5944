using MailKit.Security;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Features.Email.SignIn;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Email.SignIn;

namespace SupportDesk.Tests.Features.Email.Sending;

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
    [InlineData(".", "451 4.3.0 try again", "Transient", false)]
    [InlineData(".", "", "Uncertain", false)]
    [InlineData(ScriptedSmtp.FirstLine, "", "Uncertain", false)]
    [InlineData("DATA", "", "Transient", true)]
    [InlineData("MAIL", "", "Transient", true)]
    [InlineData("MAIL", "421 4.3.2 closing", "Transient", false)]
    [InlineData("RCPT", "", "Transient", true)]
    [InlineData("EHLO", "421 too busy", "Transient", true)]
    [InlineData("AUTH", "535 5.7.8 wrong password", "Transient", true)]
    [InlineData("AUTH", "454 4.7.0 ask me later", "Transient", true)]
    [InlineData("AUTH", "535 5.7.8 not with geheim and not with AGRlc2sAZ2VoZWlt", "Transient", true)]
    public async Task SendAsync_Transcript_IsJudged(string command, string reply, string outcome, bool down)
    {
        using var server = new ScriptedSmtp((command, reply));
        await using var transport = Transport(server.Port);
        var result = await transport.SendAsync("x", Email(), CancellationToken.None);
        Assert.Equal((outcome, down), (result.Outcome.ToString(), result.IsDown));
        Assert.DoesNotContain("geheim", result.Reply, StringComparison.Ordinal);
        Assert.DoesNotContain("AGRlc2sAZ2VoZWlt", result.Reply, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such user", "550 5.1.1 no such user <help@rk.example.ru>")]
    [InlineData("RCPT", "550 5.1.1 <help@rk.example.ru>: no such user", "550 5.1.1 <help@rk.example.ru>: no such user")]
    [InlineData("MAIL", "530 5.7.0 say who you are", "The mail server wants to know who the desk is: 5.7.0 say who you are")]
    [InlineData("AUTH", "535 5.7.8 wrong password", "The mail server refused the user name, the password or the token: 535: 5.7.8 wrong password")]
    [InlineData("AUTH", "454 4.7.0 ask me later", "454 4.7.0 ask me later")]
    public async Task SendAsync_Refusal_IsTheServersWordsAndWhomTheyConcern(string command, string reply, string told)
    {
        using var server = new ScriptedSmtp((command, reply));
        await using var transport = Transport(server.Port);
        Assert.Equal(told, (await transport.SendAsync("x", Email(), CancellationToken.None)).Reply);
    }

    [Theory]
    [InlineData("RCPT", "550 5.1.1 no such user", "Permanent")]
    [InlineData("RCPT", "450 4.2.1 mailbox busy", "Transient")]
    [InlineData("MAIL", "553 5.7.1 not from here", "Permanent")]
    public async Task SendAsync_ServerRefusesAndHangsUp_IsJudgedByItsRefusal(string command, string reply, string outcome)
    {
        using var server = new ScriptedSmtp((command, reply), ("RSET", ""));
        await using var transport = Transport(server.Port);
        var result = await transport.SendAsync("x", Email(), CancellationToken.None);
        Assert.Equal((outcome, false), (result.Outcome.ToString(), result.IsDown));
        Assert.StartsWith(reply, result.Reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendAsync_BrokenOffBeforeTheEmail_IsUntouched()
    {
        using var server = new ScriptedSmtp();
        await using var transport = Transport(server.Port);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        Assert.Equal(SendOutcome.Untouched, (await transport.SendAsync("x", Email(), stopped.Token)).Outcome);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendAsync_ServerEndsTheConnectionAfterAFewEmails_NextEmailGetsANewOne()
    {
        using var server = new ScriptedSmtp { EmailsPerConnection = 2 };
        await using var transport = Transport(server.Port);
        for (var i = 0; i < 5; i++)
            Assert.Equal(SendOutcome.Accepted, (await transport.SendAsync("x", Email(), CancellationToken.None)).Outcome);
        Assert.Equal(3, server.Connections);
    }

    [Theory]
    [InlineData("250-mx.example\r\n250 AUTH PLAIN", SecureSocketOptions.StartTls)]
    [InlineData("250-mx.example\r\n250 AUTH GSSAPI", SecureSocketOptions.None)]
    public async Task T73_SendAsync_ServerOffersNoSafeSignIn_IsToldNoPasswordAndNoEmail(string offer, SecureSocketOptions security)
    {
        using var server = new ScriptedSmtp(("EHLO", offer));
        await using var transport = Transport(server.Port, security: security);
        var result = await transport.SendAsync("x", Email(), CancellationToken.None);
        Assert.Equal((SendOutcome.Transient, true), (result.Outcome, result.IsDown));
        Assert.All(server.Heard, line => Assert.Contains(line.Split(' ')[0], (string[])["EHLO", "QUIT"]));
    }

    [Fact]
    public async Task T83_SendAsync_InternationalAddressThatTheServerCannotTake_IsRefusedForGood()
    {
        using var server = new ScriptedSmtp();
        await using var transport = Transport(server.Port);
        var result = await transport.SendAsync("x", Email("почта@rk.example.ru"), CancellationToken.None);
        Assert.Equal(SendOutcome.Permanent, result.Outcome);
        Assert.DoesNotContain("DATA", server.Heard);
    }

    [Fact]
    public async Task T83_SendAsync_InternationalAddressThatTheServerTakes_IsSentAsUtf8()
    {
        using var server = new ScriptedSmtp(("EHLO", "250-mx.example\r\n250-AUTH PLAIN\r\n250-8BITMIME\r\n250 SMTPUTF8"));
        await using var transport = Transport(server.Port);
        var result = await transport.SendAsync("x", Email("почта@rk.example.ru"), CancellationToken.None);
        Assert.Equal(SendOutcome.Accepted, result.Outcome);
        Assert.Contains(server.Heard, line => line.StartsWith("MAIL FROM:", StringComparison.Ordinal) && line.Contains("SMTPUTF8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SendAsync_DomainThatIsNotAscii_IsToldInItsOtherForm()
    {
        using var server = new ScriptedSmtp();
        await using var transport = Transport(server.Port);
        Assert.Equal(SendOutcome.Accepted, (await transport.SendAsync("x", Email("help@пример.рф"), CancellationToken.None)).Outcome);
        Assert.Contains("RCPT TO:<help@xn--e1afmkfd.xn--p1ai>", server.Heard);
    }

    [Fact]
    public async Task SendAsync_NobodyListens_IsTransient()
    {
        int port;
        using (var server = new ScriptedSmtp())
            port = server.Port;
        await using var transport = Transport(port);
        var result = await transport.SendAsync("x", Email(), CancellationToken.None);
        Assert.Equal((SendOutcome.Transient, true), (result.Outcome, result.IsDown));
    }

    [Fact]
    public async Task SendAsync_SecondEmail_UsesTheSameConnection()
    {
        using var server = new ScriptedSmtp();
        await using var transport = Transport(server.Port);
        await transport.SendAsync("x", Email(), CancellationToken.None);
        Assert.Equal(SendOutcome.Accepted, (await transport.SendAsync("y", Email(), CancellationToken.None)).Outcome);
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("XOAUTH2", "235 ok", "Accepted", 1)]
    [InlineData("OAUTHBEARER", "235 ok", "Accepted", 1)]
    [InlineData("XOAUTH2", "535 5.7.8 token expired", "Transient", 2)]
    [InlineData("OAUTHBEARER", "535 5.7.8 token-1 expired", "Transient", 2)]
    public async Task SendAsync_WithAToken_SignsInByItAndGetsAnotherWhenItIsRefused(string mechanism, string reply, string outcome, int asked)
    {
        using var server = new ScriptedSmtp(("EHLO", $"250-mx.example\r\n250 AUTH PLAIN {mechanism}"), ("AUTH", reply));
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("token-1"), FakeTokenEndpoint.Token("token-2"));
        await using var transport = Transport(
            server.Port,
            new OAuthOptions
            {
                TokenEndpoint = "https://login.example/token",
                ClientId = "desk",
                ClientSecret = "s",
            },
            endpoint
        );
        var first = await transport.SendAsync("x", Email(), CancellationToken.None);
        var second = await transport.SendAsync("y", Email(), CancellationToken.None);
        Assert.Equal((outcome, outcome, asked), (first.Outcome.ToString(), second.Outcome.ToString(), endpoint.Asked.Count));
        Assert.DoesNotContain("token-1", first.Reply, StringComparison.Ordinal);
        Assert.All(
            server.Heard.Where(line => line.StartsWith("AUTH", StringComparison.Ordinal)),
            line => Assert.StartsWith("AUTH " + mechanism, line, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task T73_SendAsync_ServerTakesNoTokens_IsToldNone()
    {
        using var server = new ScriptedSmtp(("EHLO", "250-mx.example\r\n250 AUTH PLAIN LOGIN"));
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("token-1"));
        await using var transport = Transport(
            server.Port,
            new OAuthOptions
            {
                TokenEndpoint = "https://login.example/token",
                ClientId = "desk",
                ClientSecret = "s",
            },
            endpoint
        );
        Assert.Equal(SendOutcome.Transient, (await transport.SendAsync("x", Email(), CancellationToken.None)).Outcome);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
        Assert.Empty(endpoint.Asked);
    }

    [Fact]
    public async Task SendAsync_NoTokenToHave_IsTransientAndTheServerIsNotToldThePassword()
    {
        using var server = new ScriptedSmtp();
        await using var transport = Transport(
            server.Port,
            new OAuthOptions { TokenEndpoint = "https://login.example/token", ClientId = "desk" },
            new FakeTokenEndpoint(FakeTokenEndpoint.Refused("invalid_grant"))
        );
        var result = await transport.SendAsync("x", Email(), CancellationToken.None);
        Assert.Equal((SendOutcome.Transient, true, "The token endpoint answered 400 invalid_grant."), (result.Outcome, result.IsDown, result.Reply));
    }

    private static SmtpTransport Transport(
        int port, OAuthOptions? oauth = null, FakeTokenEndpoint? endpoint = null, SecureSocketOptions security = SecureSocketOptions.None)
    {
        var smtp = new SmtpOptions { Host = "127.0.0.1", Port = port, Security = security, User = "desk", Password = "geheim" };
        var box = new MailboxSettings(
            new SenderIdentity("default", "desk@desk.example", "", MailPurposes.All),
            MailTransport.Smtp,
            "",
            "",
            "",
            smtp,
            new ImapOptions(),
            oauth ?? new OAuthOptions()
        );
        var tokens = new AccessTokens(
            new TokenRequest(endpoint ?? new FakeTokenEndpoint()), new RefreshTokens(new DataPaths(Path.GetTempPath()), new EphemeralDataProtectionProvider()),
            TimeProvider.System, NullLogger<AccessTokens>.Instance);
        return new SmtpTransport(box, new SignInToServer(tokens));
    }

    private static MimeMessage Email(string to = "help@rk.example.ru") =>
        new([new MailboxAddress("", "desk@desk.example")], [new MailboxAddress("", to)], "x", new TextPart("plain") { Text = "text" });
}
