using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Mailroom.Held;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Mailroom.Pages;

public sealed partial class HeldTab
{
    private HeldRows? rows;
    private int shown = -1;

    [Inject] public required ListHeldLetters Letters { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Parameter] public Guid? Letter { get; set; }

    /// <summary>Grows when something in the mail has changed.</summary>
    [Parameter] public int Version { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == Version)
            return;
        shown = Version;
        await LoadAsync();
    }

    private Task OnDecidedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var read = await Letters.RunAsync(await Current.GetAsync(), CancellationToken.None);
        rows = read.Ok ? read.Value : new HeldRows([], []);
    }
}
