using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class TicketViews : IDisposable
{
    private static readonly IReadOnlyList<TicketFilter> DeskViews =
    [
        new(StatusFilter.Unanswered), new(Owner: OwnerFilter.Me), new(StatusFilter.New, OwnerFilter.Nobody), new(), new(StatusFilter.Provider),
        new(StatusFilter.Requester, Kind: TicketKind.Merchant), new(StatusFilter.Requester, Kind: TicketKind.Payer), new(StatusFilter.Resolved),
    ];

    private static readonly IReadOnlyList<TicketFilter> MerchantViews =
        [new(), new(StatusFilter.Requester), new(StatusFilter.Provider), new(StatusFilter.Resolved), new(StatusFilter.Closed)];

    private IReadOnlyList<TicketFilter> views = [];
    private IDisposable? reading;
    private bool byDesk;
    private bool gone;

    [Inject] public required ViewCounts Counts { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    /// <summary>What the page's address asks for, order and place in the list aside; null on another page.</summary>
    private TicketFilter? Here
    {
        get
        {
            var address = Navigation.ToAbsoluteUri(Navigation.Uri);
            if (address.AbsolutePath != TicketFilter.Path)
                return null;
            var query = QueryHelpers.ParseQuery(address.Query);
            return TicketFilter.Parse(Of("status"), Of("owner"), Of("kind"), Of("q"), null, priority: Of("priority"));

            string? Of(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        }
    }

    public void Dispose()
    {
        gone = true;
        Navigation.LocationChanged -= OnNavigated;
        reading?.Dispose();
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
        { Status: StatusFilter.Us } when !byDesk => words["ViewUsShop"],
        { Status: var status } => words["View" + status],
    };

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnNavigated;
        byDesk = (await Current.GetAsync()).IsDeskStaff;
        views = byDesk ? DeskViews : MerchantViews;
        reading = await Counts.ReadAsync(() => InvokeAsync(StateHasChanged));
        if (gone)
            reading.Dispose();
    }

    private void OnNavigated(object? sender, LocationChangedEventArgs args) => _ = InvokeAsync(StateHasChanged);
}
