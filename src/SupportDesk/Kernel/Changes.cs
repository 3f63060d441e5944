using System.Collections.Concurrent;

namespace SupportDesk.Kernel;

/// <summary>
/// Tells open screens that a ticket changed. In memory and lossy on purpose: it only makes screens ask again.
/// What must happen goes into a row of the outbox instead.
/// </summary>
public sealed class Changes
{
    private readonly ConcurrentDictionary<Guid, Action<Guid>> listeners = new();

    /// <summary>Call after the commit, never before.</summary>
    public void Publish(Guid ticketId)
    {
        foreach (var listener in listeners.Values)
            listener(ticketId);
    }

    /// <summary>The listener runs on the publisher's thread: it must only note the change and return.</summary>
    public IDisposable Subscribe(Action<Guid> listener)
    {
        var key = Guid.NewGuid();
        listeners[key] = listener;
        return new Subscription(() => listeners.TryRemove(key, out _));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
