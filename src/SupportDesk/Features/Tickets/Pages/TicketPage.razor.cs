using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class TicketPage : IAsyncDisposable
{
    private TicketView? view;
    private long number;
    private bool missing;
    private Party shown;
    private ElementReference root;
    private ComponentScript? keys;

    [Parameter] public required string Number { get; set; }

    [SupplyParameterFromQuery(Name = "tab")] public string? Tab { get; set; }

    [Inject] public required TicketDetails Details { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required TicketLabels W { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    private string Formatted => TicketNumber.Format(number);

    private string Title => view is null ? Number : $"{Formatted} · {view.Ticket.Title}";

    private TicketStatus Status => view!.Ticket.Status;

    private ConversationView? Provider => view?.With(Party.Provider);

    private ConversationView? Shown => view?.With(shown);

    private string Numbers => Provider?.ExternalNumber is { } external ? $"{Formatted}, {external}" : Formatted;

    private string To => W.To(shown, view!.Ticket.Kind);

    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (keys is not null)
            await keys.DisposeAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!TicketNumber.TryParse(Number, out var asked))
        {
            missing = true;
            return;
        }

        if (asked != number)
        {
            (number, view) = (asked, null);
            await LoadAndListenAsync(LoadAsync);
        }

        shown = Choose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (view is null || keys is not null)
            return;
        keys = new ComponentScript(Js, "./tickets.js");
        await keys.StartAsync("start", root);
    }

    protected override bool Concerns(Change change) => change.Kind == ChangeKind.Ticket && (view is null || view.Ticket.Id == change.Id);

    protected override Task RefreshAsync(IReadOnlyCollection<Change> changed) => LoadAsync();

    private async Task LoadAsync()
    {
        var found = await Details.RunAsync(number, await Current.GetAsync(), CancellationToken.None);
        missing = !found.Ok;
        view = found.Ok ? found.Value : null;
        shown = Choose();
    }

    // The address decides; without it the side that waits for an answer, then the provider.
    private Party Choose()
    {
        if (Enum.TryParse<Party>(Tab, ignoreCase: true, out var asked) && view?.With(asked) is not null)
            return asked;
        if (view?.With(shown) is not null && keys is not null)
            return shown;
        return (view?.Conversations.FirstOrDefault(c => c.Unanswered) ?? view?.With(Party.Provider))?.Party ?? Party.Requester;
    }

    private string TabHref(Party party) => $"{TicketFilter.Path}/{number}?tab={party.ToString().ToLowerInvariant()}";
}
