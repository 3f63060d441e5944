using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Payments.Monitoring;
using SupportDesk.Features.Payments.Notifications;
using SupportDesk.Features.Payments.Reconciliation;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Robokassa.Status;

namespace SupportDesk.Cli.Demo;

/// <summary>What the payments side of the desk sees: looks at ResultURLs, notifications, invoices that are followed.</summary>
internal sealed class PaymentsCourse(DemoWorld world)
{
    private readonly DemoDice dice = world.DiceOf(9101);

    /// <summary>The scheduled looks. The first shop's address breaks a few days ago and is mended within hours.</summary>
    public async IAsyncEnumerable<DateTimeOffset> LookAsync()
    {
        var address = world.Desk.Services.GetRequiredService<DemoAddress>();
        address.CertificateUntil = DateOnly.FromDateTime(world.Desk.End.UtcDateTime).AddDays(61);
        var (breaks, heals) = (world.Desk.End.AddDays(-3), world.Desk.End.AddDays(-3).AddHours(10));
        while (true)
        {
            var due = await world.Desk.ReadAsync(db =>
                db.ShopSettings.Where(s => s.ProbeDueAt != null).OrderBy(s => s.ProbeDueAt).Select(s => s.ProbeDueAt).FirstOrDefaultAsync());
            if (due is not { } next || next >= world.Desk.End.AddMinutes(-5))
                yield break;
            yield return next;
            var now = world.Now;
            Set(address, 0, now > breaks && now < heals ? DemoAddress.Trouble.Wall : null);
            Set(address, 1, now > world.Desk.End.AddDays(-2) && now < world.Desk.End.AddDays(-1.7) ? DemoAddress.Trouble.Slow : null);
            Set(address, 2, now > world.Desk.End.AddHours(-29) ? DemoAddress.Trouble.Page : null);
            foreach (var shop in world.People.Shops)
                address.Seconds[new Uri(shop.ResultUrl).Host] = Math.Round(0.18 + (dice.Share() * (dice.Chance(0.06) ? 4 : 0.7)), 3);
            await world.Desk.UseAsync<RunScheduledProbes, int>(run => run.RunAsync(CancellationToken.None));
        }
    }

    /// <summary>Notifications of two shops; some come again, some are forged, some were not taken by the shop.</summary>
    public async IAsyncEnumerable<DateTimeOffset> NotifyAsync(int count)
    {
        var times = world.Hours.Beginnings(count, dice, 30);
        var record = world.Desk.Services.GetRequiredService<RecordNotification>();
        for (var i = 0; i < count; i++)
        {
            yield return times[i];
            var shop = world.People.Shops[dice.Chance(0.65) ? 0 : 1];
            var request = Request(shop, i);
            await record.ResultAsync(shop.Login, request, CancellationToken.None);
            if (i % 23 == 3)
            {
                await record.ResultAsync(shop.Login, request, CancellationToken.None);
                await record.ResultAsync(shop.Login, request, CancellationToken.None);
            }

            await ForwardAsync(i);
        }
    }

