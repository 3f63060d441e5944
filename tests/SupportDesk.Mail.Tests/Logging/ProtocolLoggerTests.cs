using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace SupportDesk.Mail.Tests.Logging;

/// <summary>What the detectors find and the log writes, whatever pieces the bytes come in.</summary>
public sealed class ProtocolLoggerTests
{
    public static TheoryData<string, string, string> Exchanges { get; } = new()
    {
        { "smtp", "AUTH PLAIN AGRlc2sAc2VjcmV0\r\n", "C: AUTH PLAIN ********\n" },
        { "smtp", "AUTH LOGIN\r\nZGVzaw==\r\nc2VjcmV0\r\n", "C: AUTH LOGIN\nC: ********\nC: ********\n" },
        { "smtp", "AUTH LOGIN ZGVzaw==\r\nc2VjcmV0\r\n", "C: AUTH LOGIN ********\nC: ********\n" },
        { "smtp", "AUTH XOAUTH2 dXNlcj1kZXNrAWF1dGg9QmVhcmVyIHNlY3JldAEB\r\n\r\n", "C: AUTH XOAUTH2 ********\nC: \n" },
        { "smtp", "AUTH XOAUTH2\ndXNlcj1kZXNrAWF1dGg9QmVhcmVyIHNlY3JldAEB\n", "C: AUTH XOAUTH2\nC: ********\n" },
        { "imap", "A1 AUTHENTICATE PLAIN AGRlc2sAc2VjcmV0\r\n", "C: A1 AUTHENTICATE PLAIN ********\n" },
        { "imap", "A1 authenticate XOAUTH2\r\ndXNlcj1kZXNrAWF1dGg9QmVhcmVyIHNlY3JldAEB\r\n", "C: A1 authenticate XOAUTH2\nC: ********\n" },
        { "imap", "A1 LOGIN desk secret\r\n", "C: A1 LOGIN ********\n" },
        { "imap", "A1 LOGIN \"desk\" \"se\\\"cr et\"\r\n", "C: A1 LOGIN ********\n" },
        { "imap", "A1 LOGIN \"desk\" {14}\r\nсекрет q\r\n", "C: A1 LOGIN ********\nC: ********\n" },
        { "imap", "A1 LOGIN {4+}\r\ndesk {9+}\r\nse\r\ncret!\r\n", "C: A1 LOGIN ********\nC: ********\nC: ********\nC: ********\n" },
        { "imap", "A1 SOMETHING-LONGER-THAN-ANY-COMMAND desk secret\r\n", "C: A1 SOMETHING-LONGER-THAN-ANY-COMMAND ********\n" },
    };

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void T73_LogClient_SecretsInAnyPieces_AreHiddenAndLogIsTheSame(string protocol, string sent, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(sent);
        Assert.Equal(expected, Log(protocol, bytes, [bytes.Length]));
        for (var cut = 1; cut < bytes.Length; cut++) Assert.Equal(expected, Log(protocol, bytes, [cut]));
        for (var size = 1; size <= 16; size++) Assert.Equal(expected, Log(protocol, bytes, Enumerable.Range(1, bytes.Length / size).Select(i => i * size)));
    }

    [Fact]
    public void T73_LogClient_AnySecretInAnyPieces_IsHidden() => Check.One(Config.QuickThrowOnFailure.WithReplay(20261127, 7), Prop.ForAll<NonEmptyString, NonEmptyArray<PositiveInt>, bool>((secret, cuts, isLiteral) =>
    {
        var password = "§" + secret.Get.ReplaceLineEndings("§") + "§";
        var sent = Encoding.UTF8.GetBytes(isLiteral ? $"A7 LOGIN \"desk\" {{{Encoding.UTF8.GetByteCount(password)}}}\r\n{password}\r\n" : $"A7 LOGIN {InternetAddress.Quote(password)}\r\n");
        var log = Log("imap", sent, cuts.Get.Select(c => c.Get % sent.Length));

        Assert.DoesNotContain('§', log);
        Assert.StartsWith("C: A7 LOGIN ********\n", log, StringComparison.Ordinal);
    }));

    [Fact]
    public void LogClient_NotAuthenticating_NothingIsHidden() =>
        Assert.Equal("C: MAIL FROM:<a@b>\nC: AUTH\n", Log("smtp", "MAIL FROM:<a@b>\r\nAUTH\r\n"u8.ToArray(), [3], isAuthenticating: false));

