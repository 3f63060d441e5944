using System.Collections.Concurrent;

namespace SupportDesk.Kernel;

/// <summary>What changed: a page asks again only for the kinds it shows.</summary>
public enum ChangeKind
{
    /// <summary>A ticket, its messages, its people; the id is the ticket's.</summary>
    Ticket,

    /// <summary>Something on the way in or out: a row of the ledger, of the outbox, a suspended e-mail, a mailbox.</summary>
    Email,

    /// <summary>A file that somebody decided about.</summary>
    File,
}

/// <param name="Id">Of what changed; empty for a mailbox, which has a name.</param>
public readonly record struct Change(ChangeKind Kind, Guid Id);

/// <summary>
/// Tells open screens that something changed. In memory and lossy on purpose: it only makes screens ask again.
/// What must happen goes into a row of the outbox instead.
/// </summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<Guid, Action<Change>> listeners = new();

    /// <summary>Call after the commit, never before.</summary>
    public void Publish(ChangeKind kind, Guid id)
    {
        foreach (var listener in listeners.Values)
            listener(new Change(kind, id));
    }

    /// <summary>An e-mail, and the ticket whose page shows it.</summary>
    public void PublishEmail(Guid id, Guid? ticket)
    {
        Publish(ChangeKind.Email, id);
        if (ticket is { } known)
            Publish(ChangeKind.Ticket, known);
    }

    /// <summary>The listener runs on the publisher's thread: it must only note the change and return.</summary>
    public IDisposable Subscribe(Action<Change> listener)
    {
        var key = Ids.Random();
        listeners[key] = listener;
        return new Subscription(() => listeners.TryRemove(key, out _));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
