using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Files;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.NewCase.Drafts;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Jobs;

/// <summary>
/// The desk is killed in the middle of a job, which is known because whom it talks to does not answer, or because the
/// database is locked by the test. The desk that starts again does the work, once.
/// </summary>
public sealed class KilledJobsTests : IAsyncLifetime
{
    private DeskFixture desk = null!;
    private HeldHttp http = null!;

    public async Task InitializeAsync()
    {
        http = await HeldHttp.StartAsync();
        desk = await DeskFixture.StartAsync(services => services.Replace(ServiceDescriptor.Singleton(TimeProvider.System)));
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await http.DisposeAsync();
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static DateTimeOffset LongAgo => Now.AddDays(-1000);

    [Fact]
    public async Task SendMail_KilledBeforeTheServerAnswered_SaysThatTheEmailMayHaveLeftAndSendsItNoSecondTime()
    {
        using var smtp = new HeldMail(greets: true);
        using var imap = new HeldMail(greets: false);
        await AddEmailAsync(OutboxState.Queued);
        (string, string)[] settings = MailServers(smtp.Port, imap.Port);
        await using (var first = await DeskProgram.StartAsync(desk, settings))
        {
            await smtp.Asked;
            await first.KillAsync();
        }

        await using var second = await DeskProgram.StartAsync(desk, settings);
        await UntilAsync(db => db.Outbox.AnyAsync(mail => mail.State == OutboxState.Uncertain), second);
        Assert.Equal(1, smtp.Emails);
    }

    [Fact]
    public async Task ReconcileUncertain_KilledWhileTheMailHostWasAsked_SettlesAfterwards()
    {
        using var imap = new HeldMail(greets: false);
        var email = await AddEmailAsync(OutboxState.Uncertain);
        await using (var first = await DeskProgram.StartAsync(desk, MailServers("1", imap.Port)))
        {
            await imap.Asked;
            await first.KillAsync();
        }

        // The copy that proves it lies where the folder transport would have put the e-mail.
        var folder = Directory.CreateDirectory(Path.Combine(desk.Folder, "mail", "out", "new")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, SupportDesk.Features.Email.Sending.FolderTransport.NameOf(email)), "copy");
        await using var second = await DeskProgram.StartAsync(desk);
        await UntilAsync(db => db.Outbox.AnyAsync(mail => mail.State == OutboxState.Sent), second);
    }

    [Fact]
    public async Task ForwardNotifications_KilledBeforeTheShopAnswered_HandsTheNotificationOver()
    {
        await SaveShopAsync();
        await desk.ReadAsync(db =>
        {
            db.Add(new Notification
            {
                Id = Ids.New(TimeProvider.System),
                ShopId = desk.Shop.Id,
                ContentKey = "one",
                InvId = "5",
                Fields = """[["InvId","5"],["OutSum","1.00"]]""",
                Reply = "OK5",
                ReceivedAt = Now,
                Forward = ForwardState.Waiting,
                ForwardAt = Now,
            });
            return db.SaveChangesAsync();
        });
        await KillAndStartAgainAsync(async second =>
        {
            await UntilAsync(db => db.Notifications.AnyAsync(n => n.Forward == ForwardState.Done), second);
            Assert.Equal(1, await desk.ReadAsync(db => db.Notifications.Select(n => n.ForwardAttempts).SingleAsync()));
        });
    }

    [Fact]
    public async Task ReconcileInvoices_KilledBeforeTheProviderAnswered_LearnsTheStateAfterwards()
    {
        await SaveShopAsync();
        await desk.ReadAsync(db =>
        {
            db.Add(new ReconciledInvoice { Id = Ids.New(TimeProvider.System), ShopId = desk.Shop.Id, InvId = "5", Since = Now, NextAt = Now });
            return db.SaveChangesAsync();
        });
        await KillAndStartAgainAsync(second => UntilAsync(db => db.ReconciledInvoices.AnyAsync(row => row.StateCode == 20), second));
    }

    [Fact]
    public async Task ScheduledProbes_KilledBeforeTheShopAnswered_LooksAgainWithinItsHour()
    {
        await SaveShopAsync(probeHours: 1);
        await SetDueAsync();
        await KillAndStartAgainAsync(async second =>
        {
            // Put off before it was looked at: an address that takes the desk down must not do so every minute.
            var due = await desk.ReadAsync(db => db.ShopSettings.Select(shop => shop.ProbeDueAt).SingleAsync());
            Assert.InRange(due!.Value, Now.AddMinutes(50), Now.AddHours(1));
            await SetDueAsync();
            await UntilAsync(db => db.ShopSettings.AnyAsync(shop => shop.Address != AddressHealth.Unknown), second);
        }, ("Jobs:ScheduledProbes", "00:00:01"));

        Task<int> SetDueAsync() => desk.ReadAsync(db => db.ShopSettings.ExecuteUpdateAsync(set => set.SetProperty(shop => shop.ProbeDueAt, Now)));
    }

    [Fact]
    public async Task PurgeDrafts_KilledBetweenFileAndRow_RemovesBoth()
    {
        var draft = await DraftTests.StartAsync(desk);
        await DraftTests.AddFileAsync(desk, draft, desk.Merchant);
        await KillAtTheLockAsync($"UPDATE Drafts SET DeletedAt = {LongAgo.UtcTicks.ToString(CultureInfo.InvariantCulture)}", "Jobs:PurgeDrafts");
        await using var second = await DeskProgram.StartAsync(desk);
        await UntilAsync(async db => !await db.Drafts.AnyAsync() && !await db.Attachments.AnyAsync(), second);
    }

