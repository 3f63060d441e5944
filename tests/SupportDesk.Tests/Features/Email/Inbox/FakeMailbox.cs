using System.Text;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Inbox;

namespace SupportDesk.Tests.Features.Email.Inbox;

/// <summary>A mailbox in memory that fails as it is told, and tells what the desk does.</summary>
internal sealed class FakeMailbox(MailboxSettings settings, string name) : IMailbox
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<int, string> emails = [];
    private TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MailboxSettings Settings => settings;

    public string Name => name;

    /// <summary>A mail server that numbers its e-mails anew has another one.</summary>
    public long Validity { get; set; } = 1;

    /// <summary>How often it was opened, also in vain.</summary>
    public int Opened { get; private set; }

    /// <summary>What opening fails with; null if it does not.</summary>
    public Exception? Closed { get; set; }

    /// <summary>What reading an e-mail fails with; null if it does not.</summary>
    public Func<string, Exception?> Breaks { get; set; } = _ => null;

    /// <summary>E-mails that were put aside.</summary>
    public List<string> Done { get; } = [];

    public void Put(int uid, string email)
    {
        lock (gate)
            emails[uid] = email;
        Interlocked.Exchange(ref arrived, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public void Remove(int uid)
    {
        lock (gate)
            emails.Remove(uid);
    }

    public Task<IMailboxVisit> OpenAsync(CancellationToken ct)
    {
        Opened++;
        return Closed is { } error ? Task.FromException<IMailboxVisit>(error) : Task.FromResult<IMailboxVisit>(new Visit(this));
    }

    private sealed class Visit(FakeMailbox box) : IMailboxVisit
    {
        private Task news = box.arrived.Task;

        public long UidValidity => box.Validity;

        public Task<IReadOnlyList<string>> ListAsync(bool all, CancellationToken ct)
        {
            news = box.arrived.Task;
            lock (box.gate)
                return Task.FromResult<IReadOnlyList<string>>([.. box.emails.Keys.Select(uid => $"{uid}").Where(uid => all || !box.Done.Contains(uid))]);
        }

        public Task<EmailContent?> ReadAsync(string uid, long maxBytes, CancellationToken ct)
        {
            if (box.Breaks(uid) is { } error)
                return Task.FromException<EmailContent?>(error);
            lock (box.gate)
                return Task.FromResult(
                    box.emails.TryGetValue(int.Parse(uid, null), out var email)
                        ? new EmailContent(new MemoryStream(Encoding.UTF8.GetBytes(email)), false)
                        : null
                );
        }

        public Task MarkDoneAsync(string uid, CancellationToken ct)
        {
            lock (box.gate)
                box.Done.Add(uid);
            return Task.CompletedTask;
        }

        public async Task WaitAsync(TimeSpan atMost, CancellationToken wake, CancellationToken ct)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(wake, ct);
            try
            {
                await news.WaitAsync(atMost, either.Token);
            }
            catch (Exception end) when (end is TimeoutException or OperationCanceledException && !ct.IsCancellationRequested)
            {
                // The wait is over.
            }

            if (box.Closed is { } error)
                throw error;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
