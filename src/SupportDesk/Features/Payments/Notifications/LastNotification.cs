using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Payments.Notifications;

/// <summary>What the journal last took.</summary>
internal sealed class LastNotification(IDbContextFactory<DeskDbContext> contexts) : IToolFindings
{
    public string Tool => "notifications";

    public async Task<ToolFinding?> LastAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        // One step in the index for each shop, instead of sorting what all of them got.
        var times = await db.Shops.AsNoTracking().VisibleTo(actor)
            .Select(shop => new
            {
                shop.Id,
                At = db.Notifications.Where(n => n.ShopId == shop.Id)
                    .OrderByDescending(n => n.ReceivedAt)
                    .Select(n => (DateTimeOffset?)n.ReceivedAt)
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        if (times.Where(time => time.At is not null).MaxBy(time => time.At) is not { At: { } at } last)
            return null;
        var verdict = await db.Notifications.Where(n => n.ShopId == last.Id && n.ReceivedAt == at).Select(n => n.Verdict).FirstAsync(ct);
        var severity = verdict switch
        {
            NotificationVerdict.Verified => Severity.Green,
            NotificationVerdict.WrongSignature => Severity.Red,
            _ => Severity.Yellow,
        };
        return new ToolFinding(severity, new LocalizedText(typeof(DiagnosticsText), "Notification_" + verdict), at);
    }
}
