using Microsoft.AspNetCore.Components;
using SupportDesk.Data.Access;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Accounts.People;

public sealed partial class PeoplePage
{
    private List<ListPeople.Row>? rows;
    private ListPeople.Place? next;
    private IReadOnlyDictionary<PeopleView, int> counts = new Dictionary<PeopleView, int>();
    private PeopleFilter filter = new();
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
        var actor = await Current.GetAsync();
        mayChange = actor.ManagesPeople();
        var page = await People.RunAsync(filter, null, actor, CancellationToken.None);
        if (!page.Ok)
            return;
        (rows, next) = ([.. page.Value.Rows], page.Value.Next);
        counts = (await People.CountAsync(actor, CancellationToken.None)).Value;
    }

    private int CountOf(PeopleView view) => counts.GetValueOrDefault(view);

    private void Find(string? typed) => Navigation.NavigateTo((filter with { Search = typed }).Href, replace: true);

    private async Task MoreAsync()
    {
        var page = await People.RunAsync(filter, next, await Current.GetAsync(), CancellationToken.None);
        if (!page.Ok)
            return;
        rows!.AddRange(page.Value.Rows);
        next = page.Value.Next;
    }
}
