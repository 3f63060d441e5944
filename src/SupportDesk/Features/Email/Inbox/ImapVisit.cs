using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// An open IMAP folder. An e-mail that was taken moves to a folder of its own, or is flagged where the host does not let it
/// move; \Seen says nothing.
/// </summary>
internal sealed class ImapVisit(IImapClient client, IMailFolder folder, string processed, TimeSpan poll, TimeProvider clock, ILogger log) : IMailboxVisit
{
    // Servers hang up on IDLE after half an hour (RFC 2177), routers forget a silent connection long before.
    private static readonly TimeSpan Renewal = TimeSpan.FromMinutes(5);

    private readonly Arrivals arrivals = new(folder);
    private readonly uint validity = folder.UidValidity;
    private IMailFolder? target;
    private bool cannotMove;

    public long UidValidity => validity;

    public async Task<IReadOnlyList<string>> ListAsync(bool all, CancellationToken ct)
    {
        // What arrives from here on is not in the answer and must not be waited for.
        arrivals.Forget();
        var found = await folder.SearchAsync(all ? SearchQuery.NotDeleted : SearchQuery.NotDeleted.And(SearchQuery.NotFlagged), ct);
        return [.. found.Select(uid => uid.Id).Order().Select(id => id.ToString(CultureInfo.InvariantCulture))];
    }

    public async Task<EmailContent?> ReadAsync(string uid, long maxBytes, CancellationToken ct)
    {
        var id = Parse(uid);
        var size = (await folder.FetchAsync([id], MessageSummaryItems.Size | MessageSummaryItems.UniqueId, ct)).FirstOrDefault()?.Size;
        if (size is null)
            return null;
        if (size > maxBytes)
            return new EmailContent(Stream.Null, IsTooLarge: true);
        try
        {
            return new EmailContent(await folder.GetStreamAsync(id, "", ct), IsTooLarge: false);
        }
        catch (MessageNotFoundException)
        {
            // Another program took it between the two commands.
            return null;
        }
    }

    public async Task MarkDoneAsync(string uid, CancellationToken ct)
    {
        var id = Parse(uid);
        try
        {
            if (!cannotMove)
            {
                await folder.MoveToAsync(id, target ??= await TargetAsync(ct), ct);
                return;
            }
        }
        catch (Exception error) when (error is ImapCommandException or NotSupportedException or FolderNotFoundException or ArgumentException)
        {
            log.LogWarning(error, "E-mails cannot be moved to {Folder}; they are flagged instead", processed);
            cannotMove = true;
        }

        await folder.AddFlagsAsync(id, MessageFlags.Flagged | MessageFlags.Seen, silent: true, ct);
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken bell, CancellationToken ct)
    {
        // A connection that broke while an e-mail was put aside disturbed nobody; waiting on it would be waiting for nothing.
        if (!client.IsConnected)
            throw new ServiceNotConnectedException("The connection to the mailbox broke.");
        if (!client.Capabilities.HasFlag(ImapCapabilities.Idle))
        {
            await Backoff.UntilAsync(poll < atMost ? poll : atMost, clock, bell, ct);
            return;
        }

        using var done = CancellationTokenSource.CreateLinkedTokenSource(bell, arrivals.Bell);
        done.CancelAfter(Renewal < atMost ? Renewal : atMost);
        if (!done.IsCancellationRequested)
            await client.IdleAsync(done.Token, ct);
    }

    public async ValueTask DisposeAsync()
    {
        arrivals.Dispose();
        try
        {
            if (client.IsConnected)
                await client.DisconnectAsync(quit: true);
        }
        catch (Exception error) when (error is IOException or TimeoutException or ProtocolException or CommandException or OperationCanceledException)
        {
            // The visit is over either way.
            log.LogDebug(error, "The mail server did not say goodbye");
        }

        client.Dispose();
    }

    private async Task<IMailFolder> TargetAsync(CancellationToken ct)
    {
        var place = client.GetFolder(client.PersonalNamespaces[0]);
        foreach (var name in processed.Split('/', place.DirectorySeparator))
            place = await SubfolderAsync(place, name, ct);
        return place;
    }

    private static async Task<IMailFolder> SubfolderAsync(IMailFolder parent, string name, CancellationToken ct)
    {
        try
        {
            return await parent.GetSubfolderAsync(name, ct);
        }
        catch (FolderNotFoundException)
        {
            return await parent.CreateAsync(name, isMessageFolder: true, ct) ?? throw new FolderNotFoundException("The folder could not be made.", name);
        }
    }

    // Under another number the same uid may be another e-mail: this visit is over, the next one compares all.
    private UniqueId Parse(string uid) => folder.UidValidity == validity
        ? new UniqueId(validity, uint.Parse(uid, CultureInfo.InvariantCulture))
        : throw new IOException("The mail server has numbered the e-mails anew.");

    /// <summary>
    /// Hears of e-mails that arrive at any time, also while a command runs: a server tells each arrival once, and not again
    /// when the waiting begins.
    /// </summary>
    private sealed class Arrivals : IDisposable
    {
        private readonly IMailFolder folder;
        private CancellationTokenSource bell = new();
        private int count;

        public Arrivals(IMailFolder folder)
        {
            (this.folder, count) = (folder, folder.Count);
            folder.CountChanged += Note;
            folder.MessageExpunged += Recount;
        }

        public CancellationToken Bell => bell.Token;

        public void Forget()
        {
            if (!bell.IsCancellationRequested)
                return;
            bell.Dispose();
            bell = new CancellationTokenSource();
        }

        public void Dispose()
        {
            folder.CountChanged -= Note;
            folder.MessageExpunged -= Recount;
            bell.Dispose();
        }

        // While it waits MailKit counts only later what somebody took away, and an arrival would seem to make up for it.
        private void Recount(object? sender, MessageEventArgs args) => count = folder.Count;

        // E-mails that we moved away make the number smaller.
        private void Note(object? sender, EventArgs args)
        {
            var before = count;
            count = folder.Count;
            if (count > before)
                bell.Cancel();
        }
    }
}
