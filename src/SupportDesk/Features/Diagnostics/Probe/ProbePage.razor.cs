using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Ui;

namespace SupportDesk.Features.Diagnostics.Probe;

public sealed partial class ProbePage
{
    private static readonly MudBlazor.DialogOptions Confirm = new() { CloseOnEscapeKey = true, MaxWidth = MudBlazor.MaxWidth.Small };
    private readonly List<RunProbe.Finding> found = [];
    private IReadOnlyList<ReadShops.Row>? shops;
    private IReadOnlyList<ListProbes.Row> history = [];
    private IReadOnlyList<Problem> problems = [];
    private IReadOnlyList<RunProbe.Finding>? before;
    private CancellationTokenSource? running;
    private ElementReference root;
    private ComponentScript? script;
    private Guid shopId;
    private string url = "";
    private string shownUrl = "";
    private bool byGet;
    private string invId = "1";
    private string outSum = "1.00";
    private bool isAsked;
    private bool isRunning;
    private bool mayEnter;
    private bool hasNewer;
    private bool hasOlder;
    private bool isGone;
    private Guid? shownId;
    private DateTimeOffset? keptAt;

    [SupplyParameterFromQuery(Name = "url")] public string? GivenUrl { get; set; }

    [SupplyParameterFromQuery(Name = "invoice")] public string? GivenInvoice { get; set; }

    [SupplyParameterFromQuery(Name = "shop")] public Guid? GivenShop { get; set; }

    [SupplyParameterFromQuery(Name = "ticket")] public string? GivenTicket { get; set; }

    /// <summary>A look that was kept.</summary>
    [SupplyParameterFromQuery(Name = "run")] public Guid? GivenRun { get; set; }

    [Inject] public required ReadShops Shops { get; init; }

    [Inject] public required RunProbe Probe { get; init; }

    [Inject] public required ListProbes Probes { get; init; }

    [Inject] public required ReadProbe Read { get; init; }

    [Inject] public required PastedText Pasted { get; init; }

    [Inject] public required IJSRuntime Js { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    private IReadOnlyList<string> Names => Probe.StepNames;

    public async ValueTask DisposeAsync()
    {
        // What runs goes on to its end, which is kept: the page says that one may leave.
        isGone = true;
        if (!isRunning)
            running?.Dispose();
        if (script is not null)
            await script.DisposeAsync();
    }

    internal static string SeverityClass(Severity severity) =>
        severity switch { Severity.Unknown => "muted", Severity.Green => "is-ok", Severity.Yellow => "is-warn", _ => "is-bad" };

    private static string HealthClass(AddressHealth health) =>
        health switch
        {
            AddressHealth.Works => "is-ok",
            AddressHealth.Broken => "is-bad",
            _ => "is-warn",
        };

    private static string HealthIcon(AddressHealth health) => health switch { AddressHealth.Works => "ok", AddressHealth.Broken => "bad", _ => "warn" };

    private ReadShops.Row? Shop => shops?.FirstOrDefault(shop => shop.Id == shopId);

    internal static string SeverityIcon(Severity severity) =>
        severity switch { Severity.Unknown => "help", Severity.Green => "ok", Severity.Yellow => "warn", _ => "bad" };

    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        mayEnter = SaveShop.Allows(actor);
        shops = [.. (await Shops.RunAsync(actor, CancellationToken.None)).Where(shop => shop.HasTestPassword2 && shop.Hosts.Count > 0)];
        if (shops.Count == 0)
            return;
        shopId = shops.FirstOrDefault(shop => shop.Id == GivenShop)?.Id ?? shops[0].Id;
        await ChooseShopAsync(shopId);
        // An address that was pasted on the doctor's home is not written into this page's.
        if (Pasted.Take("probe") is { } pasted)
            url = pasted.Text;
        (url, invId) = (GivenUrl ?? url, GivenInvoice ?? invId);
        await LoadHistoryAsync();
    }

