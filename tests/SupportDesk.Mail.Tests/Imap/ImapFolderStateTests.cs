namespace SupportDesk.Mail.Tests.Imap;

/// <summary>Numbers that change their meaning, folders that are known by what they are for.</summary>
public sealed class ImapFolderStateTests
{
    private const string Open = """
        S: * PREAUTH [CAPABILITY IMAP4rev1] welcome
        C: A0001 LIST "" ""
        S: * LIST () "/" ""
        S: A0001 OK done
        C: A0002 SELECT "INBOX"
        S: * OK [UIDNEXT 12] next
        S: * 3 EXISTS
        S: * OK [UIDVALIDITY 77] UIDs valid
        S: A0002 OK [READ-WRITE] done

        """;

    [Fact]
    public async Task NoOp_FolderIsNumberedAnewWhileOpen_IsToldAndOldNumbersAreRefused()
    {
        await using var server = new ScriptedServer(Open + "C: A0003 NOOP\nS: * OK [UIDVALIDITY 78] renumbered\nS: A0003 OK done\nC: A0004 NOOP\nS: A0004 OK done");
        using var client = await OpenAsync(server);
        var inbox = client.Inbox;
        var old = new UniqueId(inbox.UidValidity, 4);
        var told = 0;
        inbox.UidValidityChanged += (_, _) => told++;

        await client.NoOpAsync();

        Assert.Equal((1, 78u, new UniqueId(78, 12)), (told, inbox.UidValidity, inbox.UidNext!.Value));
        await Assert.ThrowsAsync<MessageNotFoundException>(() => inbox.GetStreamAsync(old));
        await Assert.ThrowsAsync<MessageNotFoundException>(() => inbox.FetchAsync([old], MessageSummaryItems.Size));
        await Assert.ThrowsAsync<MessageNotFoundException>(() => inbox.FetchAsync(new UniqueIdRange(old, UniqueId.MaxValue), MessageSummaryItems.Size));
        await Assert.ThrowsAsync<MessageNotFoundException>(() => inbox.AddFlagsAsync([old], MessageFlags.Seen, silent: true));
        await Assert.ThrowsAsync<MessageNotFoundException>(() => inbox.RemoveFlagsAsync(old, MessageFlags.Seen, silent: true));
        await Assert.ThrowsAsync<MessageNotFoundException>(() => inbox.MoveToAsync(old, inbox));
        await client.NoOpAsync();
        await server.FinishedAsync();
    }

    [Fact]
    public async Task Open_ServerSaysLessThanBefore_OldStateIsForgotten()
    {
        await using var server = new ScriptedServer(Open + "C: A0003 EXAMINE \"INBOX\"\nS: * 3 EXISTS\nS: A0003 OK [READ-ONLY] done");
        using var client = await OpenAsync(server);

        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);

        Assert.Equal((0u, null), (client.Inbox.UidValidity, client.Inbox.UidNext));
    }

    [Fact]
    public async Task GetFolder_SpecialUse_IsFoundAlsoWhereListTakesNoSelection()
    {
        await using var server = new ScriptedServer("""
            S: * PREAUTH [CAPABILITY IMAP4rev1 SPECIAL-USE] welcome
            C: A0001 LIST "" ""
            S: * LIST () "." ""
            S: A0001 OK done
            C: A0002 LIST (SPECIAL-USE) "" "*"
            S: A0002 BAD Error in IMAP command LIST
            C: A0003 LIST "" "*"
            S: * LIST (\HasNoChildren) "." INBOX
            S: * LIST (\HasNoChildren \sent) "." "INBOX.Sent Items"
            S: * LIST (\HasNoChildren \Sent) "." "INBOX.Older"
            S: A0003 OK done
            C: A0004 EXAMINE "INBOX.Sent Items"
            S: * 7 EXISTS
            S: A0004 OK [READ-ONLY] done
            """);
        using var client = new ImapClient { Timeout = 20_000 };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);

        var sent = client.GetFolder(SpecialFolder.Sent)!;
        await sent.OpenAsync(FolderAccess.ReadOnly);

        Assert.Equal(("INBOX.Sent Items", "Sent Items", 7), (sent.FullName, sent.Name, sent.Count));
        Assert.Null(client.GetFolder(SpecialFolder.Drafts));
        await server.FinishedAsync();
    }

    private static async Task<ImapClient> OpenAsync(ScriptedServer server)
    {
        var client = new ImapClient { Timeout = 20_000 };
        await client.ConnectAsync("127.0.0.1", server.Port, SecureSocketOptions.None);
        await client.Inbox.OpenAsync(FolderAccess.ReadWrite);
        return client;
    }
}