    /// <summary>Invoices that are followed, in every state; two of the alarms open a ticket.</summary>
    public async IAsyncEnumerable<DateTimeOffset> FollowAsync()
    {
        (ReconciliationState State, ReconciliationAlarm Alarm, PaymentState? Payment)[] rows =
        [
            (ReconciliationState.Followed, ReconciliationAlarm.NotNotified, PaymentState.Paid),
            (ReconciliationState.Followed, ReconciliationAlarm.NotForwarded, PaymentState.Paid),
            (ReconciliationState.Followed, ReconciliationAlarm.Crediting, PaymentState.Crediting),
            (ReconciliationState.Followed, ReconciliationAlarm.None, PaymentState.Crediting),
            (ReconciliationState.Followed, ReconciliationAlarm.None, PaymentState.Held),
            (ReconciliationState.Followed, ReconciliationAlarm.None, PaymentState.Initiated),
            (ReconciliationState.Followed, ReconciliationAlarm.None, null),
            (ReconciliationState.Ended, ReconciliationAlarm.None, PaymentState.Paid),
            (ReconciliationState.Ended, ReconciliationAlarm.None, PaymentState.Cancelled),
            (ReconciliationState.GivenUp, ReconciliationAlarm.None, null),
            (ReconciliationState.Stopped, ReconciliationAlarm.None, PaymentState.Paid),
        ];
        for (var i = 0; i < rows.Length * 2; i++)
        {
            yield return world.Desk.End.AddDays(-9).AddHours(i * 9);
            var (row, shop) = (rows[i % rows.Length], world.People.Shops[i % 2]);
            var number = dice.Digits(6);
            await world.Desk.DoAsync<FollowInvoices, int>(follow => follow.RunAsync(new(shop.Id, number), world.People.Lead, CancellationToken.None));
            yield return world.Later(dice, 90);
            await SeeAsync(shop.Id, number, row.State, row.Alarm, row.Payment);
        }
    }

    private void Set(DemoAddress address, int shop, DemoAddress.Trouble? trouble)
    {
        var host = new Uri(world.People.Shops[shop].ResultUrl).Host;
        if (trouble is { } known)
            address.Troubles[host] = known;
        else
            address.Troubles.Remove(host);
    }

    private NotificationRequest Request(DemoPeople.DemoShop shop, int at)
    {
        var sum = dice.Amount().ToString("0.000000", CultureInfo.InvariantCulture);
        var number = (480_000 + (at * 7) + dice.Next(0, 6)).ToString(CultureInfo.InvariantCulture);
        var password = at % 31 == 7 ? "not-the-password" : shop.Password2;
        var algorithm = shop.Login == world.People.Shops[0].Login ? SignatureAlgorithm.Sha256 : SignatureAlgorithm.Md5;
        var signature = SignatureHash.Compute(algorithm, SignatureBase.OfResult(sum, number, password, []));
        return new(
            [
                new("OutSum", sum), new("InvId", number), new("Fee", "0.00"),
                new("EMail", $"client{dice.Digits(3)}@pochta.example"),
                new("SignatureValue", signature.ToUpperInvariant()), new("PaymentMethod", dice.Chance(0.6) ? "BankCard" : "SBP"),
            ],
            Encoding.UTF8,
            "185.59.216.0"
        );
    }

    // What went on to the shop is decided here: a host that does not exist would be called again and again.
    private Task<int> ForwardAsync(int at) => world.Desk.ReadAsync(async db =>
    {
        foreach (var row in await db.Notifications.Where(n => n.Forward == ForwardState.Waiting).ToListAsync())
        {
            var failed = at % 29 == 11;
            (row.Forward, row.ForwardAttempts, row.ForwardAt) = (failed ? ForwardState.Failed : ForwardState.Done, failed ? 8 : 1, world.Now);
            row.ForwardReply = failed ? "500 Internal Server Error" : "OK" + row.InvId;
        }

        return await db.SaveChangesAsync();
    });

    private Task<Unit> SeeAsync(Guid shop, string number, ReconciliationState state, ReconciliationAlarm alarm, PaymentState? payment) =>
        world.Desk.ApplyAsync<RaiseAlarm, Unit>(async (raise, db) =>
        {
            var row = await db.ReconciledInvoices.FirstAsync(w => w.ShopId == shop && w.InvId == number);
            (row.State, row.Alarm, row.AskedAt, row.NextAt) = (state, alarm, world.Now, null);
            (row.ResultCode, row.StateCode) = payment is { } known ? (0, (int?)known) : (3, null);
            row.StateAt = payment is null ? null : row.Since;
            if (alarm != ReconciliationAlarm.None)
                await raise.ApplyAsync(db, row, CancellationToken.None);
            return default(Unit);
        });
}
