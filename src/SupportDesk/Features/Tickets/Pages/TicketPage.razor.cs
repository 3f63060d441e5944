using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Data.Entities;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Tickets.Pages;

public sealed partial class TicketPage : IAsyncDisposable
{
    private const int ManyEvents = 500;
    private static readonly string CopyIcon = IconSvg.Of("copy");
    private TicketView? view;
    private long number;
    private bool missing;
    private bool loading;
    private Party shown;
    private TicketWindow window = new();
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
            (number, view, window) = (asked, null, new TicketWindow(Asked));
            await LoadAndListenAsync(LoadAsync);
        }
        else if (view is not null && Asked is { } party && party != shown && view.With(party) is not null)
        {
            // Of the other conversation nothing is kept: it is read when it is opened.
            shown = party;
            window = new TicketWindow(party, Events: window.Events);
            await LoadAsync();
        }
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

    // The address decides; without it the side that waits for an answer, then the provider.
    private Party? Asked => Enum.TryParse<Party>(Tab, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : null;

    private async Task LoadAsync()
    {
        var (of, asked) = (number, window);
        var found = await Details.RunAsync(of, asked, await Current.GetAsync(), CancellationToken.None);
        // Somebody went on to another ticket or another conversation meanwhile: that one is on its way.
        if (of != number || asked != window)
            return;
        missing = !found.Ok;
        view = found.Ok ? found.Value : null;
        if (view?.Conversations.FirstOrDefault(one => one.IsOpen) is { } open)
        {
            shown = open.Party;
            // What is shown stays, whatever comes; of a short conversation that is all of it.
            var from = open.Earlier > 0 ? open.From : open.Count > TicketWindow.Page ? DateTimeOffset.MinValue : null;
            window = window with { Party = shown, From = from, Older = false };
        }
    }

    private async Task OlderAsync()
    {
        loading = true;
        window = window with { Older = true };
        await LoadAsync();
        loading = false;
    }

    private Task MoreEventsAsync()
    {
        window = window with { Events = ManyEvents };
        return LoadAsync();
    }

    private async Task CopyAsync()
    {
        if (keys?.Module is { } module)
            await module.InvokeVoidAsync("copy", Numbers);
    }

    // On paper the whole conversation belongs, and all of its history.
    private async Task PrintAsync()
    {
        window = window with { From = DateTimeOffset.MinValue, Older = false, Events = ManyEvents };
        await LoadAsync();
        StateHasChanged();
        if (keys?.Module is { } module)
            await module.InvokeVoidAsync("print");
    }

    private string TabHref(Party party) => $"{TicketFilter.Path}/{number}?tab={party.ToString().ToLowerInvariant()}";
}
