using Microsoft.AspNetCore.Components;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>A screen that asks again when tickets change.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private LiveRefresh? live;

    [Inject] public required Changes Changes { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Call once the page knows what it shows.</summary>
    protected void Listen() => live ??= new LiveRefresh(Changes, Clock, Concerns, changed => InvokeAsync(async () =>
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
    }));

    /// <summary>Runs on another thread: only looks.</summary>
    protected virtual bool Concerns(Guid ticket) => true;

    protected abstract Task RefreshAsync(IReadOnlyCollection<Guid> changed);

    protected virtual void Dispose(bool disposing) => live?.Dispose();
}
