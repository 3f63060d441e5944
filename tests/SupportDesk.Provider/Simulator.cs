using System.Collections.Concurrent;
using System.Globalization;
using SupportDesk.Robokassa;

namespace SupportDesk.Provider;

/// <summary>
/// A payment provider for tests and demonstrations: payment links with their error codes, signed notifications with
/// repetitions, the status service, and the state of refunds. No money moves.
/// </summary>
public static class Simulator
{
    /// <summary>Settings: <c>--urls</c> and the members of <see cref="SimulatedShop"/>, such as <c>--login</c> or <c>--resulturl</c>.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        var shop = builder.Configuration.Get<SimulatedShop>() ?? new SimulatedShop();
        builder.Services.AddSingleton(shop);
        builder.Services.AddSingleton(new ConcurrentDictionary<string, SimulatedPayment>());
        builder.Services.AddSingleton(new ConcurrentDictionary<Guid, SimulatedRefund>());
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Notifier>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Notifier>());
        var app = builder.Build();
        app.MapMethods("/Merchant/Index.aspx", ["GET", "POST"], BeginAsync);
        app.MapPost("/pay", PayAsync).DisableAntiforgery();
        app.MapMethods("/Merchant/WebService/Service.asmx/OpStateExt", ["GET", "POST"], StateAsync);
        app.MapPost("/refund", RefundAsync).DisableAntiforgery();
        app.MapGet("/RefundService/Refund/GetState", RefundState);
        return app;
    }

    private static async Task<IResult> BeginAsync(
        HttpRequest request,
        SimulatedShop shop,
        ConcurrentDictionary<string, SimulatedPayment> payments,
        TimeProvider clock
    )
    {
        var fields = await FieldsAsync(request);
        var (login, sum, invId) = (
            fields.GetValueOrDefault("MerchantLogin") ?? "",
            fields.GetValueOrDefault("OutSum") ?? "",
            fields.GetValueOrDefault("InvId") ?? ""
        );
        var isTest = fields.GetValueOrDefault("IsTest") is { Length: > 0 } test && test != "0";
        var shp = fields.Where(field => ShpParameter.IsName(field.Key)).Select(field => new ShpParameter(field.Key, field.Value)).ToList();
        if (login != shop.Login)
            return Error(26);
        if (!decimal.TryParse(sum, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount <= 0)
            return Error(31);
        if (invId.Length > 0 && (!long.TryParse(invId, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 0))
            return Error(30);
        var payment = new PaymentRequest
        {
            MerchantLogin = login,
            OutSum = sum,
            InvId = fields.GetValueOrDefault("InvId"),
            Receipt = fields.GetValueOrDefault("Receipt"),
            Shp = shp,
        };
        if (
            !SignatureHash.Matches(
                shop.Algorithm,
                SignatureBase.OfPayment(payment, shop.PasswordOf(1, isTest)),
                fields.GetValueOrDefault("SignatureValue") ?? ""
            )
        )
            return Error(29);
        if (invId is "" or "0")
            invId = (1_000_000 + payments.Count).ToString(CultureInfo.InvariantCulture);
        if (payments.TryGetValue(invId, out var known) && known.State == 100)
            return Error(40);
        payments[invId] = new SimulatedPayment
        {
            InvId = invId,
            OutSum = sum,
            IsTest = isTest,
            Shp = shp,
            StateAt = clock.GetUtcNow(),
        };
        return Page(
            $"<h1>Invoice {invId}, {amount.ToString("0.00", CultureInfo.InvariantCulture)}</h1>"
                + "<form method='post' action='/pay'>"
                + $"<input type='hidden' name='InvId' value='{invId}'>"
                + "<button name='what' value='pay'>Pay</button> "
                + "<button name='what' value='lose'>Pay, lose the notification</button> "
                + "<button name='what' value='hold'>Hold</button> "
                + "<button name='what' value='credit'>Pay, be credited later</button> "
                + "<button name='what' value='cancel'>Cancel</button>"
                + "</form>"
        );
    }

    private static async Task<IResult> PayAsync(
        HttpRequest request,
        SimulatedShop shop,
        ConcurrentDictionary<string, SimulatedPayment> payments,
        Notifier notifier,
        TimeProvider clock
    )
    {
        var fields = await FieldsAsync(request);
        if (!payments.TryGetValue(fields.GetValueOrDefault("InvId") ?? "", out var payment))
            return Error(53);
        var what = fields.GetValueOrDefault("what");
        var isPaid = what is "pay" or "lose" or "hold" or "credit";
        (payment.State, payment.StateAt) = (what switch { "pay" or "lose" => 100, "hold" => 20, "credit" => 50, _ => 10 }, clock.GetUtcNow());
        if (what == "pay")
            await notifier.AddAsync(payment, request.HttpContext.RequestAborted);
        var target = isPaid ? shop.SuccessUrl : shop.FailUrl;
        return target is null
            ? Page(isPaid ? "<h1>Paid</h1>" : "<h1>Cancelled</h1>")
            : Results.Redirect($"{target}?{Query(Notifier.Fields(shop, payment, password: 1))}");
    }

    private static async Task<IResult> StateAsync(
        HttpRequest request,
        SimulatedShop shop,
        ConcurrentDictionary<string, SimulatedPayment> payments,
        TimeProvider clock
    )
    {
        var fields = await FieldsAsync(request);
        var (login, invId) = (fields.GetValueOrDefault("MerchantLogin") ?? "", fields.GetValueOrDefault("InvoiceID") ?? "");
        var code = login != shop.Login ? 2
            : !SignatureHash.Matches(shop.Algorithm, SignatureBase.OfStatus(login, invId, shop.Password2), fields.GetValueOrDefault("Signature") ?? "") ? 1
            : payments.TryGetValue(invId, out var found) && !found.IsTest ? 0 : 3;
        var now = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture);
        var rest =
            code != 0
                ? ""
                : $"<State><Code>{payments[invId].State}</Code><RequestDate>{now}</RequestDate>"
                    + $"<StateDate>{payments[invId].StateAt.ToString("O", CultureInfo.InvariantCulture)}</StateDate></State>"
                    + $"<Info><IncCurrLabel>BankCardPSR</IncCurrLabel><IncSum>{payments[invId].OutSum}</IncSum>"
                    + "<IncAccount>220000******0000</IncAccount><PaymentMethod><Code>BankCard</Code></PaymentMethod>"
                    + $"<OutCurrLabel>RUR</OutCurrLabel><OutSum>{payments[invId].OutSum}</OutSum>"
                    + $"<OpKey>SIM-{invId}</OpKey></Info>";
        return Results.Text(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>"
                + "<OperationStateResponse xmlns=\"http://merchant.roboxchange.com/WebService/\">"
                + $"<Result><Code>{code}</Code><Description/></Result>"
                + $"{rest}</OperationStateResponse>",
            "text/xml"
        );
    }

    // The real service takes a signed token here; this is a button for people and tests.
    private static async Task<IResult> RefundAsync(
        HttpRequest request,
        ConcurrentDictionary<string, SimulatedPayment> payments,
        ConcurrentDictionary<Guid, SimulatedRefund> refunds
    )
    {
        var fields = await FieldsAsync(request);
        if (!payments.TryGetValue(fields.GetValueOrDefault("InvId") ?? "", out var payment) || payment.State != 100)
            return Results.Json(new { success = false, message = "No such payment" });
        var id = Guid.NewGuid();
        refunds[id] = new SimulatedRefund(decimal.Parse(payment.OutSum, CultureInfo.InvariantCulture), fields.GetValueOrDefault("label") ?? "processing");
        return Results.Json(new { success = true, requestId = id });
    }

    private static IResult RefundState(string? id, ConcurrentDictionary<Guid, SimulatedRefund> refunds) =>
        Guid.TryParse(id, out var request) && refunds.TryGetValue(request, out var refund)
            ? Results.Json(new { requestId = request, amount = refund.Amount, label = refund.Label })
            : Results.Json(new { message = "Request not found" });

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpRequest request)
    {
        var fields = request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        if (request.HasFormContentType)
            foreach (var (name, value) in await request.ReadFormAsync())
                fields[name] = value.ToString();
        return fields;
    }

    private static string Query(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"));

    private static IResult Error(int code) => Page($"<h1>Error {code}</h1><script type='application/json'>{{\"error\":{{\"code\":{code}}}}}</script>");

    private static IResult Page(string body) =>
        Results.Text($"<!DOCTYPE html><html lang='en'><title>Simulated payment</title><body>{body}</body></html>", "text/html");
}
