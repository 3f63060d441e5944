using System.Globalization;
using Microsoft.AspNetCore.Components;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Masking;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Payments.Status;

public sealed partial class StatusPage : IDisposable
{
    private readonly CancellationTokenSource left = new();
    private IReadOnlyList<ReadShops.Row>? shops;
    private IReadOnlyList<Problem> problems = [];
    private StatusAnswer? answer;
    private CredentialVerdict? credentials;
    private Guid shopId;
    private string invoice = "";
    private string asked = "";
    private string code = "";
    private bool isAsking;
    private bool mayEnter;

    [SupplyParameterFromQuery(Name = "invoice")] public string? GivenInvoice { get; set; }

    [Inject] public required ReadShops Shops { get; init; }

    [Inject] public required AskStatus Status { get; init; }

    [Inject] public required CurrentActor Current { get; init; }

    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        var actor = await Current.GetAsync();
        mayEnter = SaveShop.Allows(actor);
        shops = [.. (await Shops.RunAsync(actor, left.Token)).Where(shop => shop.Known[1])];
        (shopId, invoice) = (shops.Count > 0 ? shops[0].Id : default, GivenInvoice ?? "");
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
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
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
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The page was left.
        }

        isAsking = false;
    }

    private static string Title(OperationState state) => StateLabels.TitleOf(state.ResultCode, state.StateCode);

    private static string Severity(OperationState state) => StateLabels.SeverityOf(state.ResultCode, state.StateCode);

    private IEnumerable<(string Name, string Value)> Facts(OperationState state)
    {
        (string, string?)[] facts =
        [
            ("Fact_Code", state.StateCode is { } number ? $"{state.ResultCode} / {number}" : state.ResultCode.ToString(CultureInfo.InvariantCulture)),
            ("Fact_Words", state.Description),
            ("Fact_StateDate", state.StateDate is { } at ? Time.Full(at) : null),
            ("Fact_Method", state.PaymentMethod is { } method ? $"{method} {state.IncCurrLabel}".Trim() : state.IncCurrLabel),
            ("Fact_IncSum", state.IncSum?.ToString("#,0.00##", CultureInfo.CurrentCulture)),
            ("Fact_IncAccount", state.IncAccount is { } account ? MaskText.Mask(account) : null),
            ("Fact_OutSum", state.OutSum is { } sum ? $"{sum.ToString("#,0.00##", CultureInfo.CurrentCulture)} {state.OutCurrLabel}".Trim() : null),
            ("Fact_OpKey", state.OpKey),
            ("Fact_Rrn", state.BankCardRrn),
            ("Fact_Shp", state.UserFields.Count > 0 ? string.Join(", ", state.UserFields) : null),
        ];
        return facts.Where(fact => fact.Item2 is { Length: > 0 }).Select(fact => (fact.Item1, fact.Item2!));
    }

    private string Explained(string typed) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && PageErrors.KeyOf(number) is { } key
            ? T["Page_" + key] + (PageErrors.IsDisputed(number) ? " " + T["Page_disputed"] : "")
            : T["Page_unknown"];
}
