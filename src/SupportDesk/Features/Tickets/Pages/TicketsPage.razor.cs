using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class TicketsPage : IAsyncDisposable
{
    private readonly ListNews news = new();
    private readonly HashSet<Guid> picked = [];
    private Dictionary<Guid, TicketCursor> keys = [];
    private TicketFilter filter = new();
    private ListTickets.Page? page;
    private ElementReference root;
    private ComponentScript? script;
    private IDisposable? counting;
    private Guid? pickedLast;
    private string? goTo;
    private bool byDesk;
    private bool failed;
    private bool gone;

    [SupplyParameterFromQuery(Name = "status")] public string? Status { get; set; }

    [SupplyParameterFromQuery(Name = "owner")] public string? Owner { get; set; }

    [SupplyParameterFromQuery(Name = "kind")] public string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "priority")] public string? Priority { get; set; }

    [SupplyParameterFromQuery(Name = "q")] public string? Query { get; set; }

    [SupplyParameterFromQuery(Name = "sort")] public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }

    /// <summary>The number of the ticket that was opened from here: the script writes it into the address that Back leads to.</summary>
    [SupplyParameterFromQuery(Name = "at")] public string? At { get; set; }

    [Inject] public required TicketQueries Queries { get; init; }

    [Inject] public required ViewCounts Counts { get; init; }

    [Inject] public required ListMemory Memory { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    private string Heading => filter.Query is { } query ? W["Found", query] : TicketViews.NameOf(W, filter, byDesk);

    private int? Total => Counts.IsKnown ? Counts.Tally.Of(filter) : null;

    private string Lead => filter.Searches ? W["OrderSearch"]
        : Total is { } total ? $"{W.Count("TicketCount", total)}, {W["Lead" + filter.Order]}"
        : W["Order" + filter.Order];

    /// <summary>How many could be picked beyond the rows of this page.</summary>
    private int? PickableRest => Total is { } total && total > picked.Count && total > page?.Rows.Count && total <= Bulk.ChangeTickets.Most ? total : null;

    public async ValueTask DisposeAsync()
    {
        gone = true;
        Remember();
        counting?.Dispose();
        Dispose();
        if (script is not null)
            await script.DisposeAsync();
    }

    protected override async Task OnInitializedAsync()
    {
        counting = await Counts.ReadAsync(() => InvokeAsync(StateHasChanged));
        if (gone)
            counting.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = TicketFilter.Parse(Status, Owner, Kind, Query, After, Before, Sort, Priority);
        if (page is not null && asked == filter)
            return;
        (filter, page) = (asked, null);
        picked.Clear();
        news.Clear();
        await LoadAndListenAsync(OpenAsync);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            script = new ComponentScript(Js, "./queue.js");
            await script.StartAsync("start", root);
        }

        if (goTo is { } number && page is not null && script?.Handle is { } handle)
        {
            goTo = null;
            await handle.InvokeVoidAsync("goTo", number);
        }
    }

    protected override bool Concerns(Change change) => change.Kind == ChangeKind.Ticket;

    /// <summary>Rows on screen are refreshed where they stand; what would move them waits until the reader asks for it.</summary>
    protected override async Task RefreshAsync(IReadOnlyCollection<Change> changed)
    {
        if (page is null)
            return;
        if (page.Rows.Count == 0)
        {
            await LoadAsync();
            return;
        }

        var rows = await Queries.ByIdsAsync([.. changed.Select(change => change.Id)]);
        await ShowChangedAsync(rows);
        if (rows.Any(row => !keys.ContainsKey(row.Id)))
            await NoteArrivalsAsync(rows.Select(row => row.Id).ToHashSet());
    }

    private async Task ShowChangedAsync(IReadOnlyList<ListTickets.Row> rows)
    {
        var now = rows.ToDictionary(row => row.Id);
        page = page! with { Rows = [.. page.Rows.Select(row => now.GetValueOrDefault(row.Id, row))] };
        var actor = await Queries.ActorAsync();
        foreach (var row in rows)
        {
            if (keys.TryGetValue(row.Id, out var key))
                news.NoteChange(row, key, filter, actor);
        }
    }

    // Only the first page has a place for what is new. What stands behind its last row only moved up where others left.
    private async Task NoteArrivalsAsync(HashSet<Guid>? among)
    {
        if (page!.Previous is not null)
            return;
        var now = (await Queries.PageAsync(filter.First)).Rows;
        var last = page.Next is null ? now.Count - 1 : now.ToList().FindLastIndex(row => keys.ContainsKey(row.Id));
        foreach (var row in now.Take(last < 0 ? now.Count : last + 1).Where(row => !keys.ContainsKey(row.Id) && among?.Contains(row.Id) != false))
            news.NoteArrival(row);
    }

    private async Task OpenAsync()
    {
        goTo = long.TryParse(At, out _) ? At : null;
        if (goTo is not null && Memory.Of(filter) is { Rows.Count: > 0 } left)
            await TryAsync(() => ComeBackAsync(left));
        else
            await LoadAsync();
    }

    /// <summary>The rows as they stood when the person left, with what they say now.</summary>
    private async Task ComeBackAsync(ListMemory.Place left)
    {
        byDesk = (await Queries.ActorAsync()).IsDeskStaff;
        var rows = (await Queries.ByIdsAsync([.. left.Rows.Select(row => row.Id)])).ToDictionary(row => row.Id);
        keys = left.Rows.ToDictionary(row => row.Id, row => row.Key);
        page = new ListTickets.Page([.. left.Rows.Where(row => rows.ContainsKey(row.Id)).Select(row => rows[row.Id])], left.Next, left.Previous);
        picked.UnionWith(left.Selected.Where(id => rows.ContainsKey(id)));
        await ShowChangedAsync(page.Rows);
        await NoteArrivalsAsync(among: null);
    }

    private void Remember()
    {
        if (page is null)
            return;
        var rows = page.Rows.Where(row => keys.ContainsKey(row.Id)).Select(row => (row.Id, keys[row.Id]));
        Memory.Last = new(filter, [.. rows], page.Next, page.Previous, [.. picked]);
    }

    private Task ShowNewsAsync()
    {
        news.Apply();
        return LoadAsync();
    }

    private Task LoadAsync() => TryAsync(async () =>
    {
        byDesk = (await Queries.ActorAsync()).IsDeskStaff;
        page = await Queries.PageAsync(filter);
        keys = page.Rows.ToDictionary(row => row.Id, row => TicketCursor.Of(row, filter));
    });

    private async Task TryAsync(Func<Task> load)
    {
        failed = false;
        try
        {
            await load();
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            failed = true;
            Queries.Report(error);
        }
    }

    private void PickOne(TicketTable.Pick pick)
    {
        var rows = page!.Rows.Select(row => row.Id).ToList();
        var (from, to) = (pickedLast is { } last ? rows.IndexOf(last) : -1, rows.IndexOf(pick.Id));
        IEnumerable<Guid> range = pick.Range && from >= 0 ? rows[Math.Min(from, to)..(Math.Max(from, to) + 1)] : [pick.Id];
        if (pick.On)
            picked.UnionWith(range);
        else
            picked.ExceptWith(range);
        pickedLast = pick.Id;
    }

    private void PickPage(bool on)
    {
        if (on)
            picked.UnionWith(page!.Rows.Select(row => row.Id));
        else
            picked.Clear();
    }

    private async Task PickEverythingAsync() => picked.UnionWith(await Queries.IdsAsync(filter, Bulk.ChangeTickets.Most));

    private void Unpick() => picked.Clear();

    private void KeepPicked(IReadOnlyCollection<Guid> left) => picked.IntersectWith(left);
}
