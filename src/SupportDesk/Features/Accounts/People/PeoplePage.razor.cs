using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.People;

public sealed partial class PeoplePage
{
    // Searches whose addresses have not come back from the browser yet.
    private readonly Queue<string?> asked = new();

    private List<ListPeople.Row>? rows;
    private ListPeople.Place? next;
    private IReadOnlyDictionary<PeopleView, int> counts = new Dictionary<PeopleView, int>();
    private PeopleFilter filter = new();
    private string? typed;
    private bool mayChange;

    [SupplyParameterFromQuery(Name = "view")] public string? View { get; set; }

    [SupplyParameterFromQuery(Name = "q")] public string? Search { get; set; }

    [Inject] public required ListPeople People { get; init; }

    [Inject] internal PersonLabels Labels { get; init; } = null!;

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    protected override async Task OnParametersSetAsync()
    {
        filter = PeopleFilter.Parse(View, Search);
        // An address that the words led to comes back behind them, when more may be typed.
        if (!IsOwn(filter.Search))
            typed = filter.Search;
        var actor = await Current.GetAsync();
        mayChange = actor.ManagesPeople();
        var found = filter;
        var page = await People.RunAsync(found, null, actor, CancellationToken.None);
        // A slow answer to fewer letters must not replace a newer one.
        if (!page.Ok || found != filter)
            return;
        (rows, next) = ([.. page.Value.Rows], page.Value.Next);
        counts = (await People.CountAsync(actor, CancellationToken.None)).Value;
    }

    private int CountOf(PeopleView view) => counts.GetValueOrDefault(view);

    private void Find()
    {
        var search = string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();
        asked.Enqueue(search);
        Navigation.NavigateTo((filter with { Search = search }).Href, replace: true);
    }

    private bool IsOwn(string? search)
    {
        while (asked.TryDequeue(out var earlier))
        {
            if (earlier == search)
                return true;
        }

        return false;
    }

    private async Task MoreAsync()
    {
        var page = await People.RunAsync(filter, next, await Current.GetAsync(), CancellationToken.None);
        if (!page.Ok)
            return;
        rows!.AddRange(page.Value.Rows);
        next = page.Value.Next;
    }
}
