using Microsoft.Extensions.Options;
using SupportDesk.Data.Access;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Kernel;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Payments.Status;

/// <summary>
/// Asks the provider where a refund stands. The request's id names no shop and needs no secret of one; it is random and
/// known to whoever asked for the refund, so everybody who may look at some shop may ask.
/// </summary>
public sealed class AskRefund(IHttpClientFactory clients, IOptions<DiagnosticsOptions> options) : IUseCase
{
    /// <summary>The client of the factory that carries time-outs, retries and the breaker.</summary>
    internal const string ClientName = "robokassa-refund";

    public async Task<Result<RefundAnswer>> RunAsync(string request, Actor actor, CancellationToken ct)
    {
        if (!Allows(actor))
            return Problem.NotFound;
        if (!RefundStateClient.TryParseId(request, out var id))
            return new Problem("RefundIdWrong", "Refund");
        using var http = clients.CreateClient(ClientName);
        return await new RefundStateClient(http, options.Value.RefundService).GetAsync(id, ct);
    }

    private static bool Allows(Actor actor) => actor.SeesAnyShop();
}
