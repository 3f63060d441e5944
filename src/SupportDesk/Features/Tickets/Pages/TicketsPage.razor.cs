using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class TicketsPage : IAsyncDisposable
{
    private readonly HashSet<Guid> fresh = [];
    private readonly HashSet<Guid> waiting = [];
    private TicketFilter filter = new();
    private ListTickets.Page? page;
    private ListTickets.Row? novelty;
    private ElementReference root;
    private ComponentScript? keys;
    private bool byDesk;
    private bool failed;

    [SupplyParameterFromQuery(Name = "status")] public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "owner")] public string? Owner { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "q")] public string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    [Inject] public required TicketQueries Queries { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    private string UnsearchedHref => (filter with { Query = null, Status = StatusFilter.Open, After = null }).Href;

    private string Heading => filter.Query is { } query ? W["Found", query] : TicketViews.NameOf(W, filter, byDesk);

    private string EmptyKey => filter.Searches ? "EmptySearch" : filter == new TicketFilter() ? "Empty" : "EmptyView";

    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (keys is not null)
            await keys.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = TicketFilter.Parse(Status, Owner, Kind, Query, After);
        if (page is not null && asked == filter)
            return;
        filter = asked;
        page = null;
        await LoadAndListenAsync(LoadAsync);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        keys = new ComponentScript(Js, "./tickets.js");
        await keys.StartAsync("start", root);
    }

    protected override bool Concerns(Change change) => change.Kind == ChangeKind.Ticket;

    /// <summary>
    /// Rows on screen are refreshed where they stand; what would push them aside waits until the reader asks for it.
    /// </summary>
    protected override async Task RefreshAsync(IReadOnlyCollection<Change> changed)
    {
        if (page is null)
            return;
        if (page.Rows.Count == 0)
        {
            await LoadAsync();
            return;
        }

        var now = (await Queries.ByIdsAsync([.. changed.Select(change => change.Id)])).ToDictionary(row => row.Id);
        var shown = page.Rows.Select(row => row.Id).ToHashSet();
        page = page with { Rows = [.. page.Rows.Select(row => now.GetValueOrDefault(row.Id, row))] };
        foreach (var row in now.Values.Where(row => row.UnansweredSince is not null && row.LastEvent == Data.Entities.TicketEventKind.MessageIn))
        {
            fresh.Add(row.Id);
            novelty = row;
        }

        if (filter.After is null && now.Keys.Any(id => !shown.Contains(id)))
        {
            foreach (var row in (await Queries.PageAsync(filter)).Rows.Where(row => !shown.Contains(row.Id) && now.ContainsKey(row.Id)))
            {
                waiting.Add(row.Id);
                novelty = row;
            }
        }
    }

    private static T Of<T>(ChangeEventArgs args) where T : struct, Enum => Enum.Parse<T>((string)args.Value!);

    private void Go(TicketFilter to) => Navigation.NavigateTo(to.Href);

    private async Task ShowAsync()
    {
        novelty = null;
        fresh.UnionWith(waiting);
        waiting.Clear();
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        failed = false;
        try
        {
            byDesk = await Queries.ByDeskAsync();
            page = await Queries.PageAsync(filter);
            waiting.Clear();
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            failed = true;
            Queries.Report(error);
        }
    }
}
