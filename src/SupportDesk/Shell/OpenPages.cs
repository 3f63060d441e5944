using System.Collections.Concurrent;

namespace SupportDesk.Shell;

/// <summary>
/// The pages that are open now. When the desk is asked to stop, each is told to pause: it takes its state along and
/// carries on with the desk that comes next.
/// </summary>
internal sealed class OpenPages
{
    // A long text takes its time to be packed on a busy machine. Container engines kill after ten seconds.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(8);
    private readonly ConcurrentDictionary<Page, bool> pages = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> pausing = [];
    private readonly TaskCompletionSource allGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ILogger<OpenPages> log;
    private volatile bool stopping;

    /// <summary>Made with the first page, when all else runs: what registers last is asked first, before connections are closed.</summary>
    public OpenPages(IHostApplicationLifetime lifetime, ILogger<OpenPages> log)
    {
        this.log = log;
        lifetime.ApplicationStopping.Register(PauseAll);
    }

    /// <param name="isUp">Whether the page can be told anything at the moment.</param>
    /// <param name="pause">Tells it to pause.</param>
    /// <returns>To be disposed when the page is gone.</returns>
    public IDisposable Add(Func<bool> isUp, Func<Task> pause)
    {
        var page = new Page(this, isUp, pause);
        pages[page] = true;
        // It came back to a desk that is about to stop.
        if (stopping)
            _ = NotifyAsync(page);
        return page;
    }

    /// <summary>
    /// A page asks to pause. It is gone before it has heard that it is, and one that does not hear it cannot carry on: so its
    /// connection is waited for, which it closes itself.
    /// </summary>
    /// <returns>Ends when its state has been sent, or cannot be any more.</returns>
    public Task Pausing(string connection)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        pausing[connection] = sent;
        return Task.WhenAny(sent.Task, Task.Delay(Timeout));
    }

    public void StateSent(string connection)
    {
        if (pausing.TryGetValue(connection, out var sent))
            sent.TrySetResult();
    }

    public void Disconnected(string connection)
    {
        if (pausing.TryRemove(connection, out var sent))
            sent.TrySetResult();
        EndWhenGone();
    }

    private void PauseAll()
    {
        stopping = true;
        var told = pages.Keys.Where(page => page.IsUp()).ToList();
        foreach (var page in pages.Keys.Except(told))
            page.Dispose();
        if (pages.IsEmpty && pausing.IsEmpty)
            return;
        foreach (var page in told)
            _ = NotifyAsync(page);
        if (!allGone.Task.Wait(Timeout))
            log.LogWarning("{Pages} pages did not pause before the stop and will reload", pages.Count + pausing.Count);
    }

    private async Task NotifyAsync(Page page)
    {
        try
        {
            await page.Pause();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Its line broke a moment ago: it cannot be told, and its browser has a copy of what was typed.
            log.LogDebug(error, "A page could not be told to pause");
            page.Dispose();
        }
    }

    private void Remove(Page page)
    {
        pages.TryRemove(page, out _);
        EndWhenGone();
    }

    private void EndWhenGone()
    {
        if (stopping && pages.IsEmpty && pausing.IsEmpty)
            allGone.TrySetResult();
    }

    private sealed class Page(OpenPages all, Func<bool> isUp, Func<Task> pause) : IDisposable
    {
        public Func<bool> IsUp => isUp;

        public Func<Task> Pause => pause;

        public void Dispose() => all.Remove(this);
    }
}
