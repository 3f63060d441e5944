using Microsoft.AspNetCore.Components;
using SupportDesk.Kernel;

namespace SupportDesk.Ui;

/// <summary>A screen that asks again when what it shows has changed.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private LiveRefresh? live;
    private bool isDisposed;

    [Inject] public required ChangeFeed Changes { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    /// <summary>Longer for a screen whose questions are dear.</summary>
    protected virtual TimeSpan RefreshPause => LiveRefresh.Usual;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Loads the screen and keeps it up to date. It listens before it loads: a change in between is not missed.</summary>
    protected async Task LoadAndListenAsync(Func<Task> load)
    {
        // Who left while the screen was being made must not listen for ever.
        if (isDisposed)
            return;
        live ??= new LiveRefresh(Changes, Clock, Concerns, changed => InvokeAsync(() => TryRefreshAsync(changed)), RefreshPause);
        live.Hold();
        await load();
        live.Release();
    }

    /// <summary>Whether the screen shows it. Runs on another thread: only looks.</summary>
    protected abstract bool Concerns(Change change);

    protected abstract Task RefreshAsync(IReadOnlyCollection<Change> changed);

    private async Task TryRefreshAsync(IReadOnlyCollection<Change> changed)
    {
        try
        {
            await RefreshAsync(changed);
            StateHasChanged();
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            await DispatchExceptionAsync(error);
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        isDisposed = true;
        live?.Dispose();
    }
}
