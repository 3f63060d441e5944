using MimeKit;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Sending;

namespace SupportDesk.Tests.Features.Email.Sending;

/// <summary>A server that answers as it was told; the last answer holds.</summary>
internal sealed class FakeTransport(params SendResult[] answers) : IMailTransport, IEmailTransports
{
    private readonly Queue<SendResult> queue = new(answers);

    public List<string> MessageIds { get; } = [];

    /// <summary>The mailboxes that e-mails left through.</summary>
    public List<string> Mailboxes { get; } = [];

    /// <summary>Called while an e-mail is on its way.</summary>
    public Action? OnTheWay { get; set; }

    public int Sessions => 1;

    public IMailTransport Open(MailboxSettings mailbox)
    {
        Mailboxes.Add(mailbox.Name);
        return this;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public Task<SendResult> SendAsync(string name, MimeMessage email, CancellationToken ct)
    {
        OnTheWay?.Invoke();
        MessageIds.Add(email.MessageId!);
        return Task.FromResult(queue.Count > 1 ? queue.Dequeue() : queue.Peek());
    }
}

/// <summary>A server of its own for each session.</summary>
internal sealed class FakeTransports(int sessions, Func<FakeTransport> open) : IEmailTransports
{
    public int Sessions => sessions;

    public IMailTransport Open(MailboxSettings mailbox) => open();
}
