using Microsoft.JSInterop;

namespace SupportDesk.Ui;

/// <summary>
/// A script that serves one component: fetched when the component is shown, started on it, and stopped when it goes. The
/// script's functions give back an object with <c>stop()</c>.
/// </summary>
internal sealed class ComponentScript(IJSRuntime js, string path) : IAsyncDisposable
{
    private bool gone;

    public IJSObjectReference? Module { get; private set; }

    /// <summary>What the script gave back; null until it has started.</summary>
    public IJSObjectReference? Handle { get; private set; }

    /// <returns>False if the component went while the script was fetched: there is nothing left to start it on.</returns>
    public async Task<bool> StartAsync(string function, params object?[] arguments)
    {
        try
        {
            Module = await js.InvokeAsync<IJSObjectReference>("import", path);
            if (!gone)
                Handle = await Module.InvokeAsync<IJSObjectReference>(function, arguments);
        }
        catch (Exception error) when (error is JSDisconnectedException || (gone && error is JSException or OperationCanceledException))
        {
            // What it was to serve went meanwhile: its element, or the whole page.
            gone = true;
        }

        if (!gone)
            return true;
        await StopAsync();
        return false;
    }

    public ValueTask DisposeAsync()
    {
        gone = true;
        return StopAsync();
    }

    private async ValueTask StopAsync()
    {
        try
        {
            if (Handle is { } handle)
            {
                await handle.InvokeVoidAsync("stop");
                await handle.DisposeAsync();
            }

            if (Module is { } module)
                await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }

        (Handle, Module) = (null, null);
    }
}
