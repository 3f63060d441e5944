using System.Globalization;
using System.Text;

namespace SupportDesk.Mail.Tests.Smtp;

/// <summary>What a letter becomes for a server that offers more or less, and replies that do not fit.</summary>
public sealed class SmtpExtensionsTests
{
    [Theory]
    [InlineData("8BITMIME", " BODY=8BITMIME", "Привет\r\n")]
    [InlineData("DSN", "", "=D0=9F=D1=80=D0=B8=D0=B2=D0=B5=D1=82\r\n")]
    public async Task Send_EightBitText_IsEncodedWhereTheServerDoesNotTakeIt(string extension, string parameter, string body)
    {
        await using var server = Server(extension, parameter);
        var message = Letters.Simple(text: "Привет");
        ((TextPart)message.Body!).ContentTransferEncoding = ContentEncoding.EightBit;

        await SendAsync(server, message);

        Assert.EndsWith("\r\n\r\n" + body, server.Letter, StringComparison.Ordinal);
        Assert.Equal("Привет", (await Letters.ReadAsync(server.Letter)).TextBody!.Trim());
    }

    [Fact]
    public async Task Send_EightBitLetterInsideALetter_IsEncodedToo()
    {
        await using var server = Server("DSN", "");
        var inner = Letters.Simple(text: "Внутри");
        ((TextPart)inner.Body!).ContentTransferEncoding = ContentEncoding.EightBit;
        var message = Letters.Simple();
        message.Body = new Multipart { new TextPart("plain") { Text = "text" }, new MessagePart { Message = inner } };

        await SendAsync(server, message);

        Assert.True(Ascii.IsValid(server.Letter));
    }

    [Fact]
    public async Task Send_BinaryPart_ArrivesByteForByte()
    {
        await using var server = Server("8BITMIME", "");
        var bytes = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        var message = Letters.Simple();
        message.Body = new MimePart { Content = new MimeContent(new MemoryStream(bytes)), ContentTransferEncoding = ContentEncoding.Binary };

        await SendAsync(server, message);

        Assert.Equal(bytes, await Letters.ContentAsync((await Letters.ReadAsync(server.Letter)).Body!));
    }

