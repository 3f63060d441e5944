using System.Globalization;
using SupportDesk.Mail;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>
/// A mailbox behind IMAP. Each visit has a connection of its own: nothing is left open that could hang. A letter that was
/// taken moves to a folder of its own, or is flagged where the host does not let it move; \Seen says nothing.
/// </summary>
internal sealed class ImapMailbox(ImapOptions options, ILogger<ImapMailbox> log) : IMailbox
{
    private const int AnswerMilliseconds = 60_000;

    public string Name => $"imap:{options.User}@{options.Host}/{options.Folder}";

    public async Task<IMailboxVisit> OpenAsync(CancellationToken ct)
    {
        var client = new ImapClient { Timeout = AnswerMilliseconds };
        try
        {
            await client.ConnectAsync(options.Host, options.Port, options.Security, ct);
            await client.AuthenticateAsync(options.User, options.Password, ct);
            var folder = options.Folder.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? client.Inbox : await client.GetFolderAsync(options.Folder, ct);
            await folder.OpenAsync(FolderAccess.ReadWrite, ct);
            return new Visit(client, folder, options.Processed, log);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private sealed class Visit(ImapClient client, IMailFolder folder, string processed, ILogger log) : IMailboxVisit
    {
        private IMailFolder? target;
        private bool cannotMove;

        public long UidValidity => folder.UidValidity;

        public async Task<IReadOnlyList<string>> ListAsync(bool all, CancellationToken ct)
        {
            var found = await folder.SearchAsync(all ? SearchQuery.NotDeleted : SearchQuery.NotDeleted.And(SearchQuery.NotFlagged), ct);
            return [.. found.Order().Select(uid => uid.ToString())];
        }

        public async Task<LetterContent?> ReadAsync(string uid, long maxBytes, CancellationToken ct)
        {
            var id = Parse(uid);
            var size = (await folder.FetchAsync([id], MessageSummaryItems.Size | MessageSummaryItems.UniqueId, ct)).FirstOrDefault()?.Size;
            if (size is null)
                return null;
            if (size > maxBytes)
                return new LetterContent(Stream.Null, IsTooLarge: true);
            try
            {
                return new LetterContent(await folder.GetStreamAsync(id, ct), IsTooLarge: false);
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
                log.LogWarning(error, "Letters cannot be moved to {Folder}; they are flagged instead", processed);
                cannotMove = true;
            }

            await folder.AddFlagsAsync(id, MessageFlags.Flagged | MessageFlags.Seen, silent: true, ct);
        }

        public async ValueTask DisposeAsync()
        {
            await client.DisconnectAsync(quit: true);
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
                return await parent.CreateAsync(name, isMessageFolder: true, ct);
            }
        }

        private UniqueId Parse(string uid) => new(folder.UidValidity, uint.Parse(uid, CultureInfo.InvariantCulture));
    }
}