    // Also when another look is chosen from the table, or the browser goes back.
    protected override async Task OnParametersSetAsync()
    {
        if (GivenRun == shownId || isRunning || shops is not { Count: > 0 })
            return;
        (shownId, keptAt, isAsked, problems, before) = (GivenRun, null, false, [], null);
        found.Clear();
        if (
            GivenRun is not { } id
            || await Read.RunAsync(id, await Current.GetAsync(), CancellationToken.None) is not { } kept
            || !shops.Any(shop => shop.Id == kept.ShopId)
        )
            return;
        shopId = kept.ShopId;
        (url, shownUrl, byGet, keptAt) = (kept.Url, kept.Url, shops.First(shop => shop.Id == shopId).ByGet, kept.At);
        found.AddRange(kept.Found);
        await LoadHistoryAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // The place where results are attached comes and goes; the script listens at its root.
        if (script is null && shops is { Count: > 0 })
            await (script = new ComponentScript(Js, "/doctor.js")).StartAsync("saveInPlace", root);
    }

    private async Task ChooseShopAsync(Guid chosen)
    {
        shopId = chosen;
        var shop = shops!.First(one => one.Id == shopId);
        (url, byGet, keptAt, before) = (shop.ResultUrl ?? "", shop.ByGet, null, null);
        found.Clear();
        await LoadHistoryAsync();
        if (shownId is null)
            return;
        shownId = null;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("run", shownId), replace: true);
    }

    private async Task LoadHistoryAsync(PageKey? older = null, PageKey? newer = null)
    {
        var page = await Probes.RunAsync(new ListProbes.Input(shopId, url, older, newer), await Current.GetAsync(), CancellationToken.None);
        // A chart runs from the left.
        (history, hasNewer, hasOlder) = ([.. page.Rows.Reverse()], page.HasPrevious, page.HasNext);
    }

    private Task TurnAsync(bool isOlder) =>
        isOlder ? LoadHistoryAsync(older: history[0].Key)
        : history.Count > 0 && hasNewer ? LoadHistoryAsync(newer: history[^1].Key)
        : LoadHistoryAsync();

    private string? ErrorOf(string field) =>
        problems.FirstOrDefault(problem => problem.Field == field) is { } problem ? T[problem.Code, problem.Args!].Value : null;

    private RunProbe.Input Asked => new(shopId, url, byGet, invId, outSum);

    private async Task AskAsync()
    {
        problems = (await Probe.CheckAsync(Asked, await Current.GetAsync(), CancellationToken.None)).Problems;
        isAsked = problems.Count == 0;
    }

    private async Task RunAsync()
    {
        if (isRunning)
            return;
        (isAsked, isRunning) = (false, true);
        running?.Dispose();
        running = new CancellationTokenSource();
        // The rights and the address may have changed since the question was shown.
        var (asked, actor) = (Asked, await Current.GetAsync());
        problems = (await Probe.CheckAsync(asked, actor, CancellationToken.None)).Problems;
        if (problems.Count > 0)
        {
            isRunning = false;
            return;
        }

        await LoadHistoryAsync();
        var last = history.Count > 0 ? await Read.RunAsync(history[^1].Id, actor, CancellationToken.None) : null;
        (before, keptAt, shownUrl) = (last?.Found, null, asked.Url.Trim());
        var id = Probe.NewId();
        found.Clear();
        try
        {
            await foreach (var step in Probe.RunAsync(id, asked, actor, running.Token))
            {
                found.Add(step);
                if (!isGone)
                    StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (running.IsCancellationRequested)
        {
            // Stopped by the person.
        }

        isRunning = false;
        if (isGone)
        {
            running.Dispose();
            return;
        }

        await LoadHistoryAsync();
        // A page that is loaded again shows what was found.
        shownId = found.Count > 0 ? id : null;
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("run", shownId), replace: true);
    }

    private void Stop() => running?.Cancel();
}
