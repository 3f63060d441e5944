using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Features.Payments.Notifications;

public sealed partial class NotificationsPage
{
    private readonly Dictionary<Guid, SignatureAnswer> explained = [];
    private readonly List<ListNotifications.Row> rows = [];
    private IReadOnlyList<ReadShops.Row>? shops;
    private Guid shopId;
    private string invoice = "";
    private string? said;
    private bool isSaidWell;
    private bool hasMore;

    [SupplyParameterFromQuery(Name = "invoice")] public string? GivenInvoice { get; set; }

    [Inject] public required ReadShops Shops { get; init; }

    [Inject] public required ListNotifications Notifications { get; init; }

    [Inject] public required ReplayNotification Replay { get; init; }

    [Inject] public required ExplainNotification Explain { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required IOptions<DeskOptions> Desk { get; init; }

    private ReadShops.Row? Shop => shops?.FirstOrDefault(one => one.Id == shopId);

    protected override async Task OnInitializedAsync()
    {
        shops = await Shops.RunAsync(await Current.GetAsync(), CancellationToken.None);
        (shopId, invoice) = (shops.Count > 0 ? shops[0].Id : default, GivenInvoice ?? "");
        await FindAsync();
    }

    private async Task FindAsync()
    {
        rows.Clear();
        await MoreAsync();
    }

    private async Task MoreAsync()
    {
        var page = await Notifications.RunAsync(
            new ListNotifications.Input(shopId, invoice, rows.Count > 0 ? rows[^1].ReceivedAt : null),
            await Current.GetAsync(),
            CancellationToken.None
        );
        hasMore = page.Count == ListNotifications.PageSize;
        rows.AddRange(page);
    }

    private async Task OpenAsync(ListNotifications.Row row)
    {
        if (!explained.ContainsKey(row.Id) && await Explain.RunAsync(row, shopId, await Current.GetAsync(), CancellationToken.None) is { } answer)
            explained[row.Id] = answer;
    }

    private async Task ReplayAsync(ListNotifications.Row row)
    {
        var result = await Replay.RunAsync(row.Id, await Current.GetAsync(), CancellationToken.None);
        (isSaidWell, said) = (result.Ok, result.Ok ? "JournalReplayed" : result.Problems[0].Code);
        await FindAsync();
    }

    private string Address(string what) => $"{Desk.Value.BaseUrl?.TrimEnd('/')}/robokassa/{Uri.EscapeDataString(Shop!.MerchantLogin)}/{what}";

    private static string Severity(NotificationVerdict verdict) =>
        verdict switch
        {
            NotificationVerdict.Verified => "is-ok",
            NotificationVerdict.WrongSignature => "is-bad",
            _ => "is-warn",
        };

    private static string Sign(NotificationVerdict verdict) =>
        verdict switch
        {
            NotificationVerdict.Verified => "ok",
            NotificationVerdict.WrongSignature => "bad",
            _ => "warn",
        };
}
