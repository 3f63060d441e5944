using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Formatting;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Features.Payments.Status;

/// <summary>Asks the provider where an invoice of a shop stands, or whether the shop's login and password are right.</summary>
public sealed class AskStatus(
    IDbContextFactory<DeskDbContext> contexts, ShopSecrets keys, IHttpClientFactory clients, IOptions<DiagnosticsOptions> options) : IUseCase
{
    /// <summary>The client of the factory that carries time-outs, retries and the breaker.</summary>
    internal const string ClientName = "robokassa-status";

    public async Task<Result<StatusAnswer>> RunAsync(Guid shop, string invoice, Actor actor, CancellationToken ct)
    {
        if (!InvoiceId.TryParse(invoice, out var number))
            return new Problem("InvIdWrong", "Invoice");
        return await AskAsync(shop, number, actor, ct);
    }

    /// <summary>Asks about a number that was never used: the answer tells whether the question was signed rightly.</summary>
    public async Task<Result<CredentialVerdict>> CheckAsync(Guid shop, Actor actor, CancellationToken ct)
    {
        var number = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue | 1L << 61;
        var answer = await AskAsync(shop, number.ToString(CultureInfo.InvariantCulture), actor, ct);
        return answer.Ok ? Credentials.Evaluate(answer.Value) : answer.Problems.ToList();
    }

    private async Task<Result<StatusAnswer>> AskAsync(Guid shopId, string invoice, Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shop = await db.Shops.AsNoTracking().FirstOrDefaultAsync(s => s.Id == shopId, ct);
        if (shop is null || !actor.SeesShop(shop.Id))
            return Problem.NotFound;
        var settings = await db.ShopSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ShopId == shopId, ct);
        if (settings is null || keys.Open(settings).Password2 is not { } password || !SignatureHash.TryParse(settings.Algorithm, out var algorithm))
            return new Problem("Password2Unknown");
        using var http = clients.CreateClient(ClientName);
        return await new OperationStateClient(http, options.Value.StatusService).GetAsync(shop.MerchantLogin, invoice, password, algorithm, ct);
    }
}
