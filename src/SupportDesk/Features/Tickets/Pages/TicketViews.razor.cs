using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class TicketViews
{
    private static readonly IReadOnlyList<TicketFilter> DeskViews =
    [
        new(Owner: OwnerFilter.Me), new(StatusFilter.New, OwnerFilter.Nobody), new(), new(StatusFilter.Provider),
        new(StatusFilter.Requester, Kind: TicketKind.Merchant), new(StatusFilter.Requester, Kind: TicketKind.Payer),
    ];

    private static readonly IReadOnlyList<TicketFilter> MerchantViews =
        [new(), new(StatusFilter.Requester), new(StatusFilter.Provider), new(StatusFilter.Closed)];

    private IReadOnlyList<TicketFilter> views = [];
    private IReadOnlyDictionary<TicketFilter, int> counts = new Dictionary<TicketFilter, int>();
    private bool byDesk;

    [Inject] public required TicketQueries Queries { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary>What the page's address asks for, its place in the list aside; null on another page.</summary>
    private TicketFilter? Here
    {
        get
        {
            var address = Navigation.ToAbsoluteUri(Navigation.Uri);
            if (address.AbsolutePath != TicketFilter.Path)
                return null;
            var query = QueryHelpers.ParseQuery(address.Query);
            return TicketFilter.Parse(Of("status"), Of("owner"), Of("kind"), Of("q"), null);

            string? Of(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        }
    }

    internal static string NameOf(TicketLabels words, TicketFilter filter, bool byDesk) => filter switch
    {
        { Status: StatusFilter.Open, Owner: OwnerFilter.Me } => words["ViewMine"],
        { Status: StatusFilter.New, Owner: OwnerFilter.Nobody } => words["ViewNew"],
        { Status: StatusFilter.Open, Owner: OwnerFilter.Nobody } => words["ViewOwnerless"],
        { Status: StatusFilter.Provider } => words["ViewProvider"],
        { Status: StatusFilter.Requester } when !byDesk => words["ViewAnswer"],
        { Status: StatusFilter.Requester, Kind: TicketKind.Merchant } => words["ViewShop"],
        { Status: StatusFilter.Requester, Kind: TicketKind.Payer } => words["ViewPayer"],
        { Status: var status } => words["View" + status],
    };

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnNavigated;
        byDesk = await Queries.ByDeskAsync();
        views = byDesk ? DeskViews : MerchantViews;
        await LoadAndListenAsync(CountAsync);
    }

    protected override bool Concerns(Change change) => change.Kind == ChangeKind.Ticket;

    protected override Task RefreshAsync(IReadOnlyCollection<Change> changed) => CountAsync();

    protected override void Dispose(bool disposing)
    {
        Navigation.LocationChanged -= OnNavigated;
        base.Dispose(disposing);
    }

    private async Task CountAsync()
    {
        try
        {
            counts = await Queries.CountAsync(views);
        }
        catch (Exception error) when (error is System.Data.Common.DbException or TimeoutException)
        {
            // The views can be opened without their numbers.
            counts = new Dictionary<TicketFilter, int>();
            Queries.Report(error);
        }
    }

    private void OnNavigated(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(StateHasChanged);
}
