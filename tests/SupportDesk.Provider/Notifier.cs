using System.Globalization;
using System.Threading.Channels;
using SupportDesk.Robokassa;

namespace SupportDesk.Provider;

/// <summary>Tells the shop of paid invoices, and tells it again until it answers OK and the number.</summary>
public sealed class Notifier(SimulatedShop shop, TimeProvider clock) : BackgroundService
{
    private readonly Channel<SimulatedPayment> paid = Channel.CreateUnbounded<SimulatedPayment>();

    /// <summary>Tells of a payment as soon as possible.</summary>
    public ValueTask AddAsync(SimulatedPayment payment, CancellationToken cancellationToken) => paid.Writer.WriteAsync(payment, cancellationToken);

    /// <summary>The fields of a notification (password 2) or of a return to the shop (password 1). Live amounts have six places.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Fields(SimulatedShop shop, SimulatedPayment payment, int password)
    {
        ArgumentNullException.ThrowIfNull(shop);
        ArgumentNullException.ThrowIfNull(payment);
        var sum = decimal.Parse(payment.OutSum, CultureInfo.InvariantCulture).ToString(payment.IsTest ? "0.00" : "0.000000", CultureInfo.InvariantCulture);
        var secret = shop.PasswordOf(password, payment.IsTest);
        var text =
            password == 2 ? SignatureBase.OfResult(sum, payment.InvId, secret, payment.Shp) : SignatureBase.OfSuccess(sum, payment.InvId, secret, payment.Shp);
        var signature = SignatureHash.Compute(shop.Algorithm, text);
        return
        [
            new("OutSum", sum),
            new("InvId", payment.InvId),
            new("SignatureValue", password == 2 ? signature.ToUpperInvariant() : signature),
            .. payment.IsTest ? [new("IsTest", "1")] : (KeyValuePair<string, string>[])[],
            .. password == 1 ? [new("Culture", "ru")] : (KeyValuePair<string, string>[])[new("EMail", "anna@buyer.example")],
            .. payment.Shp.Select(own => KeyValuePair.Create(own.Name, own.Value)),
        ];
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        await foreach (var payment in paid.Reader.ReadAllAsync(stoppingToken))
            _ = NotifyAsync(http, payment, stoppingToken);
    }

    private async Task NotifyAsync(HttpClient http, SimulatedPayment payment, CancellationToken ct)
    {
        try
        {
            while (shop.ResultUrl is not null)
            {
                var answer = await AskAsync(http, payment, ct);
                payment.Answers.Add(answer);
                if (answer == "OK" + payment.InvId)
                    return;
                await Task.Delay(TimeSpan.FromSeconds(shop.RetrySeconds), clock, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The provider is closed.
        }
    }

    private async Task<string> AskAsync(HttpClient http, SimulatedPayment payment, CancellationToken ct)
    {
        try
        {
            using var form = new FormUrlEncodedContent(Fields(shop, payment, password: 2));
            using var answer = await http.PostAsync(shop.ResultUrl, form, ct);
            return (await answer.Content.ReadAsStringAsync(ct)).Trim();
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            return error.Message;
        }
    }
}
