using Microsoft.AspNetCore.Components;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Features.NewCase.Escalation;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.NewCase.Wizard;

public sealed partial class ChecklistStep : IAsyncDisposable
{
    private bool opened;
    private bool missing;
    private bool choosing;
    private IReadOnlyList<ChecklistRow> rows = [];
    private Guid shown;
    private IReadOnlyDictionary<string, string>? broughtBack;

    [Parameter] public Guid DraftId { get; set; }

    /// <summary>What is typed and not saved yet: outlives a planned restart of the desk.</summary>
    [PersistentState]
    public IReadOnlyDictionary<string, string>? Typing
    {
        get => Editor.Unsaved;
        set => broughtBack = value;
    }

    [Inject] public required DraftEditor Editor { get; init; }

    [Inject] public required DeleteDraft Delete { get; init; }

    [Inject] public required SolveDraft Solve { get; init; }

    [Inject] public required JoinCase Join { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    public ValueTask DisposeAsync()
    {
        Editor.Changed -= OnChanged;
        return Editor.CloseAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (shown == DraftId)
            return;
        var typed = shown == Guid.Empty ? broughtBack : null;
        shown = DraftId;
        Editor.Changed += OnChanged;
        opened = await Editor.OpenAsync(DraftId);
        missing = !opened;
        SetRows();
        foreach (var (key, text) in opened && typed is not null ? typed : new Dictionary<string, string>())
            Editor.Type(key, text);
    }

    private void OnChanged() => InvokeAsync(() =>
    {
        SetRows();
        StateHasChanged();
    });

    private void SetRows() => rows = Editor.CaseType is { } caseType ? ChecklistRow.Of(caseType) : [];

    private async Task ToEmailAsync()
    {
        if (await Editor.FlushAsync())
            Navigation.NavigateTo($"/desk/new/{DraftId}/letter");
    }

    private async Task DeleteAsync()
    {
        await Editor.FlushAsync();
        if ((await Delete.RunAsync(DraftId, await Current.GetAsync(), CancellationToken.None)).Ok)
            Navigation.NavigateTo($"/desk/new?undo={DraftId}");
    }

    private async Task SolveAsync()
    {
        await Editor.FlushAsync();
        if ((await Solve.RunAsync(DraftId, await Current.GetAsync(), CancellationToken.None)).Ok)
            Navigation.NavigateTo($"/desk/new?solved={DraftId}");
    }

    private async Task JoinAsync(OpenTwin twin)
    {
        if (!await Editor.FlushAsync())
            return;
        var joined = await Join.RunAsync(DraftId, twin.TicketId, await Current.GetAsync(), CancellationToken.None);
        if (joined.Ok)
            Navigation.NavigateTo($"/desk/tickets/{TicketNumber.Format(joined.Value.Number)}");
    }
}
