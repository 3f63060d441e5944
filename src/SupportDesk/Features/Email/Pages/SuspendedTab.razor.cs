using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Email.Suspended;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Email.Pages;

public sealed partial class SuspendedTab
{
    private SuspendedRows? rows;
    private int shown = -1;

    [Inject] public required ListSuspendedEmails Emails { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Parameter] public Guid? Email { get; set; }

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
        var read = await Emails.RunAsync(await Current.GetAsync(), CancellationToken.None);
        rows = read.Ok ? read.Value : new SuspendedRows([], []);
    }
}
