using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Payments.Status;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Ui;

namespace SupportDesk.Features.Payments.Reconciliation;

public sealed partial class InvoicesPage : IDisposable
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(15);
    private readonly PageLifetime left = new();
    private KeyedPage<ListInvoices.Row> page = KeyedPages.Empty<ListInvoices.Row>();
    private IReadOnlyList<ReadShops.Row>? shops;
    private InvoiceView view;
    private Guid shopId;
    private Guid? asking;
    private Guid? stopped;
    private string numbers = "";
    private string? error;
    private string? said;
    private bool isSaidWell;
    private bool mayEnter;
    private int alarms;

    [SupplyParameterFromQuery(Name = "view")] public string? GivenView { get; set; }

    [SupplyParameterFromQuery(Name = "shop")] public Guid? GivenShop { get; set; }

    [SupplyParameterFromQuery(Name = "invoice")] public string? GivenInvoice { get; set; }

    /// <summary>The row behind which the page begins.</summary>
    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }

    /// <summary>The row before which the page ends.</summary>
    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required ReadShops Shops { get; init; }

    [Inject] public required ListInvoices Invoices { get; init; }

    [Inject] public required FollowInvoices Follow { get; init; }

    [Inject] public required ChangeInvoice Change { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    private ReadShops.Row? Shop => shops?.FirstOrDefault(one => one.Id == shopId);

    public void Dispose()
    {
        left.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var actor = await Current.GetAsync();
        mayEnter = SaveShop.Allows(actor);
        if (shops is null)
        {
            shops = [.. (await Shops.RunAsync(actor, left.Token)).Where(shop => shop.Known[1])];
            numbers = GivenInvoice ?? "";
        }

        shopId = shops.FirstOrDefault(shop => shop.Id == GivenShop)?.Id ?? (shops.Count > 0 ? shops[0].Id : default);
        var wanted = Enum.TryParse<InvoiceView>(GivenView, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : InvoiceView.Alarms;
        if (wanted != view)
            (said, stopped) = (null, null);
        view = wanted;
        await LoadAsync();
        // Nothing to attend to: what is followed is of more use than an empty page.
        if (GivenView is null && page.Rows.Count == 0 && view == InvoiceView.Alarms)
        {
            view = InvoiceView.Followed;
            await LoadAsync();
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _ = RefreshAsync();
    }

    // The job asks while the page is open. Further pages, to which somebody has turned, are left alone.
    private async Task RefreshAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(RefreshEvery, Clock);
            while (await timer.WaitForNextTickAsync(left.Token))
            {
                if (shops is not null && asking is null && Before is null && After is null)
                    await InvokeAsync(async () =>
                    {
                        await LoadAsync();
                        StateHasChanged();
                    });
            }
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }

    private string Href(InvoiceView one, string? side = null, PageKey key = default) =>
        $"/desk/doctor/invoices?view={one.ToString().ToLowerInvariant()}&shop={shopId}{(side is null ? "" : $"&{side}={key}")}";

    private void ChooseShop(Guid chosen)
    {
        shopId = chosen;
        Navigation.NavigateTo(Href(view));
    }

    private async Task LoadAsync()
    {
        var actor = await Current.GetAsync();
        alarms = await Invoices.CountAlarmsAsync(shopId, actor, left.Token);
        var first = new ListInvoices.Input(shopId, view);
        var read = await Invoices.RunAsync(first with { Before = PageKey.Of(Before), After = PageKey.Of(After) }, actor, left.Token);
        // Back at the top: the whole first page, with what has come meanwhile.
        page = After is not null && !read.HasPrevious ? await Invoices.RunAsync(first, actor, left.Token) : read;
    }

    private async Task FollowAsync()
    {
        var result = await Follow.RunAsync(new FollowInvoices.Input(shopId, numbers), await Current.GetAsync(), left.Token);
        error = result.Ok ? null : T[result.Problems[0].Code, result.Problems[0].Args!].Value;
        if (!result.Ok)
            return;
        (numbers, stopped) = ("", null);
        Say(true, T["Followed", result.Value]);
        view = InvoiceView.Followed;
        await LoadAsync();
        Navigation.NavigateTo(Href(view), replace: true);
    }

    private async Task AskAsync(ListInvoices.Row row)
    {
        (asking, stopped) = (row.Id, null);
        try
        {
            var answer = await Change.AskAsync(row.Id, await Current.GetAsync(), left.Token);
            if (!answer.Ok)
                Say(false, T[answer.Problems[0].Code, answer.Problems[0].Args!]);
            else if (answer.Value.State is { } state)
                Say(true, T["InvoiceNow", row.InvId, T[StateLabels.TitleOf(state.ResultCode, state.StateCode)].Value]);
            else
                Say(false, T["Status_" + answer.Value.Outcome]);
        }
        catch (OperationCanceledException) when (left.Token.IsCancellationRequested)
        {
            return;
        }

        asking = null;
        await LoadAsync();
    }

    private async Task StopAsync(ListInvoices.Row row)
    {
        var result = await Change.StopAsync(row.Id, await Current.GetAsync(), left.Token);
        Say(result.Ok, result.Ok ? T["InvoiceStopped", row.InvId] : T[result.Problems[0].Code]);
        stopped = result.Ok ? row.Id : null;
        await LoadAsync();
    }

    private async Task ResumeAsync(Guid id)
    {
        var result = await Change.ResumeAsync(id, await Current.GetAsync(), left.Token);
        stopped = null;
        Say(result.Ok, result.Ok ? T["InvoiceResumed"] : T[result.Problems[0].Code]);
        await LoadAsync();
    }

    private void Say(bool isWell, string text) => (isSaidWell, said) = (isWell, text);
}
