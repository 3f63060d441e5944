using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Payments.Monitoring;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Monitoring;

public sealed class PurgePaymentsTests
{
    [Fact]
    public async Task RunAsync_OldAndYoungRows_OnlyTheOldOnesGo()
    {
        await using var desk = await DeskFixture.StartAsync(null, ("Doctor:KeepNotificationsDays", "10"), ("Doctor:KeepChecksDays", "5"));
        await desk.ReadAsync(db =>
        {
            foreach (var days in (int[])[1, 6, 11])
            {
                var at = desk.Clock.GetUtcNow().AddDays(-days);
                db.Add(new ProbeRun { Id = Ids.New(desk.Clock), ShopId = desk.Shop.Id, Url = "https://tmin.example/r", At = at, Steps = "[]" });
                // More than go at once.
                for (var i = 0; i < 600; i++)
                    db.Add(
                        new Notification
                        {
                            Id = Guid.NewGuid(),
                            ShopId = desk.Shop.Id,
                            ContentKey = $"{days}-{i}",
                            InvId = "5",
                            Fields = "[]",
                            Reply = "OK5",
                            ReceivedAt = at,
                        }
                    );
                db.Add(
                    new ReconciledInvoice
                    {
                        Id = Guid.NewGuid(),
                        ShopId = desk.Shop.Id,
                        InvId = $"{days}",
                        Since = at,
                        State = ReconciliationState.Ended,
                    }
                );
                db.Add(
                    new ReconciledInvoice
                    {
                        Id = Guid.NewGuid(),
                        ShopId = desk.Shop.Id,
                        InvId = $"{days}0",
                        Since = at,
                        NextAt = at,
                    }
                );
            }

            return db.SaveChangesAsync();
        });
        Assert.Equal(600 + 2 + 2, await desk.UseAsync<PurgePayments, int>(purge => purge.RunAsync(CancellationToken.None)));
        Assert.Equal(
            (1200, 1, 4),
            await desk.ReadAsync(async db => (await db.Notifications.CountAsync(), await db.ProbeRuns.CountAsync(), await db.ReconciledInvoices.CountAsync()))
        );
        Assert.Equal(["1", "10", "110", "60"], await desk.ReadAsync(db => db.ReconciledInvoices.Select(w => w.InvId).OrderBy(id => id).ToListAsync()));
    }
}
