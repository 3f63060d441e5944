using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SupportDesk.Robokassa;

namespace SupportDesk.Tests.Features.Payments.Status;

/// <summary>The provider's status service on a loopback port: says of each invoice what the test wants.</summary>
internal sealed class StatusService : IAsyncDisposable
{
    public const string Password2 = "live-two";
    private readonly WebApplication app;

    private StatusService(WebApplication app) => this.app = app;

    /// <summary>State code and since when, by invoice; others are not found.</summary>
    public ConcurrentDictionary<string, (int State, DateTimeOffset At)> Payments { get; } = new();

    /// <summary>The numbers it was asked about, in their order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public string Setting => app.Urls.First() + "/Service.asmx/";

    public static async Task<StatusService> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var service = new StatusService(builder.Build());
        service.app.MapPost("/Service.asmx/OpStateExt", service.AnswerAsync);
        await service.app.StartAsync();
        return service;
    }

    public Task StopAsync() => app.StopAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var (login, invoice) = (form["MerchantLogin"].ToString(), form["InvoiceID"].ToString());
        Asked.Enqueue(invoice);
        if (!SignatureHash.Matches(SignatureAlgorithm.Md5, SignatureBase.OfStatus(login, invoice, Password2), form["Signature"].ToString()))
            return Xml("<Result><Code>1</Code></Result>");
        return !Payments.TryGetValue(invoice, out var payment)
            ? Xml("<Result><Code>3</Code></Result>")
            : Xml(
                "<Result><Code>0</Code></Result>"
                    + $"<State><Code>{payment.State}</Code>"
                    + $"<StateDate>{payment.At.ToString("O", CultureInfo.InvariantCulture)}</StateDate></State>"
            );
    }

    private static IResult Xml(string inside) => Results.Text($"<OperationStateResponse>{inside}</OperationStateResponse>", "text/xml");
}
