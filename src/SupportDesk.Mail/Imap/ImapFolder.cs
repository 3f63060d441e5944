using System.Globalization;

namespace SupportDesk.Mail;

/// <summary>A folder of an <see cref="ImapClient"/>.</summary>
internal sealed class ImapFolder(ImapClient client, string fullName, char separator) : IMailFolder
{
    private uint _uidNext;

    public event EventHandler<EventArgs>? CountChanged;
    public event EventHandler<EventArgs>? UidValidityChanged;

    public string Name => separator != '\0' && FullName.LastIndexOf(separator) is var at and >= 0 ? FullName[(at + 1)..] : FullName;
    public string FullName => fullName;
    public char DirectorySeparator => separator;
    public bool IsOpen => Access != FolderAccess.None;
    public FolderAccess Access { get; private set; }
    public uint UidValidity { get; private set; }
    public UniqueId? UidNext => _uidNext == 0 ? null : new UniqueId(UidValidity, _uidNext);
    public int Count { get; private set; }

    public async Task<FolderAccess> OpenAsync(FolderAccess access, CancellationToken cancellationToken = default)
    {
        if (access == FolderAccess.None) throw new ArgumentOutOfRangeException(nameof(access));
        var command = new ImapCommand(access == FolderAccess.ReadWrite ? "SELECT " : "EXAMINE ").Folder(FullName);
        client.Select(this);
        // Whatever the server does not tell this time is not known.
        (UidValidity, _uidNext) = (0, 0);
        try
        {
            var status = await client.RunAsync(command, cancellationToken).ConfigureAwait(false);
            Access = access == FolderAccess.ReadOnly || status.Code.Equals("READ-ONLY", StringComparison.OrdinalIgnoreCase) ? FolderAccess.ReadOnly : FolderAccess.ReadWrite;
            return Access;
        }
        catch (ImapCommandException)
        {
            client.Select(null);
            throw;
        }
    }

    public async Task CloseAsync(bool expunge = false, CancellationToken cancellationToken = default)
    {
        Require(FolderAccess.ReadOnly);
        // CLOSE removes marked letters; opening the folder read-only first closes it without that.
        if (!expunge && Access == FolderAccess.ReadWrite) await client.RunAsync(new ImapCommand("EXAMINE ").Folder(FullName), cancellationToken).ConfigureAwait(false);
        await client.RunAsync(new ImapCommand("CLOSE"), cancellationToken).ConfigureAwait(false);
        client.Select(null);
    }

