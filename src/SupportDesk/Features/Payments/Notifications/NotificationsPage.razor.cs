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
    private KeyedPage<ListNotifications.Row> page = KeyedPages.Empty<ListNotifications.Row>();
    private IReadOnlyList<ReadShops.Row>? shops;
    private NotificationView view;
    private Guid shopId;
    private string invoice = "";
    private string? said;
    private bool isSaidWell;

    [SupplyParameterFromQuery(Name = "invoice")] public string? GivenInvoice { get; set; }

    [SupplyParameterFromQuery(Name = "shop")] public Guid? GivenShop { get; set; }

    [SupplyParameterFromQuery(Name = "view")] public string? GivenView { get; set; }

    /// <summary>The row behind which the page begins.</summary>
    [SupplyParameterFromQuery(Name = "before")] public string? Before { get; set; }

    /// <summary>The row before which the page ends.</summary>
    [SupplyParameterFromQuery(Name = "after")] public string? After { get; set; }

    [Inject] public required ReadShops Shops { get; init; }

    [Inject] public required ListNotifications Notifications { get; init; }

    [Inject] public required ReplayNotification Replay { get; init; }

    [Inject] public required ExplainNotification Explain { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    [Inject] public required NavigationManager Navigation { get; init; }

    [Inject] public required IOptions<DeskOptions> Desk { get; init; }

    private ReadShops.Row? Shop => shops?.FirstOrDefault(one => one.Id == shopId);

    private bool IsFiltered => view != NotificationView.All || GivenInvoice is { Length: > 0 };

    protected override async Task OnParametersSetAsync()
    {
        shops ??= await Shops.RunAsync(await Current.GetAsync(), CancellationToken.None);
        shopId = shops.FirstOrDefault(shop => shop.Id == GivenShop)?.Id ?? (shops.Count > 0 ? shops[0].Id : default);
        invoice = GivenInvoice ?? "";
        view = Enum.TryParse<NotificationView>(GivenView, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : NotificationView.All;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var (actor, first) = (await Current.GetAsync(), new ListNotifications.Input(shopId, GivenInvoice, view));
        page = await Notifications.RunAsync(first with { Before = PageKey.Of(Before), After = PageKey.Of(After) }, actor, CancellationToken.None);
        // Back at the top: the whole first page, with what has come meanwhile.
        if (After is not null && !page.HasPrevious)
            page = await Notifications.RunAsync(first, actor, CancellationToken.None);
    }

    private string Href(NotificationView one, string? number, string? side = null, PageKey key = default) =>
        Navigation.GetUriWithQueryParameters(
            "/desk/doctor/notifications",
            new Dictionary<string, object?>
            {
                ["shop"] = shops is { Count: > 1 } ? shopId : null,
                ["view"] = one == NotificationView.All ? null : one.ToString().ToLowerInvariant(),
                ["invoice"] = string.IsNullOrWhiteSpace(number) ? null : number.Trim(),
                [side ?? "before"] = side is null ? null : key.ToString(),
            }
        );

    private void Find() => Navigation.NavigateTo(Href(view, invoice));

    private void ChooseShop(Guid chosen)
    {
        shopId = chosen;
        Navigation.NavigateTo(Href(view, invoice));
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
        await LoadAsync();
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
