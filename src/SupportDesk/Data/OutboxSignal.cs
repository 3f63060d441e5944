namespace SupportDesk.Data;

/// <summary>
/// Wakes the sender as soon as a row is committed. Lossy on purpose: a missed call costs only the wait until the sender
/// looks by itself.
/// </summary>
public sealed class OutboxSignal
{
    /// <summary>Runs on the caller's thread: a listener must only note the call and return.</summary>
    public event Action? Woken;

    /// <summary>Call after the commit, never before.</summary>
    public void Wake() => Woken?.Invoke();
}
