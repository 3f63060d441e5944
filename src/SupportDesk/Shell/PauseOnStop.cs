using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Ui;

namespace SupportDesk.Shell;

/// <summary>Stands on every page of the desk and lets it outlive a planned restart. Shows nothing.</summary>
public sealed class PauseOnStop : ComponentBase, IAsyncDisposable
{
    private ComponentScript? script;
    private IDisposable? page;

    [Inject] internal OpenPages Pages { get; init; } = null!;

    [Inject] internal PageLine Line { get; init; } = null!;

    [Inject] public required IJSRuntime Js { get; init; }

    public async ValueTask DisposeAsync()
    {
        page?.Dispose();
        if (script is not null)
            await script.DisposeAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        script = new ComponentScript(Js, "./connection.js");
        if (await script.StartAsync("watch"))
            page = Pages.Add(() => Line.IsUp, () => InvokeAsync(async () => await script.Handle!.InvokeVoidAsync("pause")));
    }
}
