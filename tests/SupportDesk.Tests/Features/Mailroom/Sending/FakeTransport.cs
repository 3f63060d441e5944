using MimeKit;
using SupportDesk.Features.Mailroom.Sending;

namespace SupportDesk.Tests.Features.Mailroom.Sending;

/// <summary>A server that answers as it was told; the last answer holds.</summary>
internal sealed class FakeTransport(params SendResult[] answers) : IMailTransport, IMailTransports
{
    private readonly Queue<SendResult> queue = new(answers);

    public List<string> MessageIds { get; } = [];

    /// <summary>The mailboxes that letters left through.</summary>
    public List<string> Mailboxes { get; } = [];

    /// <summary>Called while a letter is on its way.</summary>
    public Action? OnTheWay { get; set; }

    public IMailTransport For(string mailbox)
    {
        Mailboxes.Add(mailbox);
        return this;
    }

    public Task<SendResult> SendAsync(string name, MimeMessage letter, CancellationToken ct)
    {
        OnTheWay?.Invoke();
        MessageIds.Add(letter.MessageId!);
        return Task.FromResult(queue.Count > 1 ? queue.Dequeue() : queue.Peek());
    }
}
