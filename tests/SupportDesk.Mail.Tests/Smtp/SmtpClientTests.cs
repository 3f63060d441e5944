using System.Net.Sockets;
using System.Text;

namespace SupportDesk.Mail.Tests.Smtp;

public sealed class SmtpClientTests
{
    private const string Hello = """
        S: 220 mx.example ESMTP
        C: EHLO [127.0.0.1]
        S: 250-mx.example
        S: 250-SIZE 1000000
        S: 250-AUTH PLAIN LOGIN
        S: 250 8BITMIME

        """;

    private const string Envelope = """
        C: MAIL FROM:<desk@shop.example> SIZE=*
        S: 250 ok
        C: RCPT TO:<ivan@example.com>
        S: 250 ok
        C: DATA
        S: 354 go on
        DATA

        """;

    [Theory]
    [InlineData(4096)]
    [InlineData(16)]
    [InlineData(3)]
    [InlineData(1)]
    public async Task Send_ServerAccepts_ReplyIsReturnedAndLetterIsWhole(int chunk)
    {
        await using var server = new ScriptedServer(Hello + Envelope + """
            S: 250 queued as 42
            C: QUIT
            S: 221 bye
            """, chunk);
        using var client = await ConnectAsync(server);
        var message = Letters.Simple(text: ".точка\n..две\nконец");
        ((TextPart)message.Body!).ContentTransferEncoding = ContentEncoding.EightBit;
        message.Bcc.Add(new MailboxAddress("Скрытый", "ivan@example.com"));

        Assert.Equal("queued as 42", await client.SendAsync(message));
        await client.DisconnectAsync(true);
        await server.FinishedAsync();

        Assert.Equal(1000000u, client.MaxSize);
        Assert.DoesNotContain("Bcc", server.Letter, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n..точка\r\n...две\r\nконец\r\n", server.Letter, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(451, SmtpErrorCode.MessageNotAccepted)]
    [InlineData(554, SmtpErrorCode.MessageNotAccepted)]
    public async Task Send_LetterRefused_CodeIsToldAndConnectionStays(int code, SmtpErrorCode error)
    {
        await using var server = new ScriptedServer(Hello + Envelope + $"""
            S: {code}-first line
            S: {code} 5.7.1 no
            C: RSET
            S: 250 ok
            """);
        using var client = await ConnectAsync(server);

        var e = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Letters.Simple()));

        await server.FinishedAsync();
        Assert.Equal(error, e.ErrorCode);
        Assert.Equal(code, (int)e.StatusCode);
        Assert.Equal("first line\n5.7.1 no", e.Message);
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Send_RecipientRefused_MailboxIsNamedAndNothingIsSent()
    {
        await using var server = new ScriptedServer(Hello + """
            C: MAIL FROM:<desk@shop.example>*
            S: 250 ok
            C: RCPT TO:<ivan@example.com>
            S: 550 5.1.1 unknown
            C: RSET
            S: 250 ok
            """);
        using var client = await ConnectAsync(server);

        var e = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Letters.Simple()));