    [Fact]
    public void Log_BothSidesAndLinesWithoutEnd_EachBeginsALine()
    {
        using var stream = new MemoryStream();
        using (var log = new ProtocolLogger(stream, leaveOpen: true))
        {
            log.LogConnect(new Uri("smtp://mx.example:587/"));
            Server(log, "220 mx\u001b[31m\u0007\r\n");
            Client(log, "EHLO");
            Server(log, "421 too slow");
            Client(log, " me\r\n");
            log.LogConnect(new Uri("smtp://mx.example:587/"));
            Client(log, "QUIT");
        }

        Assert.Equal("""
            Connected to smtp://mx.example:587/
            S: 220 mx.[31m.
            C: EHLO
            S: 421 too slow
            C:  me
            Connected to smtp://mx.example:587/
            C: QUIT

            """.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Log_FileAppended_KeepsWhatWasThereAndStampsTheTime()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "smtp.log");
        using (var log = new ProtocolLogger(path)) Server(log, "220 first\r\n");
        using (var log = new ProtocolLogger(path, append: true) { LogTimestamps = true, TimestampFormat = "yyyy", ServerPrefix = "< ", ClientPrefix = "> " })
        {
            Server(log, "220 second\r\n");
            Client(log, "QUIT\r\n");
        }

        Assert.Matches("^S: 220 first\n[0-9]{4} < 220 second\n[0-9]{4} > QUIT\n$", File.ReadAllText(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Log_DiskIsFull_TheMailGoesOn()
    {
        using var log = new ProtocolLogger(new FullDisk());

        Client(log, "NOOP\r\n");
        Client(log, "QUIT\r\n");
    }

    [Fact]
    public async Task Log_WholeConversation_HoldsNeitherSecretsNorTheLetter()
    {
        var password = "пароль-4111";
        await using var server = new ScriptedServer("""
            S: 220 mx
            C: EHLO *
            S: 250-mx
            S: 250 AUTH LOGIN
            C: AUTH LOGIN
            S: 334 VXNlcm5hbWU6
            C: *
            S: 334 UGFzc3dvcmQ6
            C: *
            S: 235 welcome
            C: MAIL FROM:<desk@shop.example>
            S: 250 ok
            C: RCPT TO:<ivan@example.com>
            S: 250 ok
            C: DATA
            S: 354 go on
            DATA
            S: 250 queued
            """);
        using var stream = new MemoryStream();
        using (var client = new SmtpClient(new ProtocolLogger(stream, leaveOpen: true)) { Timeout = 20_000 })
        {
            await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
            await client.AuthenticateAsync("desk", password);
            await client.SendAsync(Letters.Simple(text: "4111 1111 1111 1111"));
        }
        await server.FinishedAsync();

        var log = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Matches($"^Connected to smtp://127.0.0.1:{server.Port}/\n", log);
        Assert.Contains("C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: ********\nS: 334 UGFzc3dvcmQ6\nC: ********\nS: 235 welcome\n", log, StringComparison.Ordinal);
        Assert.Matches("C: DATA\nS: 354 go on\nC: \\[[0-9]+ bytes\\]\nC: .\nS: 250 queued\n$", log);
        Assert.DoesNotContain("4111", AfterFirstLine(log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Log_ServerRepeatsTheSecretAndSendsLetters_NeitherIsKept()
    {
        await using var server = new ScriptedServer("""
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready
            C: A0001 AUTHENTICATE PLAIN AGRlc2sAaHVzaC1odXNo
            S: * OK trace: AUTHENTICATE PLAIN AGRlc2sAaHVzaC1odXNo is hush-hush
            S: A0001 OK [CAPABILITY IMAP4rev1] welcome
            C: A0002 LIST "" ""
            S: * LIST () "/" ""
            S: A0002 OK done
            C: A0003 EXAMINE "INBOX"
            S: * 1 EXISTS
            S: A0003 OK done
            C: A0004 UID FETCH 4 (UID BODY.PEEK[])
            S: * 1 FETCH (UID 4 BODY[] {8}
            RAW: 4111\r\n11)\r\n
            S: A0004 OK done
            C: A0005 UID FETCH 4 (UID BODY.PEEK[])
            S: * 1 FETCH (UID 4 BODY[] "41\\11")
            S: A0005 OK done
            """);
        using var stream = new MemoryStream();
        using (var client = new ImapClient(new ProtocolLogger(stream, leaveOpen: true)) { Timeout = 20_000 })
        {
            await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
            await client.AuthenticateAsync("desk", "hush-hush");
            await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
            await client.Inbox.GetStreamAsync(new UniqueId(4));
            await client.Inbox.GetStreamAsync(new UniqueId(4));
        }
        await server.FinishedAsync();

        var log = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("C: A0001 AUTHENTICATE PLAIN ********\nS: * OK trace: AUTHENTICATE PLAIN ******** is ********\n", log, StringComparison.Ordinal);
        Assert.Contains("S: * 1 FETCH (UID 4 BODY[] {8}\nS: )\n", log, StringComparison.Ordinal);
        Assert.Contains("S: * 1 FETCH (UID 4 BODY[] [6 bytes])\n", log, StringComparison.Ordinal);
        Assert.DoesNotContain("11", AfterFirstLine(log), StringComparison.Ordinal);
    }

    /// <summary>The port in the first line may be any number.</summary>
    private static string AfterFirstLine(string log) => log[log.IndexOf('\n', StringComparison.Ordinal)..];

    private static string Log(string protocol, byte[] sent, IEnumerable<int> cuts, bool isAuthenticating = true)
    {
        using var stream = new MemoryStream();
        AuthenticationSecretDetector detector = protocol == "smtp" ? new SmtpAuthenticationSecretDetector() : new ImapAuthenticationSecretDetector();
        detector.IsAuthenticating = isAuthenticating;
        using (var log = new ProtocolLogger(stream, leaveOpen: true) { AuthenticationSecretDetector = detector })
        {
            var at = 0;
            foreach (var cut in cuts.Where(c => c > 0 && c < sent.Length).Append(sent.Length).Distinct().Order())
            {
                log.LogClient(sent, at, cut - at);
                at = cut;
            }
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Client(ProtocolLogger log, string text) => log.LogClient(Encoding.UTF8.GetBytes(text), 0, Encoding.UTF8.GetByteCount(text));

    private static void Server(ProtocolLogger log, string text) => log.LogServer(Encoding.UTF8.GetBytes(text), 0, Encoding.UTF8.GetByteCount(text));

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("There is not enough space on the disk.");
    }
}
