using System.Globalization;
using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Status;
using SupportDesk.Ui;

namespace SupportDesk.Features.Payments.Status;

public sealed partial class StatusPage : IDisposable
{
    private readonly PageLifetime left = new();
    private IReadOnlyList<ReadShops.Row>? shops;
    private IReadOnlyList<Problem> problems = [];
    private StatusAnswer? answer;
    private CredentialVerdict? credentials;
    private Guid shopId;
    private string invoice = "";
    private string asked = "";
    private string code = "";
    private bool isAsking;
    private (PastedKind Kind, string Text)? pasted;

    [SupplyParameterFromQuery(Name = "invoice")] public string? GivenInvoice { get; set; }

    /// <summary>An error of the payment page.</summary>
    [SupplyParameterFromQuery(Name = "code")] public string? GivenCode { get; set; }

    [SupplyParameterFromQuery(Name = "shop")] public Guid? GivenShop { get; set; }

    [Inject] public required PastedText Pasted { get; init; }

    [Inject] public required RecentFindings Recent { get; init; }

    [Inject] public required ReadShops Shops { get; init; }

    [Inject] public required AskStatus Status { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    public void Dispose()
    {
        left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        pasted = Pasted.Take("status");
        shops = [.. (await Shops.RunAsync(actor, left.Token)).Where(shop => shop.Known[1])];
        (shopId, invoice) = (shops.FirstOrDefault(shop => shop.Id == GivenShop)?.Id ?? (shops.Count > 0 ? shops[0].Id : default), GivenInvoice ?? "");
        code = GivenCode ?? "";
    }

    private string? ErrorOf() => problems.Count > 0 ? T[problems[0].Code, problems[0].Args!].Value : null;

    private async Task AskAsync()
    {
        (isAsking, answer, problems, asked) = (true, null, [], invoice.Trim());
        try
        {
            var result = await Status.RunAsync(shopId, invoice, await Current.GetAsync(), left.Token);
            problems = result.Problems;
            answer = result.Ok ? result.Value : null;
            if (answer?.State is { } state)
                Recent.Put(await Current.GetAsync(), "status", StateLabels.AsSeverity(Severity(state)), Title(state));
        }
        catch (OperationCanceledException) when (left.Token.IsCancellationRequested)
        {
            // The page was left.
        }

        isAsking = false;
    }

    private async Task CheckAsync()
    {
        (isAsking, credentials) = (true, null);
        try
        {
            var result = await Status.CheckAsync(shopId, await Current.GetAsync(), left.Token);
            problems = result.Problems;
            credentials = result.Ok ? result.Value : null;
        }
        catch (OperationCanceledException) when (left.Token.IsCancellationRequested)
        {
            // The page was left.
        }

        isAsking = false;
    }

    private static string Title(OperationState state) => StateLabels.TitleOf(state.ResultCode, state.StateCode);

    private static string Severity(OperationState state) => StateLabels.SeverityOf(state.ResultCode, state.StateCode);

    private string Explained(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && PageErrors.KeyOf(number) is { } key
            ? T["Page_" + key] + (PageErrors.IsDisputed(number) ? " " + T["Page_disputed"] : "")
            : T["Page_unknown"];
}
