using System.Collections.Concurrent;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>
/// Calls a mailbox's worker out of its waiting: a person wants the mailbox read now, or the night wants every e-mail
/// compared. In memory; a call that gets lost costs only the wait until the worker looks by itself.
/// </summary>
public sealed class MailboxSignals : IDisposable
{
    private readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);

    /// <param name="Compare">Every e-mail shall be compared with the ledger in this round.</param>
    /// <param name="Bell">Rings at the next call.</param>
    internal sealed record Round(bool Compare, CancellationToken Bell);

    /// <param name="compare">Also compare every e-mail with the ledger.</param>
    public void Call(string mailbox, bool compare = false) => LineOf(mailbox).Ring(compare);

    /// <summary>Begins a round: calls until now are answered by it, later ones end the waiting after it.</summary>
    internal Round Begin(string mailbox) => LineOf(mailbox).Begin();

    public void Dispose()
    {
        foreach (var line in lines.Values)
            line.Dispose();
    }

    private Line LineOf(string mailbox) => lines.GetOrAdd(mailbox, _ => new Line());

    private sealed class Line : IDisposable
    {
        private readonly Lock gate = new();
        private CancellationTokenSource bell = new();
        private bool compare;

        public void Ring(bool alsoCompare)
        {
            CancellationTokenSource rung;
            lock (gate)
            {
                compare |= alsoCompare;
                rung = bell;
            }

            rung.Cancel();
        }

        public void Dispose() => bell.Dispose();

        public Round Begin()
        {
            lock (gate)
            {
                // The old source is left to the collector: it may be rung by a call that holds it already.
                if (bell.IsCancellationRequested)
                    bell = new CancellationTokenSource();
                var round = new Round(compare, bell.Token);
                compare = false;
                return round;
            }
        }
    }
}
