using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Payments.Reconciliation;

/// <summary>How many invoices need somebody.</summary>
internal sealed class LastReconciliation(IDbContextFactory<DeskDbContext> contexts, ListInvoices invoices) : IToolFindings
{
    public string Tool => "invoices";

    public async Task<ToolFinding?> LastAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var shops = await db.Shops.AsNoTracking().VisibleTo(actor).Select(shop => shop.Id).ToListAsync(ct);
        var alarms = 0;
        foreach (var shop in shops)
            alarms += await invoices.CountAlarmsAsync(shop, actor, ct);
        if (alarms > 0)
            return new ToolFinding(Severity.Red, new LocalizedText(typeof(DiagnosticsText), "ToolInvoices_Alarms", alarms), null);
        return await db.ReconciledInvoices.AnyAsync(invoice => shops.Contains(invoice.ShopId), ct)
            ? new ToolFinding(Severity.Green, new LocalizedText(typeof(DiagnosticsText), "Invoices_Alarms_Empty"), null)
            : null;
    }
}
