namespace SupportDesk.Mail.Tests.Imap;

public sealed class ImapClientTests
{
    private const string Hello = """
        S: * OK [CAPABILITY IMAP4rev1 LITERAL+ SASL-IR IDLE UIDPLUS MOVE AUTH=PLAIN] ready
        C: A0001 AUTHENTICATE PLAIN AGRlc2sAeA==
        S: A0001 OK [CAPABILITY IMAP4rev1 LITERAL+ SASL-IR IDLE UIDPLUS MOVE] logged in
        C: A0002 LIST "" ""
        S: * LIST (\Noselect) "." ""
        S: A0002 OK done

        """;

    private const string Open = """
        C: A0003 SELECT "INBOX"
        S: * FLAGS (\Answered \Flagged \Deleted \Seen \Draft)
        S: * OK [PERMANENTFLAGS (\Deleted \Seen \*)] Flags permitted.
        S: * 3 EXISTS
        S: * 0 RECENT
        S: * OK [UIDVALIDITY 77] UIDs valid
        S: * OK [UIDNEXT 10] Predicted next UID
        S: A0003 OK [READ-WRITE] Select completed.

        """;

    [Theory]
    [InlineData(4096)]
    [InlineData(16)]
    [InlineData(3)]
    [InlineData(1)]
    public async Task Fetch_SearchAndLiterals_InAnyChunks(int chunk)
    {
        const string letter = "Subject: =?utf-8?B?0YLQtdC80LA=?=\\r\\n\\r\\nbody with {5}\\r\\n) A0006 OK no\\r\\n";
        var length = letter.Replace("\\r", "r", StringComparison.Ordinal).Replace("\\n", "n", StringComparison.Ordinal).Length;
        await using var server = new ScriptedServer(Hello + Open + """
            C: A0004 UID SEARCH UNSEEN UID 4:*
            S: * SEARCH 9 4
            S: A0004 OK done
            C: A0005 UID FETCH 4,9 (UID FLAGS RFC822.SIZE INTERNALDATE)
            S: * 2 FETCH (UID 9 FLAGS (\Seen $Junk) RFC822.SIZE 2048 INTERNALDATE " 1-Nov-2026 10:00:00 +0300")
            S: * 1 FETCH (FLAGS () INTERNALDATE "22-Nov-2026 10:00:00 +0300" RFC822.SIZE 100 UID 4)
            S: A0005 OK done
            C: A0006 UID FETCH 4 (UID BODY.PEEK[])

            """ + $"RAW: * 1 FETCH (UID 4 BODY[] {{{length}}}\\r\\n{letter} FLAGS (\\Seen))\\r\\n" + """

            S: A0006 OK done
            """, chunk);
        using var client = await ConnectAsync(server);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);

        Assert.Equal((77u, 3, 10u), (client.Inbox.UidValidity, client.Inbox.Count, client.Inbox.UidNext!.Value.Id));
        var uids = await client.Inbox.SearchAsync(SearchQuery.NotSeen.And(SearchQuery.Uids(new UniqueIdRange(new UniqueId(4), UniqueId.MaxValue))));
        Assert.Equal([4u, 9u], uids.Select(u => u.Id));
        Assert.All(uids, u => Assert.Equal(77u, u.Validity));

        var facts = await client.Inbox.FetchAsync(uids, MessageSummaryItems.UniqueId | MessageSummaryItems.Flags | MessageSummaryItems.Size | MessageSummaryItems.InternalDate);
        Assert.Equal([(4u, 100u, MessageFlags.None), (9u, 2048u, MessageFlags.Seen)], facts.Select(f => (f.UniqueId.Id, f.Size!.Value, f.Flags!.Value)));
        Assert.Equal(1, facts[1].InternalDate!.Value.Day);

