using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>Says why a stored notification was refused, with the passwords that are stored of its shop.</summary>
public sealed class ExplainNotification(IDbContextFactory<DeskDbContext> contexts, ShopSecrets keys) : IUseCase
{
    /// <returns>Null when there is nothing to explain it with.</returns>
    public async Task<SignatureAnswer?> RunAsync(ListNotifications.Row row, Guid shop, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(shop) || row is not { Verdict: NotificationVerdict.WrongSignature, State: null, IsWhole: true })
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await db.ShopSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ShopId == shop, ct);
        return settings is not null && SignatureHash.TryParse(settings.Algorithm, out var algorithm)
            ? SignatureExplainer.Explain(
                new SignatureQuestion
                {
                    Kind = SignedKind.Result,
                    Fields = row.Fields,
                    Passwords = keys.Open(settings),
                    Algorithm = algorithm,
                }
            )
            : null;
    }
}
