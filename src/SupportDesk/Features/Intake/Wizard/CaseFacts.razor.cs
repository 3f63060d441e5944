using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Intake.Checks;
using SupportDesk.Features.Intake.Drafts;
using SupportDesk.Features.Intake.Letters;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Intake.Wizard;

public sealed partial class CaseFacts : IAsyncDisposable
{
    private bool opened;
    private bool missing;
    private IReadOnlyList<SheetRow> rows = [];
    private Guid shown;

    [Parameter] public Guid DraftId { get; set; }

    [Inject] public required CaseSheet Sheet { get; init; }

    [Inject] public required DeleteDraft Delete { get; init; }

    [Inject] public required JoinCase Join { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    public ValueTask DisposeAsync()
    {
        Sheet.Changed -= OnChanged;
        return Sheet.CloseAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == DraftId)
            return;
        shown = DraftId;
        Sheet.Changed += OnChanged;
        opened = await Sheet.OpenAsync(DraftId);
        missing = !opened;
        SetRows();
    }

    private void OnChanged() => InvokeAsync(() =>
    {
        SetRows();
        StateHasChanged();
    });

    private void SetRows() => rows = Sheet.Situation is { } situation ? SheetRow.Of(situation) : [];

    private async Task ToLetterAsync()
    {
        await Sheet.FlushAsync();
        Navigation.NavigateTo($"/desk/new/{DraftId}/letter");
    }

    private async Task DeleteAsync()
    {
        await Sheet.FlushAsync();
        if ((await Delete.RunAsync(DraftId, await Current.GetAsync(), CancellationToken.None)).Ok)
            Navigation.NavigateTo($"/desk/new?undo={DraftId}");
    }

    private async Task JoinAsync(OpenTwin twin)
    {
        await Sheet.FlushAsync();
        var joined = await Join.RunAsync(DraftId, twin.TicketId, await Current.GetAsync(), CancellationToken.None);
        if (joined.Ok)
            Navigation.NavigateTo($"/desk/tickets/{TicketNumber.Format(joined.Value.Number)}");
    }
}
