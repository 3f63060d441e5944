using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>
/// The numbers of the views for everything on one person's screen: the rail, the list and the desk's first page read them
/// here, so that they are asked for once and never differ. Kept up to date while somebody reads them.
/// </summary>
public sealed class ViewCounts(CountTickets count, CurrentActor current, ChangeFeed changes, TimeProvider clock, ILogger<ViewCounts> log) : IDisposable
{
    private readonly Lock gate = new();
    private readonly List<Func<Task>> readers = [];
    private LiveRefresh? live;
    private Task first = Task.CompletedTask;

    public TicketTally Tally { get; private set; } = TicketTally.Empty;

    /// <summary>False while the first answer is waited for, and where it could not be had: views can be opened without numbers.</summary>
    public bool IsKnown { get; private set; }

    /// <param name="changed">Told after each new count, on whatever thread.</param>
    /// <returns>Ends the reading.</returns>
    public async Task<IDisposable> ReadAsync(Func<Task> changed)
    {
        lock (gate)
        {
            readers.Add(changed);
            if (live is null)
            {
                live = new LiveRefresh(changes, clock, change => change.Kind == ChangeKind.Ticket, _ => RefreshAsync(), LiveRefresh.Usual);
                first = CountFirstAsync(live);
            }
        }

        await first;
        return new Reading(this, changed);
    }

    public void Dispose() => Stop();

    // It listens before it counts: a change in between is not missed.
    private async Task CountFirstAsync(LiveRefresh listening)
    {
        listening.Hold();
        await CountAsync();
        listening.Release();
    }

    private async Task RefreshAsync()
    {
        await CountAsync();
        List<Func<Task>> now;
        lock (gate)
            now = [.. readers];
        foreach (var reader in now)
        {
            try
            {
                await reader();
            }
            catch (ObjectDisposedException)
            {
                // Its screen went while it was told.
            }
        }
    }

    private async Task CountAsync()
    {
        try
        {
            Tally = await count.RunAsync(await current.GetAsync(), CancellationToken.None);
            IsKnown = true;
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            IsKnown = false;
            log.LogError(error, "Tickets could not be counted");
        }
    }

    private void Leave(Func<Task> reader)
    {
        lock (gate)
        {
            readers.Remove(reader);
            if (readers.Count == 0)
                Stop();
        }
    }

    private void Stop()
    {
        live?.Dispose();
        live = null;
    }

    private sealed class Reading(ViewCounts counts, Func<Task> reader) : IDisposable
    {
        public void Dispose() => counts.Leave(reader);
    }
}
