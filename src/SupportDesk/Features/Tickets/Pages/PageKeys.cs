using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace SupportDesk.Features.Tickets.Pages;

/// <summary>Keys and the clipboard of a ticket page or list; they live in the browser, where they are quick.</summary>
internal sealed class PageKeys : IAsyncDisposable
{
    private readonly IJSObjectReference module;
    private readonly IJSObjectReference handle;

    private PageKeys(IJSObjectReference module, IJSObjectReference handle) => (this.module, this.handle) = (module, handle);

    public static async Task<PageKeys> StartAsync(IJSRuntime js, ElementReference root)
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", "./tickets.js");
        return new PageKeys(module, await module.InvokeAsync<IJSObjectReference>("start", root));
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await handle.InvokeVoidAsync("stop");
            await handle.DisposeAsync();
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its listeners with it.
        }
    }
}
