using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Doctor.Shops;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Explaining;

namespace SupportDesk.Features.Doctor.Recorder;

/// <summary>Says why a stored notification was refused, with the passwords that are stored of its shop.</summary>
public sealed class ExplainNotification
{
    private readonly IDbContextFactory<DeskDbContext> contexts;
    private readonly ShopKeys keys;

    internal ExplainNotification(IDbContextFactory<DeskDbContext> contexts, ShopKeys keys) => (this.contexts, this.keys) = (contexts, keys);

    /// <returns>Null when there is nothing to explain it with.</returns>
    public async Task<SignatureAnswer?> RunAsync(ListNotifications.Row row, Guid shop, Actor actor, CancellationToken ct)
    {
        if (!actor.SeesShop(shop) || row is not { Verdict: NotificationVerdict.WrongSignature, State: null, IsWhole: true })
            return null;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var settings = await db.ShopSettings.AsNoTracking().FirstOrDefaultAsync(s => s.ShopId == shop, ct);
        return settings is not null && SignatureHash.TryParse(settings.Algorithm, out var algorithm)
            ? SignatureExplainer.Explain(new SignatureQuestion { Kind = SignedKind.Result, Fields = row.Fields, Passwords = keys.Open(settings), Algorithm = algorithm })
            : null;
    }
}
