using System.Text;

namespace SupportDesk.Mail.Tests.Security;

/// <summary>Both clients with every mechanism; what a server says about a refusal comes out, what it was sent does not.</summary>
public sealed class AuthenticationTests
{
    private const string Token = "ya29.a0AfB_secret";
    private const string Hello = "S: 220 mx\nC: EHLO *\nS: 250-mx\nS: 250 AUTH LOGIN XOAUTH2 PLAIN\n";
    private static readonly string Initial = Convert.ToBase64String(Encoding.UTF8.GetBytes($"user=desk@shop.example\u0001auth=Bearer {Token}\u0001\u0001"));
    private static readonly string Challenge = Convert.ToBase64String("""{"status":"401","schemes":"Bearer","scope":"https://mail.google.com/"}"""u8);

    [Fact]
    public async Task Smtp_OAuth2_IsAccepted()
    {
        await using var server = new ScriptedServer($"{Hello}C: AUTH XOAUTH2 {Initial}\nS: 235 2.7.0 Accepted");
        using var client = await SmtpAsync(server);

        await client.AuthenticateAsync(new SaslMechanismOAuth2("desk@shop.example", Token));

        Assert.True(client.IsAuthenticated);
        await server.FinishedAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.AuthenticateAsync("desk", "x"));
    }

    [Fact]
    public async Task Smtp_OAuth2Refused_ChallengeIsAnsweredAndStatusIsToldWithoutTheToken()
    {
        await using var server = new ScriptedServer($"""
            {Hello}C: AUTH XOAUTH2 {Initial}
            S: 334 {Challenge}
            C:
            S: 535-5.7.8 Username and Password not accepted: {Initial}
            S: 535 5.7.8 see https://support.example/?p=BadCredentials {Token}
            C: NOOP
            S: 250 still in step
            """);
        using var client = await SmtpAsync(server);

        var e = await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync(new SaslMechanismOAuth2("desk@shop.example", Token)));
        await client.NoOpAsync();

        await server.FinishedAsync();
        Assert.StartsWith("5.7.8 Username and Password not accepted", e.Message, StringComparison.Ordinal);
        Assert.EndsWith("(XOAUTH2 status 401)", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, e.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Initial, e.ToString(), StringComparison.Ordinal);
        Assert.Equal(SmtpStatusCode.AuthenticationInvalidCredentials, Assert.IsType<SmtpCommandException>(e.InnerException).StatusCode);
        Assert.False(client.IsAuthenticated);
    }

    [Fact]
    public async Task Smtp_MechanismNotOffered_NothingIsSent()
    {
        await using var server = new ScriptedServer("S: 220 mx\nC: EHLO *\nS: 250-mx\nS: 250 AUTH CRAM-MD5\nC: NOOP\nS: 250 ok");
        using var client = await SmtpAsync(server);

        await Assert.ThrowsAsync<NotSupportedException>(() => client.AuthenticateAsync(new SaslMechanismOAuth2("desk", Token)));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.AuthenticateAsync("desk", "x"));
        await client.NoOpAsync();

        await server.FinishedAsync();
    }

    [Fact]
    public async Task Authenticate_NotConnected_SaysSo()
    {
        using var smtp = new SmtpClient();
        using var imap = new ImapClient();

        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => smtp.AuthenticateAsync("desk", "x"));
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => smtp.AuthenticateAsync(new SaslMechanismOAuth2("desk", Token)));
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => imap.AuthenticateAsync("desk", "x"));
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => imap.AuthenticateAsync(new SaslMechanismOAuth2("desk", Token)));
    }

    [Fact]
    public async Task Smtp_ServerAsksForEver_IsLeft()
    {
        await using var server = new ScriptedServer($"{Hello}C: AUTH XOAUTH2 *\n" + string.Concat(Enumerable.Repeat("S: 334 \nC: \n", 10)) + "S: 334 ");
        using var client = await SmtpAsync(server);

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.AuthenticateAsync(new SaslMechanismOAuth2("desk", Token)));

        Assert.False(client.IsConnected);
        await server.FinishedAsync();
    }

    [Theory]
    [InlineData("SASL-IR")]
    [InlineData("IDLE")]
    public async Task Imap_OAuth2_FirstAnswerGoesWithTheCommandWhereThatIsAllowed(string capability)
    {
        var exchange = capability == "SASL-IR" ? $"C: A0001 AUTHENTICATE XOAUTH2 {Initial}" : $"C: A0001 AUTHENTICATE XOAUTH2\nS: + \nC: {Initial}";
        await using var server = new ScriptedServer($"""
            S: * OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 {capability}] ready
            {exchange}
            S: A0001 OK [CAPABILITY IMAP4rev1 IDLE] welcome
            C: A0002 LIST "" ""
            S: * LIST (\Noselect) "/" ""
            S: A0002 OK done
            """);
        using var client = await ImapAsync(server);

        await client.AuthenticateAsync(new SaslMechanismOAuth2("desk@shop.example", Token));

        Assert.True(client.IsAuthenticated);
        await server.FinishedAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => client.AuthenticateAsync(new SaslMechanismOAuth2("desk", Token)));
    }

    [Fact]
    public async Task Imap_OAuth2Refused_ChallengeIsAnsweredAndStatusIsToldWithoutTheToken()
    {
        await using var server = new ScriptedServer($"""
            S: * OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] ready
            C: A0001 AUTHENTICATE XOAUTH2 {Initial}
            S: + {Challenge}
            C:
            S: A0001 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure) {Token}
            C: A0002 NOOP
            S: A0002 OK still in step
            """);
        using var client = await ImapAsync(server);

        var e = await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync(new SaslMechanismOAuth2("desk@shop.example", Token)));
        await client.NoOpAsync();

        await server.FinishedAsync();
        Assert.Equal("Invalid credentials (Failure) ******** (XOAUTH2 status 401)", e.Message);
        Assert.DoesNotContain(Token, e.ToString(), StringComparison.Ordinal);
        Assert.Contains("[AUTHENTICATIONFAILED]", Assert.IsType<ImapCommandException>(e.InnerException).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imap_MechanismLogin_AnswersBothQuestions()
    {
        await using var server = new ScriptedServer("""
            S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=LOGIN] ready
            C: A0001 AUTHENTICATE LOGIN
            S: + VXNlcm5hbWU6
            C: ZGVzaw==
            S: + UGFzc3dvcmQ6
            C: eA==
            S: A0001 NO [UNAVAILABLE] Temporary authentication failure.
            """);
        using var client = await ImapAsync(server);

        var e = await Assert.ThrowsAsync<ImapCommandException>(() => client.AuthenticateAsync("desk", "x"));

        Assert.Equal("Temporary authentication failure.", e.ResponseText);
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Imap_LoginRefusedBeforeThePassword_IsAuthenticationException()
    {
        await using var server = new ScriptedServer("""
            S: * OK [CAPABILITY IMAP4rev1] ready
            C: A0001 LOGIN "desk" {8}
            S: A0001 NO literals are not for you
            C: A0002 NOOP
            S: A0002 OK still in step
            """);
        using var client = await ImapAsync(server);

        await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("desk", "ключ"));
        await client.NoOpAsync();

        await server.FinishedAsync();
    }

    [Fact]
    public async Task Imap_NoWayForAPassword_NothingIsSent()
    {
        await using var server = new ScriptedServer("S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2] ready\nC: A0001 NOOP\nS: A0001 OK done");
        using var client = await ImapAsync(server);

        await Assert.ThrowsAsync<NotSupportedException>(() => client.AuthenticateAsync("desk", "x"));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.AuthenticateAsync(new SaslMechanismPlain("desk", "x")));
        await client.NoOpAsync();

        await server.FinishedAsync();
    }

    private static async Task<SmtpClient> SmtpAsync(ScriptedServer server)
    {
        var client = new SmtpClient { Timeout = 20_000 };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        return client;
    }

    private static async Task<ImapClient> ImapAsync(ScriptedServer server)
    {
        var client = new ImapClient { Timeout = 20_000 };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        return client;
    }
}
