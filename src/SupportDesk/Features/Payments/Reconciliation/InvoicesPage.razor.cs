using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Payments.Status;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;

namespace SupportDesk.Features.Payments.Reconciliation;

public sealed partial class InvoicesPage : IDisposable
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource left = new();
    private readonly List<ListInvoices.Row> rows = [];
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
    private bool hasMore;
    private int alarms;

    [SupplyParameterFromQuery(Name = "view")] public string? GivenView { get; set; }

    [SupplyParameterFromQuery(Name = "shop")] public Guid? GivenShop { get; set; }

    [SupplyParameterFromQuery(Name = "invoice")] public string? GivenInvoice { get; set; }

    [Inject] public required ReadShops Shops { get; init; }

    [Inject] public required ListInvoices Invoices { get; init; }

    [Inject] public required FollowInvoices Follow { get; init; }

    [Inject] public required ChangeInvoice Change { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    private ReadShops.Row? Shop => shops?.FirstOrDefault(one => one.Id == shopId);

    public void Dispose()
    {
        left.Cancel();
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
            shopId = shops.FirstOrDefault(shop => shop.Id == GivenShop)?.Id ?? (shops.Count > 0 ? shops[0].Id : default);
        }

        var wanted = Enum.TryParse<InvoiceView>(GivenView, ignoreCase: true, out var one) ? one : InvoiceView.Alarms;
        if (wanted != view)
            (said, stopped) = (null, null);
        view = wanted;
        await LoadAsync();
        // Nothing to attend to: what is followed is of more use than an empty page.
        if (GivenView is null && rows.Count == 0 && view == InvoiceView.Alarms)
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

    // The job asks while the page is open. Further pages that somebody has turned to are left alone.
    private async Task RefreshAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(RefreshEvery, Clock);
            while (await timer.WaitForNextTickAsync(left.Token))
            {
                if (shops is not null && asking is null && rows.Count <= ListInvoices.PageSize)
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

    private string Href(InvoiceView one) => $"/desk/doctor/invoices?view={one.ToString().ToLowerInvariant()}&shop={shopId}";

    private async Task LoadAsync()
    {
        alarms = await Invoices.CountAlarmsAsync(shopId, await Current.GetAsync(), left.Token);
        var page = await PageAsync(null);
        rows.Clear();
        rows.AddRange(page);
    }

    private async Task MoreAsync() => rows.AddRange(await PageAsync(rows[^1]));

    private async Task<IReadOnlyList<ListInvoices.Row>> PageAsync(ListInvoices.Row? before)
    {
        var page = await Invoices.RunAsync(new ListInvoices.Input(shopId, view, before), await Current.GetAsync(), left.Token);
        hasMore = page.Count == ListInvoices.PageSize;
        return page;
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
        catch (OperationCanceledException) when (left.IsCancellationRequested)
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

    private IEnumerable<(string Name, string Value)> Facts(ListInvoices.Row row)
    {
        if (row.ResultCode is { } result)
            yield return ("InvoiceState", T[StateLabels.TitleOf(result, row.StateCode)]);
        if (row.StateAt is { } since)
            yield return ("Fact_StateDate", Time.Full(since));
        yield return ("InvoiceSince", Time.Full(row.Since));
        if (row.AlarmedAt is { } alarmed)
            yield return ("InvoiceAlarmed", Time.Full(alarmed));
        if (row.Trouble is { } trouble)
            yield return ("InvoiceTrouble", T[trouble]);
        if (row.NextAt is { } next)
            yield return ("InvoiceNext", Time.Full(next));
    }
}
