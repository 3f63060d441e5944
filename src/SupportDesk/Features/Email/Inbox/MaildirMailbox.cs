namespace SupportDesk.Features.Email.Inbox;

/// <summary>E-mails in a folder. A file's unique name never changes, so one validity serves for good.</summary>
internal sealed class MaildirMailbox(MailboxSettings settings, MaildirFolder incoming, TimeSpan poll, TimeProvider clock) : IMailbox
{
    public MailboxSettings Settings => settings;

    public string Name => settings.LedgerName;

    public Task<IMailboxVisit> OpenAsync(CancellationToken ct)
    {
        incoming.Create();
        return Task.FromResult<IMailboxVisit>(new Visit(incoming, settings.KeepsReceived, poll, clock));
    }

    private sealed class Visit(MaildirFolder folder, bool keeps, TimeSpan poll, TimeProvider clock) : IMailboxVisit
    {
        public long UidValidity => 1;

        public Task<IReadOnlyList<string>> ListAsync(bool all, CancellationToken ct) => Task.FromResult(folder.List(all));

        public Task<EmailContent?> ReadAsync(string uid, long maxBytes, CancellationToken ct)
        {
            var file = folder.Open(uid);
            return Task.FromResult(file is null ? null : new EmailContent(file, file.Length > maxBytes));
        }

        public Task MarkDoneAsync(string uid, CancellationToken ct)
        {
            if (keeps)
                folder.MarkSeen(uid);
            else
                folder.Delete(uid);
            return Task.CompletedTask;
        }

        public Task WaitAsync(TimeSpan atMost, CancellationToken bell, CancellationToken ct) =>
            Backoff.UntilAsync(poll < atMost ? poll : atMost, clock, bell, ct);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
