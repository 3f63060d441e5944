using Microsoft.AspNetCore.Components;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel;

namespace SupportDesk.Features.NewCase.Wizard;

public sealed partial class NewCasePage
{
    private IReadOnlyList<NewCaseQueries.ShopRow>? shops;
    private IReadOnlyList<ListDrafts.Row> drafts = [];
    private (IReadOnlyList<ListDrafts.Row> Latest, int Count) solved = ([], 0);
    private Guid shop;
    private Guid? undone;
    private Problem? problem;
    private bool starting;

    /// <summary>A ticket that is to be sent on to the provider.</summary>
    [SupplyParameterFromQuery(Name = "escalate")] public Guid? Escalate { get; set; }

    /// <summary>A draft that was thrown away a moment ago.</summary>
    [SupplyParameterFromQuery(Name = "undo")] public Guid? Undo { get; set; }

    /// <summary>A draft that the checklist solved a moment ago.</summary>
    [SupplyParameterFromQuery(Name = "solved")] public Guid? Solved { get; set; }

    [Inject] public required NewCaseQueries Beginnings { get; init; }

    [Inject] public required ChecklistCatalog Catalog { get; init; }

    [Inject] public required DeskTime Time { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    protected override async Task OnInitializedAsync()
    {
        if (Escalate is { } ticket)
        {
            var prepared = await Beginnings.EscalateAsync(ticket);
            if (prepared.Ok)
            {
                Navigation.NavigateTo($"/desk/new/{prepared.Value}", replace: true);
                return;
            }

            problem = new Problem("TicketGone");
        }

        undone = Undo;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        drafts = await Beginnings.DraftsAsync();
        solved = await Beginnings.SolvedAsync();
        shops = await Beginnings.ShopsAsync();
        if (shop == default && shops.Count > 0)
            shop = shops[0].Id;
    }

    private async Task StartAsync(string caseType)
    {
        if (starting)
            return;
        starting = true;
        var started = await Beginnings.StartAsync(caseType, shop);
        if (started.Ok)
            Navigation.NavigateTo($"/desk/new/{started.Value}");
        else
            (problem, starting) = (started.Problems[0], false);
    }

    private async Task DeleteAsync(Guid draft)
    {
        await Beginnings.DeleteAsync(draft);
        undone = draft;
        await LoadAsync();
    }

    private async Task TakeUpAsync(Guid draft)
    {
        await Beginnings.TakeUpAsync(draft);
        Navigation.NavigateTo($"/desk/new/{draft}");
    }

    private async Task UndoAsync(Guid draft)
    {
        await Beginnings.UndoAsync(draft);
        undone = null;
        await LoadAsync();
    }

    private string? Named(Guid id) => shops?.FirstOrDefault(row => row.Id == id) is { } row ? $"{row.Name} · {row.MerchantLogin}" : null;

    private string Facts(ListDrafts.Row draft) => string.Join(" · ", new[]
    {
        shops?.Count > 1 ? draft.ShopName : null,
        T["SavedAt", Time.Brief(draft.UpdatedAt)].Value,
        draft.Files > 0 ? T["FilesCount", draft.Files].Value : null,
    }.OfType<string>());
}