    public async Task<IMailFolder> CreateAsync(string name, bool isMessageFolder, CancellationToken cancellationToken = default)
    {
        var child = ChildName(name);
        var command = new ImapCommand("CREATE ").Folder(isMessageFolder || separator == '\0' ? child : child + separator);
        try
        {
            await client.RunAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (ImapCommandException)
        {
            if (await client.FindAsync(child, cancellationToken).ConfigureAwait(false) is { } existing) return existing;
            throw;
        }
        return new ImapFolder(client, child, separator);
    }

    public Task<IMailFolder> GetSubfolderAsync(string name, CancellationToken cancellationToken = default) => client.GetFolderAsync(ChildName(name), cancellationToken);

    public async Task<IList<UniqueId>> SearchAsync(SearchQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        Require(FolderAccess.ReadOnly);
        var found = new SortedSet<uint>();
        await client.RunAsync(new ImapCommand("UID SEARCH " + query.Text), cancellationToken, untagged =>
        {
            if (untagged.Keyword == "SEARCH") found.UnionWith(untagged.Values.Select(v => v.Number ?? 0).Where(n => n > 0));
        }).ConfigureAwait(false);
        return [.. found.Select(id => new UniqueId(UidValidity, id))];
    }

    public async Task<IList<IMessageSummary>> FetchAsync(IList<UniqueId> uids, MessageSummaryItems items, CancellationToken cancellationToken = default)
    {
        Require(FolderAccess.ReadOnly);
        RequireCurrent(uids);
        var summaries = new SortedDictionary<uint, IMessageSummary>();
        if (uids.Count == 0) return [];
        foreach (var set in UidSets.Format(uids))
        {
            await client.RunAsync(new ImapCommand($"UID FETCH {set} {MessageSummary.NamesOf(items)}"), cancellationToken, u => Collect(u, summaries)).ConfigureAwait(false);
        }
        return [.. summaries.Values];
    }

    public async Task<IList<IMessageSummary>> FetchAsync(int min, int max, MessageSummaryItems items, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(min);
        Require(FolderAccess.ReadOnly);
        var summaries = new SortedDictionary<uint, IMessageSummary>();
        if (Count == 0 || min >= Count) return [];
        var last = max < 0 ? "*" : (max + 1).ToString(CultureInfo.InvariantCulture);
        var command = new ImapCommand(string.Create(CultureInfo.InvariantCulture, $"FETCH {min + 1}:{last} {MessageSummary.NamesOf(items)}"));
        await client.RunAsync(command, cancellationToken, u => Collect(u, summaries)).ConfigureAwait(false);
        return [.. summaries.Values];
    }

    public Task<Stream> GetStreamAsync(UniqueId uid, CancellationToken cancellationToken = default) => GetStreamAsync(uid, "", cancellationToken);

    public async Task<Stream> GetStreamAsync(UniqueId uid, string section, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(section);
        if (section.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0 || section.Contains(']', StringComparison.Ordinal)) throw new ArgumentException("This is not a section of a letter.", nameof(section));
        Require(FolderAccess.ReadOnly);
        ChunkedBuffer? content = null;
        await client.RunAsync(new ImapCommand($"UID FETCH {IdOf(uid)} (UID BODY.PEEK[{section}])"), cancellationToken, untagged =>
        {
            if (untagged.Keyword != "FETCH" || untagged.Item("UID")?.Number != uid.Id) return;
            if (untagged.Item($"BODY[{section}]") is not { } body) return;
            content = body.Literal;
            if (content is not null || body.Text is null or "NIL") return;
            content = new ChunkedBuffer();
            content.Append(Charsets.Utf8.GetBytes(body.Text));
        }).ConfigureAwait(false);
        return content?.OpenRead() ?? throw new MessageNotFoundException("The folder has no such letter any more.");
    }

    public async Task<MimeMessage> GetMessageAsync(UniqueId uid, CancellationToken cancellationToken = default)
    {
        var stream = await GetStreamAsync(uid, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false)) return await MimeMessage.LoadAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    public Task AddFlagsAsync(UniqueId uid, MessageFlags flags, bool silent, CancellationToken cancellationToken = default) =>
        StoreAsync([uid], "+FLAGS", flags, silent, cancellationToken);

    public Task AddFlagsAsync(IList<UniqueId> uids, MessageFlags flags, bool silent, CancellationToken cancellationToken = default) =>
        StoreAsync(uids, "+FLAGS", flags, silent, cancellationToken);

    public Task RemoveFlagsAsync(UniqueId uid, MessageFlags flags, bool silent, CancellationToken cancellationToken = default) =>
        StoreAsync([uid], "-FLAGS", flags, silent, cancellationToken);

    public async Task<UniqueId?> MoveToAsync(UniqueId uid, IMailFolder destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        Require(FolderAccess.ReadWrite);
        var id = IdOf(uid);
        UniqueId? moved = null;
        if (client.Capabilities.HasFlag(ImapCapabilities.Move))
        {
            var status = await client.RunAsync(new ImapCommand($"UID MOVE {id} ").Folder(destination.FullName), cancellationToken, u => moved = CopiedTo(u.Status) ?? moved).ConfigureAwait(false);
            return moved ?? CopiedTo(status);
        }
        moved = CopiedTo(await client.RunAsync(new ImapCommand($"UID COPY {id} ").Folder(destination.FullName), cancellationToken).ConfigureAwait(false));
        await StoreAsync([uid], "+FLAGS", MessageFlags.Deleted, silent: true, cancellationToken).ConfigureAwait(false);
        if (client.Capabilities.HasFlag(ImapCapabilities.UidPlus)) await client.RunAsync(new ImapCommand($"UID EXPUNGE {id}"), cancellationToken).ConfigureAwait(false);
        return moved;
    }

    public async Task<UniqueId?> AppendAsync(MimeMessage message, MessageFlags flags = MessageFlags.None, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        // The length of a literal goes before it, so the letter is written first.
        var letter = new ChunkedBufferWriter();
        await message.WriteToAsync(letter, cancellationToken).ConfigureAwait(false);
        var command = new ImapCommand("APPEND ").Folder(FullName).Text($" {MessageSummary.FormatFlags(flags)} ").Literal(letter.Buffer);
        var status = await client.RunAsync(command, cancellationToken).ConfigureAwait(false);
        return status.ArgumentsOf("APPENDUID") is [var validity, var id] ? UidOf(validity, id) : null;
    }

    /// <summary>Hears everything that is said while the folder is open, and while it is being opened.</summary>
    internal void OnUntagged(ImapUntagged untagged)
    {
        if (untagged.Keyword == "EXISTS") SetCount((int)Math.Min(int.MaxValue, untagged.Number));
        if (untagged.Keyword == "EXPUNGE") SetCount(Math.Max(0, Count - 1));
        if (untagged.Status is not { } status) return;
        if (status.ArgumentsOf("UIDVALIDITY") is [var validity] && TryNumber(validity, out var state)) SetUidValidity(state);
        if (status.ArgumentsOf("UIDNEXT") is [var next] && TryNumber(next, out var number)) _uidNext = number;
    }

    internal void OnClosed() => Access = FolderAccess.None;

    private void SetCount(int count)
    {
        if (Count == count) return;
        Count = count;
        CountChanged?.Invoke(this, EventArgs.Empty);
    }

    private void SetUidValidity(uint value)
    {
        if (UidValidity == value) return;
        UidValidity = value;
        if (IsOpen) UidValidityChanged?.Invoke(this, EventArgs.Empty);
    }

    private void Collect(ImapUntagged untagged, SortedDictionary<uint, IMessageSummary> summaries)
    {
        if (untagged.Keyword == "FETCH" && MessageSummary.Read(untagged, UidValidity) is { } summary) summaries[summary.UniqueId.Id] = summary;
    }

    private async Task StoreAsync(IList<UniqueId> uids, string action, MessageFlags flags, bool silent, CancellationToken ct)
    {
        Require(FolderAccess.ReadWrite);
        RequireCurrent(uids);
        if (uids.Count == 0) return;
        foreach (var set in UidSets.Format(uids))
        {
            await client.RunAsync(new ImapCommand($"UID STORE {set} {action}{(silent ? ".SILENT" : "")} {MessageSummary.FormatFlags(flags)}"), ct).ConfigureAwait(false);
        }
    }

    /// <summary>A number of an older UIDVALIDITY means another letter now, so it is not used.</summary>
    private uint IdOf(UniqueId uid)
    {
        if (!uid.IsValid) throw new ArgumentException("This is not a number of a letter.", nameof(uid));
        if (uid.Validity != 0 && uid.Validity != UidValidity) throw new MessageNotFoundException("The folder has been numbered anew since the letter was found.");
        return uid.Id;
    }

    private void RequireCurrent(IList<UniqueId> uids)
    {
        ArgumentNullException.ThrowIfNull(uids);
        foreach (var uid in uids is UniqueIdRange range ? [range.Min] : uids) IdOf(uid);
    }

    private static UniqueId? CopiedTo(ImapStatus? status) => status?.ArgumentsOf("COPYUID") is [var validity, _, var id] ? UidOf(validity, id) : null;

    private static UniqueId? UidOf(string validity, string id) =>
        TryNumber(validity, out var state) && TryNumber(id, out var number) && number > 0 ? new UniqueId(state, number) : null;

    private static bool TryNumber(string text, out uint number) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private string ChildName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (separator != '\0' && name.Contains(separator, StringComparison.Ordinal)) throw new ArgumentException("A folder name holds no path.", nameof(name));
        return FullName.Length == 0 ? name : FullName + separator + name;
    }

    private void Require(FolderAccess access)
    {
        if (!client.IsConnected) throw new ServiceNotConnectedException("The mail client is not connected.");
        if (Access < access) throw new FolderNotOpenException(FullName, access);
    }
}
