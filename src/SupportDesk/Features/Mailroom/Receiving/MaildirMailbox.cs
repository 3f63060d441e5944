namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Letters in a folder. A file's unique name never changes, so one validity serves for good.</summary>
internal sealed class MaildirMailbox(MaildirFolder incoming) : IMailbox
{
    public string Name => "folder:" + Path.GetFileName(Path.TrimEndingDirectorySeparator(incoming.Path));

    public Task<IMailboxVisit> OpenAsync(CancellationToken ct)
    {
        incoming.Create();
        return Task.FromResult<IMailboxVisit>(new Visit(incoming));
    }

    private sealed class Visit(MaildirFolder folder) : IMailboxVisit
    {
        public long UidValidity => 1;

        public Task<IReadOnlyList<string>> ListAsync(bool all, CancellationToken ct) => Task.FromResult(folder.List(all));

        public Task<LetterContent?> ReadAsync(string uid, long maxBytes, CancellationToken ct)
        {
            var file = folder.Open(uid);
            return Task.FromResult(file is null ? null : new LetterContent(file, file.Length > maxBytes));
        }

        public Task MarkDoneAsync(string uid, CancellationToken ct)
        {
            folder.MarkSeen(uid);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