        var message = await client.Inbox.GetMessageAsync(uids[0]);
        Assert.Equal("тема", message.Subject);
        Assert.Equal("body with {5}\r\n) A0006 OK no\r\n", message.TextBody);
        await server.FinishedAsync();
    }

    [Fact]
    public async Task MoveTo_WithMove_NewNumberIsTold()
    {
        await using var server = new ScriptedServer(Hello + Open + """
            C: A0004 CREATE "INBOX.&BBMEPgRCBD4EMgQ+-"
            S: A0004 OK created
            C: A0005 UID MOVE 4 "INBOX.&BBMEPgRCBD4EMgQ+-"
            S: * OK [COPYUID 88 4 1] moved
            S: * 1 EXPUNGE
            S: A0005 OK done
            """);
        using var client = await ConnectAsync(server);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        var changes = 0;
        client.Inbox.CountChanged += (_, _) => changes++;

        var folder = await client.Inbox.CreateAsync("Готово", true);
        var moved = await client.Inbox.MoveToAsync(new UniqueId(77, 4), folder);

        Assert.Equal((88u, 1u), (moved!.Value.Validity, moved.Value.Id));
        Assert.Equal(("Готово", "INBOX.Готово"), (folder.Name, folder.FullName));
        Assert.Equal((2, 1), (client.Inbox.Count, changes));
        await server.FinishedAsync();
    }

    [Theory]
    [InlineData("UIDPLUS", true)]
    [InlineData("NOTHING", false)]
    public async Task MoveTo_WithoutMove_IsCopiedAndMarked(string capability, bool isExpunged)
    {
        await using var server = new ScriptedServer($"""
            S: * PREAUTH [CAPABILITY IMAP4rev1 {capability}] welcome
            C: A0001 LIST "" ""
            S: * LIST () "/" ""
            S: A0001 OK done
            C: A0002 SELECT "INBOX"
            S: * 1 EXISTS
            S: A0002 OK done
            C: A0003 UID COPY 4 "Done"
            S: A0003 OK done
            C: A0004 UID STORE 4 +FLAGS.SILENT (\Deleted)
            S: A0004 OK done
            {(isExpunged ? "C: A0005 UID EXPUNGE 4\nS: A0005 OK done" : "")}
            """);
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        var folder = client.GetFolder(new FolderNamespace('/', "Done"));

        Assert.Null(await client.Inbox.MoveToAsync(new UniqueId(4), folder));
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Idle_NewLetter_IsHeardAndDoneEndsTheWaiting()
    {
        await using var server = new ScriptedServer(Hello + Open + """
            C: A0004 IDLE
            S: + idling
            S: * 4 EXISTS
            C: DONE
            S: A0004 OK Idle completed.
            C: A0005 NOOP
            S: A0005 OK done
            """);
        using var client = await ConnectAsync(server);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        using var done = new CancellationTokenSource();
        client.Inbox.CountChanged += (_, _) => done.Cancel();

        await client.IdleAsync(done.Token);
        await client.NoOpAsync();

        Assert.Equal(4, client.Inbox.Count);
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Idle_ServerGoesAway_IsProtocolException()
    {
        await using var server = new ScriptedServer(Hello + Open + """
            C: A0004 IDLE
            S: + idling
            S: * BYE shutting down
            CLOSE
            """);
        using var client = await ConnectAsync(server);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);

        var e = await Record.ExceptionAsync(() => client.IdleAsync(CancellationToken.None));

        Assert.True(e is ImapProtocolException or IOException);
        Assert.False(client.IsConnected);
        Assert.False(client.IsAuthenticated);
    }

    [Fact]
    public async Task OpenAgain_OtherUidValidity_OldNumbersAreRefused()
    {
        await using var server = new ScriptedServer(Hello + Open + """
            C: A0004 SELECT "INBOX"
            S: * 3 EXISTS
            S: * OK [UIDVALIDITY 78] UIDs valid
            S: A0004 OK [READ-WRITE] done
            """);
        using var client = await ConnectAsync(server);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        var old = new UniqueId(client.Inbox.UidValidity, 4);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);

        Assert.Equal(78u, client.Inbox.UidValidity);
        await Assert.ThrowsAsync<MessageNotFoundException>(() => client.Inbox.GetStreamAsync(old));
        await Assert.ThrowsAsync<MessageNotFoundException>(() => client.Inbox.AddFlagsAsync(old, MessageFlags.Seen, true));
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Authenticate_Refused_IsAuthenticationExceptionAndConnectionStays()
    {
        await using var server = new ScriptedServer("""
            S: * OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready
            C: A0001 AUTHENTICATE PLAIN
            S: +
            C: AGRlc2sAeA==
            S: A0001 NO [AUTHENTICATIONFAILED] wrong
            """);
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);

        await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("desk", "x"));

        Assert.True(client.IsConnected);
        Assert.Throws<ServiceNotAuthenticatedException>(() => client.Inbox);
    }

    [Fact]
    public async Task Authenticate_LoginWithLetters_GoesAsLiteral()
    {
        await using var server = new ScriptedServer("""
            S: * OK ready
            C: A0001 CAPABILITY
            S: * CAPABILITY IMAP4rev1
            S: A0001 OK done
            C: A0002 LOGIN "desk" {8}
            S: + go on
            LITERAL 8
            LITERAL 2
            S: A0002 OK welcome
            C: A0003 CAPABILITY
            S: * CAPABILITY IMAP4rev1 IDLE NAMESPACE
            S: A0003 OK done
            C: A0004 NAMESPACE
            S: * NAMESPACE (("INBOX." ".")) NIL NIL
            S: A0004 OK done
            """);
        using var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);

        await client.AuthenticateAsync("desk", "ключ");

        Assert.Equal(("INBOX.", '.'), (client.PersonalNamespaces[0].Path, client.PersonalNamespaces[0].DirectorySeparator));
        Assert.True(client.Capabilities.HasFlag(ImapCapabilities.Idle));
        await server.FinishedAsync();
    }

    [Theory]
    [InlineData("S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED] ready", typeof(NotSupportedException))]
    [InlineData("S: * BYE go away", typeof(ImapProtocolException))]
    [InlineData("S: 220 smtp", typeof(ImapProtocolException))]
    [InlineData("CLOSE", typeof(ImapProtocolException))]
    public async Task Connect_StartTlsMissingOrOddGreeting_IsRefused(string greeting, Type exception)
    {
        await using var server = new ScriptedServer(greeting);
        using var client = new ImapClient();

        Assert.IsType(exception, await Record.ExceptionAsync(() => client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.StartTls)));
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Connect_StartTls_IsEncrypted()
    {
        await using var server = new ScriptedServer("""
            S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED AUTH=PLAIN] ready
            C: A0001 STARTTLS
            S: A0001 OK begin
            TLS
            C: A0002 CAPABILITY
            S: * CAPABILITY IMAP4rev1 AUTH=LOGIN
            S: A0002 OK done
            """);
        using var client = new ImapClient { ServerCertificateValidationCallback = ScriptedServer.Trusts, CheckCertificateRevocation = false };

        await client.ConnectAsync("localhost", server.Port);

        Assert.True(client.IsSecure);
        Assert.Equal(["LOGIN"], client.AuthenticationMechanisms);
        await server.FinishedAsync();
    }

    [Theory]
    [InlineData("RAW: * 1 FETCH (UID 4 BODY[] {999999999999}\\r\\n")]
    [InlineData("RAW: * 1 FETCH (UID 4 BODY[] {5}\\r\\nab")]
    public async Task GetStream_EndlessOrCutLiteral_IsProtocolException(string answer)
    {
        await using var server = new ScriptedServer(Hello + Open + "C: A0004 UID FETCH 4 (UID BODY.PEEK[])\n" + answer);
        using var client = await ConnectAsync(server);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);

        var e = await Record.ExceptionAsync(() => client.Inbox.GetStreamAsync(new UniqueId(4)));

        Assert.True(e is ImapProtocolException or IOException);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Commands_FolderOrLetterMissing_AreToldApart()
    {
        await using var server = new ScriptedServer(Hello + """
            C: A0003 LIST "" "Nowhere"
            S: A0003 OK done
            C: A0004 EXAMINE "INBOX"
            S: * 0 EXISTS
            S: A0004 OK [READ-ONLY] done
            C: A0005 UID FETCH 4 (UID BODY.PEEK[])
            S: A0005 OK done
            C: A0006 NOOP
            S: A0006 NO [SERVERBUG] {12}
            """);
        using var client = await ConnectAsync(server);
        await Assert.ThrowsAsync<FolderNotOpenException>(() => client.Inbox.SearchAsync(SearchQuery.All));
        var missing = await Assert.ThrowsAsync<FolderNotFoundException>(() => client.GetFolderAsync("Nowhere"));
        Assert.Equal("Nowhere", missing.FolderName);
        Assert.Equal(FolderAccess.ReadOnly, await client.Inbox.OpenAsync(FolderAccess.ReadOnly));
        await Assert.ThrowsAsync<MessageNotFoundException>(() => client.Inbox.GetStreamAsync(new UniqueId(4)));
        await Assert.ThrowsAsync<FolderNotOpenException>(() => client.Inbox.AddFlagsAsync(new UniqueId(4), MessageFlags.Seen, true));
        var refused = await Assert.ThrowsAsync<ImapCommandException>(() => client.NoOpAsync());
        Assert.Equal((ImapCommandResponse.No, "{12}"), (refused.Response, refused.ResponseText));
        Assert.True(client.IsConnected);
    }

    [Fact]
    public async Task Append_Letter_GoesAsLiteralAndNumberIsTold()
    {
        var message = Letters.Simple();
        var length = (await Letters.WriteAsync(message)).Length;
        await using var server = new ScriptedServer(Hello + $"""
            C: A0003 APPEND "INBOX" (\Seen) {"{"}{length}+{"}"}
            LITERAL {length}
            LITERAL 2
            S: A0003 OK [APPENDUID 77 11] done
            """);
        using var client = await ConnectAsync(server);

        Assert.Equal(new UniqueId(77, 11), await client.Inbox.AppendAsync(message, MessageFlags.Seen));
        await server.FinishedAsync();
    }

    private static async Task<ImapClient> ConnectAsync(ScriptedServer server)
    {
        var client = new ImapClient { Timeout = 20_000 };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        await client.AuthenticateAsync("desk", "x");
        return client;
    }
}
