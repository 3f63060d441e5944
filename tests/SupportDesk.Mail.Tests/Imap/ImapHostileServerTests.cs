using System.Text;

namespace SupportDesk.Mail.Tests.Imap;

/// <summary>A server that sends more than anybody can want, or what nobody asked for.</summary>
public sealed class ImapHostileServerTests
{
    private const string Hello = """
        S: * PREAUTH [CAPABILITY IMAP4rev1 IDLE] welcome
        C: A0001 LIST "" ""
        S: * LIST () "/" ""
        S: A0001 OK done
        C: A0002 SELECT "INBOX"
        S: * 3 EXISTS
        S: * OK [UIDVALIDITY 77] UIDs valid
        S: A0002 OK [READ-WRITE] done

        """;

    private static readonly ImapLimits Small = new() { MaxText = 2000, MaxLiterals = 1000, MaxLiteralCount = 3, MaxCommandBytes = 4000, MaxResponses = 50 };

    [Theory]
    [InlineData("S: * SEARCH 1 2 3", 60)]
    [InlineData("S: * 3 EXISTS", 60)]
    [InlineData("S: + go on", 60)]
    [InlineData("RAW: * SEARCH 1", 500)]
    [InlineData("RAW: * 1 FETCH (UID 1 BODY[] {1}\\r\\nx", 5)]
    [InlineData("S: * 1 FETCH (UID 1 BODY[] {1001}", 1)]
    [InlineData("S: * OK 0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", 45)]
    public async Task Search_Flood_EndsTheConnection(string answer, int times)
    {
        await using var server = new ScriptedServer(Hello + "C: A0003 UID SEARCH ALL\n" + string.Join('\n', Enumerable.Repeat(answer, times)) + "\nIGNORE");
        using var client = await OpenAsync(server);

        var e = await Record.ExceptionAsync(() => client.Inbox.SearchAsync(SearchQuery.All));

        Assert.IsType<ImapProtocolException>(e);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Search_LiteralsOfOneResponseAreTooMuchTogether_EndsTheConnection()
    {
        var answer = $"RAW: * 1 FETCH (UID 1 BODY[1] {{600}}\\r\\n{new string('x', 600)} BODY[2] {{600}}\\r\\n";
        await using var server = new ScriptedServer(Hello + "C: A0003 UID SEARCH ALL\n" + answer + "\nIGNORE");
        using var client = await OpenAsync(server);

        Assert.IsType<ImapProtocolException>(await Record.ExceptionAsync(() => client.Inbox.SearchAsync(SearchQuery.All)));
    }

    [Fact]
    public async Task Idle_Flood_EndsTheConnection()
    {
        await using var server = new ScriptedServer(Hello + "C: A0003 IDLE\nS: + idling\n" + string.Join('\n', Enumerable.Range(0, 60).Select(i => $"S: * {i} EXISTS")) + "\nIGNORE");
        using var client = await OpenAsync(server);

        Assert.IsType<ImapProtocolException>(await Record.ExceptionAsync(() => client.IdleAsync(CancellationToken.None)));
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task NoOp_EachCommandHasABudgetOfItsOwn()
    {
        var talk = string.Join('\n', Enumerable.Repeat("S: * 3 EXISTS", 40));
        await using var server = new ScriptedServer($"{Hello}C: A0003 NOOP\n{talk}\nS: A0003 OK done\nC: A0004 NOOP\n{talk}\nS: A0004 OK done");
        using var client = await OpenAsync(server);

        await client.NoOpAsync();
        await client.NoOpAsync();

        await server.FinishedAsync();
    }

    [Fact]
    public async Task NoOp_EndIsNoStatus_IsNotTakenForOne()
    {
        await using var server = new ScriptedServer(Hello + "C: A0003 NOOP\nS: A0003 MAYBE done\nIGNORE");
        using var client = await OpenAsync(server);

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.NoOpAsync());
    }

    [Fact]
    public async Task Connect_DataInTheClearAfterStartTls_IsRefused()
    {
        await using var server = new ScriptedServer("""
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] ready
            C: A0001 STARTTLS
            RAW: A0001 OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n
            IGNORE
            """);
        using var client = new ImapClient { Timeout = 20_000 };

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.StartTls));

        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Connect_NothingIsOfferedAfterStartTls_OldOffersAreForgotten()
    {
        await using var server = new ScriptedServer("""
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN] ready
            C: A0001 STARTTLS
            S: A0001 OK begin
            TLS
            C: A0002 CAPABILITY
            S: A0002 OK done
            """);
        using var client = new ImapClient { Timeout = 20_000, ServerCertificateValidationCallback = ScriptedServer.Trusts, CheckCertificateRevocation = false };

        await client.ConnectAsync("localhost", server.Port, SecureSocketOptions.StartTls);

        Assert.Empty(client.AuthenticationMechanisms);
        Assert.Equal(ImapCapabilities.None, client.Capabilities);
    }

    [Fact]
    public async Task Authenticate_ServerAsksForEver_IsLeft()
    {
        await using var server = new ScriptedServer("S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\nC: A0001 AUTHENTICATE PLAIN\nS: +\nC: AGRlc2sAeA==\n" + string.Concat(Enumerable.Repeat("S: +\nC:\n", 9)) + "S: +\nIGNORE");
        using var client = new ImapClient { Timeout = 20_000 };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);

        await Assert.ThrowsAsync<ImapProtocolException>(() => client.AuthenticateAsync("desk", "x"));

        Assert.False(client.IsConnected);
    }

    [Fact]
    public void ResponseParser_Letter_IsHeldOnce()
    {
        const int length = 8 * 1024 * 1024;
        var chunk = new byte[16 * 1024];
        var parser = new ImapResponseParser(new ImapLimits());
        parser.Feed(Encoding.ASCII.GetBytes($"* 1 FETCH (UID 1 BODY[] {{{length}}}\r\n"), out _, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < length / chunk.Length; i++) parser.Feed(chunk, out _, out _);
        Assert.True(parser.Feed(")\r\n"u8, out _, out var response));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(length, response.Literals[0].Length);
        Assert.InRange(allocated, length, length * 1.05);
    }

    private static async Task<ImapClient> OpenAsync(ScriptedServer server)
    {
        var client = new ImapClient { Timeout = 20_000, Limits = Small };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        return client;
    }
}
