using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Diagnostics.Home;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Payments.SelfAudit;

/// <summary>How many good practices the first shop keeps, of those that the doctor can see.</summary>
internal sealed class LastAudit(ReadShops shops, ReadAudit audit) : IToolFindings
{
    public string Tool => "audit";

    public async Task<ToolFinding?> LastAsync(Actor actor, CancellationToken ct)
    {
        if ((await shops.RunAsync(actor, ct)) is not [var shop, ..] || await audit.RunAsync(shop.Id, actor, ct) is not { } report)
            return null;
        var (kept, broken) = (Count(AuditState.Kept), Count(AuditState.Broken));
        if (kept + broken == 0)
            return null;
        var says = new LocalizedText(typeof(DiagnosticsText), "ToolAudit_Kept", kept, kept + broken);
        return new ToolFinding(broken > 0 ? Severity.Yellow : Severity.Green, says, report.ProbedAt);

        int Count(AuditState state) => report.Practices.Count(practice => practice.State == state);
    }
}
