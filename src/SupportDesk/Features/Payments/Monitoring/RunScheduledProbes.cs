using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data;
using SupportDesk.Data.Access;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Payments.Monitoring;

/// <summary>Looks at the addresses whose shops want it by itself, and tells their people when one breaks or works again.</summary>
internal sealed class RunScheduledProbes(
    IDbContextFactory<DeskDbContext> contexts, ProbeSchedule schedule, RunProbe probe, NotifyShop notify, LocalizedTexts texts, OutboxSignal outbox,
    ILogger<RunScheduledProbes> log) : IUseCase
{
    // What a step finds holds dates in words, and the e-mail about it is Russian.
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");

    // One takes seconds, and up to a minute where nothing answers.
    private const int MostAtOnce = 10;

    /// <returns>How many addresses were looked at.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Russian;
        var looked = 0;
        foreach (var shop in await schedule.FindDueAsync(MostAtOnce, ct))
        {
            if (!await schedule.TryClaimAsync(shop, ct))
                continue;
            var input = new RunProbe.Input(shop.ShopId, shop.ResultUrl ?? "", shop.ByGet, "1", "1.00");
            if ((await probe.CheckAsync(input, Actor.System, ct)) is { Ok: false } refused)
            {
                log.LogWarning("The ResultURL of shop {Shop} cannot be looked at: {Problem}", shop.ShopId, refused.Problems[0].Code);
                continue;
            }

            var found = new List<RunProbe.Finding>();
            await foreach (var step in probe.RunAsync(probe.NewId(), input, Actor.System, ct))
                found.Add(step);
            await KeepAsync(shop, found, TimeSpan.FromHours(shop.ProbeHours), ct);
            looked++;
        }

        return looked;
    }

    private async Task KeepAsync(ShopSettings looked, List<RunProbe.Finding> found, TimeSpan every, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var shop = await db.ShopSettings.FirstAsync(s => s.ShopId == looked.ShopId, ct);
        // The address was changed or the shop put aside while it was looked at.
        if (shop.ResultUrl != looked.ResultUrl || shop.ProbeHours == 0 || !await db.Shops.Working().AnyAsync(s => s.Id == shop.ShopId, ct))
            return;
        var decision = AddressRule.Evaluate(shop.Address, AddressRule.IsBlocked(found) || AddressRule.IsNotTaken(found), every);
        schedule.Record(shop, decision.Health, decision.Again);
        if (decision.Tells)
            await NotifyAsync(db, shop, found, decision.Health, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (decision.Tells)
            outbox.Wake();
    }

    private async Task NotifyAsync(DeskDbContext db, ShopSettings shop, List<RunProbe.Finding> found, AddressHealth health, CancellationToken ct)
    {
        var bad = found.Find(step => step.Severity == Severity.Red);
        await notify.ApplyAsync(
            db, await NotifyShop.PeopleAsync(db, shop.ShopId, ct), health == AddressHealth.Broken ? AlarmEmails.AddressBroke : AlarmEmails.AddressHealed,
            $"desk/doctor/probe?shop={shop.ShopId}", new Dictionary<string, string?>
            {
                ["shop.name"] = await db.Shops.Where(s => s.Id == shop.ShopId).Select(s => s.Name).FirstAsync(ct),
                ["shop.address"] = shop.ResultUrl,
                ["address.finding"] = bad?.Seen is { } seen ? texts.SayRussian(seen) : null,
            }, ct);
    }
}