        Assert.Equal((SmtpErrorCode.RecipientNotAccepted, SmtpStatusCode.MailboxUnavailable, "ivan@example.com"), (e.ErrorCode, e.StatusCode, e.Mailbox?.Address));
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Send_Pipelining_AllRepliesAreReadBeforeTheRefusalIsTold()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO *
            S: 250-mx
            S: 250 PIPELINING
            C: MAIL FROM:<desk@shop.example>
            C: RCPT TO:<ivan@example.com>
            C: RCPT TO:<b@example.com>
            S: 250 ok
            S: 450 try later
            S: 250 ok
            C: RSET
            S: 250 ok
            C: NOOP
            S: 250 still in step
            """);
        using var client = await ConnectAsync(server);
        var message = Letters.Simple();
        message.Cc.Add(new MailboxAddress("", "b@example.com"));

        var e = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(message));
        await client.NoOpAsync();

        Assert.Equal((SmtpStatusCode.MailboxBusy, "ivan@example.com"), (e.StatusCode, e.Mailbox?.Address));
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Send_ConnectionLostAfterData_IsUncertain()
    {
        await using var server = new ScriptedServer(Hello + Envelope + "CLOSE");
        using var client = await ConnectAsync(server);

        var e = await Record.ExceptionAsync(() => client.SendAsync(Letters.Simple()));

        Assert.True(e is SmtpProtocolException or IOException);
        Assert.Equal(true, e.Data["MessageMayBeDelivered"]);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Send_ConnectionLostBeforeData_IsCertain()
    {
        await using var server = new ScriptedServer(Hello + """
            C: MAIL FROM:<desk@shop.example>*
            CLOSE
            """);
        using var client = await ConnectAsync(server);

        var e = await Record.ExceptionAsync(() => client.SendAsync(Letters.Simple()));

        Assert.True(e is SmtpProtocolException or IOException);
        Assert.Equal(false, e.Data["MessageMayBeDelivered"]);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Send_AttachmentCannotBeRead_ConnectionIsCutSoThatNoHalfLetterArrives()
    {
        await using var server = new ScriptedServer(Hello + Envelope + "S: 250 never");
        using var client = await ConnectAsync(server);
        var message = Letters.Simple();
        message.Body = new Multipart { new MimePart { Content = new MimeContent(new UnreadableStream()) } };

        var e = await Assert.ThrowsAsync<InvalidDataException>(() => client.SendAsync(message));

        Assert.Equal(false, e.Data["MessageMayBeDelivered"]);
        Assert.False(client.IsConnected);
        await Assert.ThrowsAnyAsync<IOException>(server.FinishedAsync);
    }

    [Fact]
    public async Task Send_NoAnswerToTheLetter_TimesOutAsUncertain()
    {
        await using var server = new ScriptedServer(Hello + Envelope + "C: never");
        using var client = await ConnectAsync(server, timeout: 2000);

        var e = await Assert.ThrowsAsync<IOException>(() => client.SendAsync(Letters.Simple()));

        Assert.IsType<TimeoutException>(e.InnerException);
        Assert.Equal(true, e.Data["MessageMayBeDelivered"]);
    }

    [Theory]
    [InlineData("S: 535 5.7.8 wrong")]
    [InlineData("S: 534 5.7.9 use another")]
    public async Task Authenticate_Refused_IsAuthenticationException(string reply)
    {
        await using var server = new ScriptedServer(Hello + "C: AUTH PLAIN AGRlc2sA0LrQu9GO0Yc=\n" + reply);
        using var client = await ConnectAsync(server);

        var e = await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("desk", "ключ"));

        Assert.False(client.IsAuthenticated);
        Assert.DoesNotContain("ключ", e.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Authenticate_ServerBusy_IsTransient()
    {
        await using var server = new ScriptedServer(Hello + "C: AUTH PLAIN *\nS: 454 4.7.0 later");
        using var client = await ConnectAsync(server);

        var e = await Assert.ThrowsAsync<SmtpCommandException>(() => client.AuthenticateAsync("desk", "x"));

        Assert.Equal(SmtpStatusCode.TemporaryAuthenticationFailure, e.StatusCode);
    }

    [Fact]
    public async Task Authenticate_LoginOnly_IsUsed()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO *
            S: 250-mx
            S: 250 AUTH=LOGIN
            C: AUTH LOGIN
            S: 334 VXNlcm5hbWU6
            C: ZGVzaw==
            S: 334 UGFzc3dvcmQ6
            C: eA==
            S: 235 welcome
            """);
        using var client = await ConnectAsync(server);

        await client.AuthenticateAsync("desk", "x");

        Assert.True(client.IsAuthenticated);
        await server.FinishedAsync();
    }

    [Theory]
    [InlineData(SecureSocketOptions.StartTls)]
    [InlineData(SecureSocketOptions.Auto)]
    public async Task Connect_StartTlsNotOffered_IsRefused(SecureSocketOptions options)
    {
        await using var server = new ScriptedServer(Hello);
        using var client = new SmtpClient();

        await Assert.ThrowsAsync<NotSupportedException>(() => client.ConnectAsync("127.0.0.1", server.Port, options));

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Connect_StartTls_IsEncryptedAndAsksAgainWhatIsOffered()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO *
            S: 250-mx
            S: 250-AUTH PLAIN
            S: 250 STARTTLS
            C: STARTTLS
            S: 220 go
            TLS
            C: EHLO *
            S: 250 SIZE 5
            """);
        using var client = new SmtpClient { ServerCertificateValidationCallback = ScriptedServer.Trusts, CheckCertificateRevocation = false };

        await client.ConnectAsync("localhost", server.Port, SecureSocketOptions.StartTls);

        Assert.True(client.IsSecure);
        Assert.Empty(client.AuthenticationMechanisms);
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Connect_UntrustedCertificate_IsRefused()
    {
        await using var server = new ScriptedServer("TLS\nS: 220 mx");
        using var client = new SmtpClient { CheckCertificateRevocation = false };

        await Assert.ThrowsAsync<SslHandshakeException>(() => client.ConnectAsync("localhost", server.Port, SecureSocketOptions.SslOnConnect));
    }

    [Fact]
    public async Task Connect_DataInTheClearAfterStartTls_IsRefused()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO *
            S: 250-mx
            S: 250 STARTTLS
            C: STARTTLS
            RAW: 220 go\r\n250-mx\r\n250 AUTH PLAIN\r\n
            """);
        using var client = new SmtpClient();

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.StartTls));
    }

    [Theory]
    [InlineData("S: 554 go away", typeof(SmtpCommandException))]
    [InlineData("S: hello there", typeof(SmtpProtocolException))]
    [InlineData("S: +OK pop3", typeof(SmtpProtocolException))]
    [InlineData("CLOSE", typeof(SmtpProtocolException))]
    public async Task Connect_OddGreeting_IsToldApart(string greeting, Type exception)
    {
        await using var server = new ScriptedServer(greeting);
        using var client = new SmtpClient();

        var e = await Record.ExceptionAsync(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None));

        Assert.IsType(exception, e);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Connect_EndlessReply_IsBounded()
    {
        await using var server = new ScriptedServer("S: 220-" + new string('x', 70_000));
        using var client = new SmtpClient();

        await Assert.ThrowsAsync<SmtpProtocolException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None));
    }

    [Fact]
    public async Task Connect_NobodyListens_IsSocketException()
    {
        using var client = new SmtpClient();
        await Assert.ThrowsAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", 1, SecureSocketOptions.None));
        await Assert.ThrowsAsync<ServiceNotConnectedException>(() => client.SendAsync(Letters.Simple()));
    }

    [Fact]
    public async Task T83_Send_InternationalLocalPart_NeedsSmtpUtf8()
    {
        await using var server = new ScriptedServer(Hello);
        using var client = await ConnectAsync(server);
        var message = Letters.Simple();
        message.To.Add(new MailboxAddress("Почта", "почта@пример.рф"));

        await Assert.ThrowsAsync<NotSupportedException>(() => client.SendAsync(message));
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task T33_Send_BareDotsAndLineBreaks_CannotEndTheLetterEarly()
    {
        await using var server = new ScriptedServer(Hello + Envelope + "S: 250 ok");
        using var client = await ConnectAsync(server);
        var message = Letters.Simple();
        var smuggled = "a\n.\nMAIL FROM:<x@y>\r\n.\r\nb\r.\rc";
        message.Body = new MimePart("text", "plain") { Content = new MimeContent(new MemoryStream(Encoding.ASCII.GetBytes(smuggled))), ContentTransferEncoding = ContentEncoding.EightBit };

        await client.SendAsync(message);
        await server.FinishedAsync();

        Assert.EndsWith("a\r\n..\r\nMAIL FROM:<x@y>\r\n..\r\nb\r\n..\r\nc\r\n", server.Letter, StringComparison.Ordinal);
    }

    private static async Task<SmtpClient> ConnectAsync(ScriptedServer server, int timeout = 20_000)
    {
        var client = new SmtpClient { Timeout = timeout };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        return client;
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new InvalidDataException("blob is broken");
    }
}