    [Fact]
    public async Task PurgeUnsentFiles_KilledBetweenFileAndRow_RemovesBoth()
    {
        await desk.UseAsync<StoreMaskedFile, Result<Attachment>>(store =>
            store.RunAsync(new(new MemoryStream("брошенный"u8.ToArray()), "a.txt", "text/plain", null), CancellationToken.None)
        );
        await KillAtTheLockAsync($"UPDATE Attachments SET CreatedAt = {LongAgo.UtcTicks.ToString(CultureInfo.InvariantCulture)}", "Jobs:PurgeUnsentFiles");
        await using var second = await DeskProgram.StartAsync(desk);
        await UntilAsync(async db => !await db.Attachments.AnyAsync(), second);
    }

    [Fact]
    public async Task PurgeDoctor_KilledAfterSomeOfTheRows_RemovesTheOthers()
    {
        const int all = 20_000;
        await desk.ReadAsync(db =>
        {
            for (var i = 0; i < all; i++)
                db.Add(
                    new Notification
                    {
                        Id = Guid.NewGuid(),
                        ShopId = desk.Shop.Id,
                        ContentKey = $"{i}",
                        InvId = "5",
                        Fields = "[]",
                        Reply = "OK5",
                        ReceivedAt = LongAgo,
                    }
                );
            return db.SaveChangesAsync();
        });
        await using (var first = await DeskProgram.StartAsync(desk))
        {
            await UntilAsync(async db => await db.Notifications.CountAsync() < all, first);
            await using var held = await LockAsync();
            await first.KillAsync();
        }

        Assert.InRange(await desk.ReadAsync(db => db.Notifications.CountAsync()), 1, all - 1);
        await using var second = await DeskProgram.StartAsync(desk);
        await UntilAsync(async db => !await db.Notifications.AnyAsync(), second);
    }

    private static (string, string)[] MailServers(string smtp, string imap) =>
    [
        ("Mail:Transport", "Smtp"), ("Mail:Address", "desk@desk.example"),
        ("Mail:Smtp:Host", "127.0.0.1"), ("Mail:Smtp:Port", smtp), ("Mail:Smtp:Security", "None"),
        ("Mail:Imap:Host", "127.0.0.1"), ("Mail:Imap:Port", imap), ("Mail:Imap:Security", "None"), ("Mail:Imap:User", "desk"), ("Mail:Imap:Password", "secret"),
    ];

    private async Task KillAndStartAgainAsync(Func<DeskProgram, Task> afterwards, params (string, string)[] more)
    {
        (string, string)[] settings = [("Doctor:AllowPrivateAddresses", "true"), ("Doctor:StatusService", $"http://{http.Host}/Service.asmx/"), .. more];
        await using (var first = await DeskProgram.StartAsync(desk, settings))
        {
            await http.Asked;
            await first.KillAsync();
        }

        http.Release();
        await using var second = await DeskProgram.StartAsync(desk, settings);
        await afterwards(second);
    }

    /// <summary>Makes rows due and locks the database at once, so that the job stands between what it did and writing it down.</summary>
    private async Task KillAtTheLockAsync(string makeDue, string job)
    {
        var blobs = desk.Services.GetRequiredService<DataPaths>().Blobs;
        await using var first = await DeskProgram.StartAsync(desk, (job, "00:00:01"));
        Assert.Single(Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories));
        await using var held = await LockAsync(makeDue + "; COMMIT; BEGIN IMMEDIATE");
        await Until.TrueAsync(() => !Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories).Any(), () => first.Output);
        await first.KillAsync();
    }

    private async Task<SqliteConnection> LockAsync(string more = "SELECT 1")
    {
        var connection = new SqliteConnection($"Data Source={desk.Services.GetRequiredService<DataPaths>().Database};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE; " + more;
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private Task UntilAsync(Func<DeskDbContext, Task<bool>> condition, DeskProgram program) =>
        Until.TrueAsync(() => desk.ReadAsync(condition), () => program.Output);

    private async Task SaveShopAsync(int probeHours = 0) =>
        Assert.True(
            (
                await desk.UseAsync<SaveShop, Result<Unit>>(save =>
                    save.RunAsync(
                        new SaveShop.Input(
                            desk.Shop.Id,
                            "md5",
                            [null, "live-two", null, "test-two"],
                            [false, false, false, false],
                            $"http://{http.Host}/result",
                            false,
                            http.Host,
                            false
                        )
                        {
                            ProbeHours = probeHours,
                        },
                        desk.Admin,
                        CancellationToken.None
                    )
                )
            ).Ok
        );

    private async Task<OutboxMail> AddEmailAsync(OutboxState state)
    {
        var email = new OutboxMail
        {
            Id = Ids.New(TimeProvider.System),
            InternetMessageId = "one@desk.example",
            ToAddress = "anna@buyer.example",
            Subject = "Order",
            Body = "It is on its way.",
            State = state,
            CreatedAt = Now,
            NextAttemptAt = Now,
        };
        await desk.ReadAsync(db =>
        {
            db.Add(email);
            return db.SaveChangesAsync();
        });
        return email;
    }
}