    [Fact]
    public async Task T83_Send_InternationalRecipient_FieldsGoAsUtf8()
    {
        await using var server = Server("SMTPUTF8", " SMTPUTF8", recipient: "почта@xn--e1afmkfd.xn--p1ai");
        var message = Letters.Simple();
        message.To.Clear();
        message.To.Add(new MailboxAddress("Почта", "почта@пример.рф"));

        await SendAsync(server, message);

        Assert.Contains("\r\nSubject: Тема\r\n", server.Letter, StringComparison.Ordinal);
        Assert.Contains("\r\nTo: \"Почта\" <почта@пример.рф>\r\n", server.Letter, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T83_Send_OnlyTheDomainIsInternational_NeedsNoExtension()
    {
        await using var server = Server("SMTPUTF8", "", recipient: "info@xn--e1afmkfd.xn--p1ai");
        var message = Letters.Simple();
        message.To.Clear();
        message.To.Add(new MailboxAddress("Почта", "info@пример.рф"));

        await SendAsync(server, message);

        Assert.True(Ascii.IsValid(server.Letter));
    }

    [Fact]
    public async Task T83_Send_InternationalAddressInAFieldOnly_IsRefusedWithoutTheExtension()
    {
        await using var server = Server("8BITMIME", "");
        using var client = await ConnectAsync(server);
        var message = Letters.Simple();
        message.ReplyTo.Add(new MailboxAddress("", "почта@пример.рф"));

        await Assert.ThrowsAsync<NotSupportedException>(() => client.SendAsync(message));

        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Send_ManyRecipients_ArePipelinedInPortions()
    {
        var recipients = Enumerable.Range(0, 230).Select(i => $"user{i}@example.com").ToList();
        var script = new StringBuilder("S: 220 mx\nC: EHLO *\nS: 250-mx\nS: 250 PIPELINING\nC: MAIL FROM:<desk@shop.example>\n");
        var replies = 1;
        foreach (var recipient in recipients)
        {
            script.Append(CultureInfo.InvariantCulture, $"C: RCPT TO:<{recipient}>\n");
            if (++replies % 100 == 0) script.Insert(script.Length, string.Concat(Enumerable.Repeat("S: 250 ok\n", 100)));
        }
        script.Append(string.Concat(Enumerable.Repeat("S: 250 ok\n", replies % 100))).Append("C: DATA\nS: 354 go on\nDATA\nS: 250 queued\n");
        await using var server = new ScriptedServer(script.ToString());
        using var client = await ConnectAsync(server);

        Assert.Equal("queued", await client.SendAsync(Letters.Simple(), new MailboxAddress("", "desk@shop.example"), recipients.Select(r => new MailboxAddress("", r))));
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Send_AnswerToTheLetterIsNeitherYesNorNo_IsUncertain()
    {
        await using var server = Server("8BITMIME", "", "354 go on again");
        using var client = await ConnectAsync(server);

        var e = await Assert.ThrowsAsync<SmtpProtocolException>(() => client.SendAsync(Letters.Simple()));

        Assert.Equal(true, e.Data["MessageMayBeDelivered"]);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Send_YesComesBeforeTheLetter_IsNotBelieved()
    {
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO *
            S: 250 mx
            C: MAIL FROM:<desk@shop.example>
            S: 250 ok
            C: RCPT TO:<ivan@example.com>
            S: 250 ok
            C: DATA
            RAW: 354 go on\r\n250 queued\r\n
            IGNORE
            """);
        using var client = await ConnectAsync(server);

        var e = await Assert.ThrowsAsync<SmtpProtocolException>(() => client.SendAsync(Letters.Simple()));

        Assert.NotEqual(false, e.Data["MessageMayBeDelivered"]);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Connect_EhloUnknown_HeloIsTried()
    {
        await using var server = new ScriptedServer("S: 220 mx\nC: EHLO *\nS: 502 5.5.2 Error: command not recognized\nC: HELO [127.0.0.1]\nS: 250 mx");
        using var client = await ConnectAsync(server);

        Assert.Equal(SmtpCapabilities.None, client.Capabilities);
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Connect_EhloRefusedForNow_NothingElseIsTried()
    {
        await using var server = new ScriptedServer("S: 220 mx\nC: EHLO *\nS: 421 4.3.2 shutting down\nIGNORE");
        using var client = new SmtpClient();

        var e = await Assert.ThrowsAsync<SmtpCommandException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None));

        Assert.Equal(SmtpStatusCode.ServiceNotAvailable, e.StatusCode);
        Assert.False(client.IsConnected);
    }

    [Theory]
    [InlineData("S: 250-endless")]
    [InlineData("S: 250 ok\nS: 250 ok")]
    [InlineData("S: 421 4.4.2 gone")]
    [InlineData("S: +OK POP3")]
    public async Task NoOp_AnswerDoesNotFit_ConnectionIsClosed(string answer)
    {
        await using var server = new ScriptedServer($"S: 220 mx\nC: EHLO *\nS: 250 mx\nC: NOOP\n{answer}\nIGNORE", inOnePiece: true);
        using var client = await ConnectAsync(server, timeout: 4000);

        var first = await Record.ExceptionAsync(() => client.NoOpAsync());
        var e = first ?? await Record.ExceptionAsync(() => client.NoOpAsync());

        Assert.True(e is SmtpProtocolException or IOException or SmtpCommandException { StatusCode: SmtpStatusCode.ServiceNotAvailable }, e?.ToString());
        Assert.False(client.IsConnected);
    }

    private static ScriptedServer Server(string extension, string parameter, string answer = "250 queued", string recipient = "ivan@example.com") => new($"""
        S: 220 mx
        C: EHLO *
        S: 250-mx
        S: 250 {extension}
        C: MAIL FROM:<desk@shop.example>{parameter}
        S: 250 ok
        C: RCPT TO:<{recipient}>
        S: 250 ok
        C: DATA
        S: 354 go on
        DATA
        S: {answer}
        """);

    private static async Task SendAsync(ScriptedServer server, MimeMessage message)
    {
        using var client = await ConnectAsync(server);
        Assert.Equal("queued", await client.SendAsync(message));
        await server.FinishedAsync();
    }

    private static async Task<SmtpClient> ConnectAsync(ScriptedServer server, int timeout = 20_000)
    {
        var client = new SmtpClient { Timeout = timeout };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        return client;
    }
}
