using System.Globalization;
using System.Text;

namespace SupportDesk.Mail.Tests.Transcripts;

/// <summary>
/// <c>open FOLDER</c>, <c>examine FOLDER</c>, <c>search</c>, <c>facts UID…</c>, <c>read UID</c>, <c>mark UID FLAG</c>, <c>move UID FOLDER</c>,
/// <c>create FOLDER</c>, <c>append FOLDER</c>, <c>special USE</c>, <c>idle COUNT</c> (until the folder holds so many letters), <c>noop</c>; the
/// rest is in <see cref="Player"/>. A plus sign in the name of a folder stands for a space.
/// </summary>
internal sealed class ImapPlayer(ImapClient client) : Player(client)
{
    private IMailFolder? _folder;

    protected override string Offer =>
        $"{(client.IsSecure ? "encrypted" : "plain")}; {client.Capabilities}; {Mechanisms(client.AuthenticationMechanisms)}";

    private IMailFolder Folder => _folder ?? throw new InvalidOperationException("Open a folder first.");

    protected override async Task<string> RunAsync(string[] action)
    {
        switch (action)
        {
            case ["open" or "examine", var name]:
                _folder = await FindAsync(name);
                var access = await _folder.OpenAsync(action[0] == "open" ? FolderAccess.ReadWrite : FolderAccess.ReadOnly);
                return $"{access}; state {_folder.UidValidity}; next {_folder.UidNext?.ToString() ?? "unknown"}; {_folder.Count} letters";
            case ["search"]:
                return string.Join(' ', await Folder.SearchAsync(SearchQuery.NotDeleted));
            case ["facts", .. var uids]:
                return string.Join(", ", (await Folder.FetchAsync([.. uids.Select(Uid)], MessageSummaryItems.Size | MessageSummaryItems.Flags | MessageSummaryItems.UniqueId)).Select(f => $"{f.UniqueId}: {f.Size} bytes, {f.Flags}"));
            case ["read", var uid]:
                await using (var stream = await Folder.GetStreamAsync(Uid(uid)))
                using (var reader = new StreamReader(stream, Encoding.UTF8)) return (await reader.ReadToEndAsync()).Replace("\r\n", "|", StringComparison.Ordinal);
            case ["mark", var uid, var flag]:
                await Folder.AddFlagsAsync(Uid(uid), Enum.Parse<MessageFlags>(flag), silent: true);
                return "marked";
            case ["move", var uid, var name]:
                return await Folder.MoveToAsync(Uid(uid), await FindAsync(name)) is { } moved ? $"moved: {moved} of state {moved.Validity}" : "moved";
            case ["create", var name]:
                return (await client.GetFolder(client.PersonalNamespaces[0]).CreateAsync(name.Replace('+', ' '), isMessageFolder: true)).FullName;
            case ["append", var name]:
                return await (await FindAsync(name)).AppendAsync(ReadLetter(), MessageFlags.Seen) is { } uidOfCopy ? $"kept: {uidOfCopy} of state {uidOfCopy.Validity}" : "kept";
            case ["special", var use]:
                return client.GetFolder(Enum.Parse<SpecialFolder>(use))?.FullName ?? "none";
            case ["idle", var count]:
                return await IdleAsync(int.Parse(count, CultureInfo.InvariantCulture));
            case ["noop"]:
                await client.NoOpAsync();
                return _folder is null ? "alive" : $"{_folder.Count} letters";
            default:
                throw new ArgumentException($"Unknown action: {string.Join(' ', action)}");
        }
    }

    private async Task<string> IdleAsync(int count)
    {
        using var done = new CancellationTokenSource();
        void OnCount(object? sender, EventArgs e)
        {
            if (Folder.Count == count) done.Cancel();
        }
        Folder.CountChanged += OnCount;
        try
        {
            await client.IdleAsync(done.Token);
        }
        finally
        {
            Folder.CountChanged -= OnCount;
        }
        return $"{Folder.Count} letters";
    }

    private async Task<IMailFolder> FindAsync(string name) => name == "INBOX" ? client.Inbox : await client.GetFolderAsync(name.Replace('+', ' '));

    private UniqueId Uid(string text) => new(Folder.UidValidity, uint.Parse(text, CultureInfo.InvariantCulture));
}
