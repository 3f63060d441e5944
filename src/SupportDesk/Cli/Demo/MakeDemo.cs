using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Email.Sending;
using SupportDesk.Features.Payments.Notifications;
using SupportDesk.Kernel;
using SupportDesk.Shell;

namespace SupportDesk.Cli.Demo;

/// <summary>
/// Fills an empty desk with a believable month. Everything is done by the use cases that do it in the desk, with a clock that
/// goes through the month; nothing leaves the machine, and nothing is left that would.
/// </summary>
internal sealed class MakeDemo(TextWriter output)
{
    public const int Tickets = 300;
    private const int Days = 30;

    /// <param name="Password">Of all people.</param>
    /// <param name="Data">The folder of the data; null for the one of the settings.</param>
    public sealed record Input(int Seed, string Password, DateTimeOffset Now, string? Data)
    {
        public int Tickets { get; init; } = MakeDemo.Tickets;
    }

    /// <exception cref="ConfigurationException">The desk is not empty, or is being served.</exception>
    public async Task RunAsync(Input input, CancellationToken ct)
    {
        // What the desk itself writes is in the language of who reads it, and all of the demo is Russian.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        var clock = new DemoClock(input.Now.AddDays(-Days - 2));
        await using var app = DemoHost.Build(clock, input.Data);
        var paths = app.Services.GetRequiredService<DataPaths>();
        using var held = DataLock.Take(paths);
        await RefuseUsedAsync(paths, ct);
        OwnerOnly.Close(paths.Root);
        await DeskHost.PrepareAsync(app.Services, ct);
        var desk = new DemoDesk(app.Services, clock, input.Now);
        using var store = app.Services.GetRequiredService<NotificationStore>();
        await store.StartAsync(ct);
        await FillAsync(desk, input, ct);
        await store.StopAsync(ct);
        OwnerOnly.Close(paths.Database);
    }

    // Read before anything is opened to be written: a desk that is refused is left as it lay.
    private static async Task RefuseUsedAsync(DataPaths paths, CancellationToken ct)
    {
        if (!File.Exists(paths.Database))
            return;
        var reading = new SqliteConnectionStringBuilder { DataSource = paths.Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        await using var connection = new SqliteConnection(reading.ConnectionString);
        await connection.OpenAsync(ct);
        var (tickets, people) = (await CountAsync(connection, "Tickets", ct), await CountAsync(connection, "Users", ct));
        if (tickets + people > 0)
            throw new ConfigurationException(
                $"This desk is in use: it has {tickets} tickets and {people} accounts. "
                    + "Name an empty folder: --data FOLDER, or Data__Directory=FOLDER in the environment. Nothing was changed."
            );
    }

    // A folder that was begun and left has no tables yet.
    private static async Task<long> CountAsync(SqliteConnection connection, string table, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = $name";
        command.Parameters.AddWithValue("$name", table);
        if ((long)(await command.ExecuteScalarAsync(ct))! == 0)
            return 0;
#pragma warning disable CA2100 // One of two names above.
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private async Task FillAsync(DemoDesk desk, Input input, CancellationToken ct)
    {
        var people = await DemoPeople.CreateAsync(desk, input.Password, ct);
        await output.WriteLineAsync($"{people.Shops.Count} shops, 6 people");
        var hours = new DemoHours(desk.Services.GetRequiredService<DeskTime>().Zone, input.Now);
        var world = new DemoWorld(desk, new DemoInbox(desk), people, hours, input.Seed);
        var schedule = new DemoSchedule(desk.Clock);
        await AddAsync(schedule, world, input.Tickets);
        var steps = 0;
        await schedule.RunAsync(async () =>
        {
            await SendAsync(desk, ct);
            if (++steps % 400 == 0)
                await output.WriteLineAsync($"{desk.Clock.GetUtcNow():yyyy-MM-dd}: {await desk.ReadAsync(db => db.Tickets.CountAsync(ct))} tickets");
        });
        await QuietAsync(desk, ct);
        await DemoPeople.StopProbesAsync(desk, ct);
    }

    private static async Task AddAsync(DemoSchedule schedule, DemoWorld world, int tickets)
    {
        var dice = world.DiceOf(0);
        var begins = world.Hours.Beginnings(tickets, dice, Days);
        for (var i = 0; i < tickets; i++)
        {
            var ending = Endings.Of(tickets - 1 - i, dice);
            var kind = dice.Share();
            var byShop = kind < 0.27 && PayerCourse.DomainOf(i + 1) is null;
            await schedule.AddAsync(
                byShop
                    ? new MerchantCourse(world, i + 1, ending).RunAsync(begins[i])
                    : new PayerCourse(world, i + 1, ending, byMail: kind > 0.86).RunAsync(begins[i])
            );
        }

        var suspended = new SuspendedCourse(world);
        await schedule.AddAsync(suspended.RunAsync(world.Desk.End.AddDays(-20)));
        await schedule.AddAsync(suspended.FloodAsync(world.Desk.End.AddDays(-6)));
        var payments = new PaymentsCourse(world);
        await schedule.AddAsync(payments.LookAsync());
        await schedule.AddAsync(payments.NotifyAsync(tickets * 4 / 5));
        await schedule.AddAsync(payments.FollowAsync());
        var drafts = new DraftsCourse(world);
        await schedule.AddAsync(drafts.TemplateAsync());
        await schedule.AddAsync(drafts.RunAsync());
    }

    private static async Task SendAsync(DemoDesk desk, CancellationToken ct)
    {
        var now = desk.Clock.GetUtcNow();
        if (await desk.ReadAsync(db => db.Outbox.AnyAsync(mail => mail.State == OutboxState.Queued && mail.NextAttemptAt <= now, ct)))
            await desk.UseAsync<SendQueuedMail, int>(send => send.RunAsync(ct));
    }

    /// <summary>E-mails that would be tried again are given up: their messages keep saying how far they came.</summary>
    private static Task<int> QuietAsync(DemoDesk desk, CancellationToken ct) => desk.ReadAsync(async db =>
    {
        foreach (var mail in await db.Outbox.Where(mail => mail.State == OutboxState.Queued || mail.State == OutboxState.Sending).ToListAsync(ct))
            mail.State = OutboxState.Abandoned;
        // Two of the last ones show how a message looks whose e-mail is about to leave.
        var last = await db.Messages.Where(m => m.Delivery == DeliveryState.Sent && m.Author == AuthorKind.Staff)
            .OrderByDescending(m => m.At).Take(2).ToListAsync(ct);
        for (var i = 0; i < last.Count; i++)
            last[i].Delivery = i == 0 ? DeliveryState.Queued : DeliveryState.Sending;
        return await db.SaveChangesAsync(ct);
    });
}
