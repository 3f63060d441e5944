using Microsoft.AspNetCore.Components;
using MudBlazor;
using SupportDesk.Features.Accounts.People;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.Sessions;

public sealed partial class SessionList
{
    private IReadOnlyList<ListSessions.Row> rows = [];
    private bool isBusy;

    [Parameter, EditorRequired] public required Guid User { get; set; }

    /// <summary>The session of this browser, if the list is the person's own: it does not end here, but by signing out.</summary>
    [Parameter] public Guid? Here { get; set; }

    [Parameter] public bool MayEnd { get; set; }

    /// <summary>Changes when sessions may have ended for another reason.</summary>
    [Parameter] public int Version { get; set; }

    [Inject] public required ListSessions Sessions { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required ISnackbar Snackbar { get; init; }

    [Inject] internal EndSessions End { get; init; } = null!;

    [Inject] internal PersonLabels Labels { get; init; } = null!;

    protected override Task OnParametersSetAsync() => LoadAsync();

    private string Describe(ListSessions.Row row) => string.Join(" · ", new[]
    {
        row.Address, T["SessionStarted", Time.Brief(row.StartedAt)].Value,
        row.Id == Here ? "" : T["SessionSeen", Labels.Seen(row.SeenAt)].Value,
    }.Where(part => part.Length > 0));

    private async Task LoadAsync()
    {
        var read = await Sessions.RunAsync(User, await Current.GetAsync(), CancellationToken.None);
        rows = read.Ok ? read.Value : [];
    }

    private async Task EndAsync(Guid? one)
    {
        isBusy = true;
        try
        {
            var ended = await End.RunAsync(new(User, one, Here), await Current.GetAsync(), CancellationToken.None);
            if (ended.Ok)
                Snackbar.Add(one is null ? T["EndedAll", ended.Value] : T["EndedOne"], Severity.Success);
            await LoadAsync();
        }
        finally
        {
            isBusy = false;
        }
    }
}
