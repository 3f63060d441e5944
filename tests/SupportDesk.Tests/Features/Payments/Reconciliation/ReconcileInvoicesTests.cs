using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Payments.Reconciliation;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Payments.Status;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Reconciliation;

/// <summary>Reconciliation against a status service on a loopback port and the journal in a real database.</summary>
public sealed class ReconcileInvoicesTests : IAsyncLifetime
{
    private readonly PlanRecorder plans = new();
    private readonly Meanwhile meanwhile = new();
    private StatusService provider = null!;
    private DeskFixture desk = null!;

    public async Task InitializeAsync()
    {
        provider = await StatusService.StartAsync();
        desk = await DeskFixture.StartAsync(
            services => services.ConfigureDbContext<DeskDbContext>(options => options.AddInterceptors(plans, meanwhile)),
            ("Doctor:StatusService", provider.Setting)
        );
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task RunAsync_PaidAndNeverRecorded_RaisesOneAlarmUntilTheNotificationComes()
    {
        await desk.SaveShopAsync(reconciles: true, opensTickets: true);
        await RecordAsync("1");
        await FollowAsync("500");
        provider.Payments["500"] = (100, desk.Clock.GetUtcNow());
        await RunAsync();
        Assert.Equal((ReconciliationState.Followed, ReconciliationAlarm.None, 100), await OneAsync("500", row => (row.State, row.Alarm, row.StateCode!.Value)));

        desk.Clock.Advance(TimeSpan.FromMinutes(25));
        await RunAsync();
        desk.Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync();
        Assert.Equal((ReconciliationState.Followed, ReconciliationAlarm.NotNotified), await OneAsync("500", row => (row.State, row.Alarm)));
        var ticket = await desk.ReadAsync(db => db.Tickets.SingleAsync());
        Assert.Equal(
            ("500", "notification-missing", desk.Merchant.UserId, "Счёт оплачен, магазин не уведомлён / счёт 500"),
            (ticket.Payment.InvoiceId, ticket.CaseType, ticket.RequesterUserId, ticket.Title)
        );
        var email = await desk.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.Equal(("timur@tmin.example.ru", "Лавка «Тмин»: проверьте счёт 500"), (email.ToAddress, email.Subject));
        Assert.Contains($"Обращение: {TicketNumber.Format(ticket.Number)}", email.Body, StringComparison.Ordinal);

        await RecordAsync("500");
        desk.Clock.Advance(TimeSpan.FromHours(2));
        await RunAsync();
        Assert.Equal((ReconciliationState.Ended, ReconciliationAlarm.None, null), await OneAsync("500", row => (row.State, row.Alarm, row.NextAt)));
        Assert.Equal(1, await desk.ReadAsync(db => db.Outbox.CountAsync()));
    }

    [Fact]
    public async Task RunAsync_OpenTicketAndNotificationThatIsNotTaken_AreFoundAndJoined()
    {
        await desk.SaveShopAsync(reconciles: true, opensTickets: true);
        var ticket = await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        await desk.OpenAsync(Cases.Payer, desk.Agent);
        await RecordAsync("12345", ForwardState.Failed);
        await RecordAsync("7", state: "HOLD");
        await RecordAsync("8", isTest: true, forward: ForwardState.Failed);
        provider.Payments["7"] = (20, desk.Clock.GetUtcNow());
        await RunAsync();
        Assert.Equal((ReconciliationAlarm.NotForwarded, ticket.Id), await OneAsync("12345", row => (row.Alarm, row.TicketId!.Value)));
        Assert.Equal((ReconciliationState.Followed, 20), await OneAsync("7", row => (row.State, row.StateCode!.Value)));
        Assert.Equal((2, 2), await desk.ReadAsync(async db => (await db.ReconciledInvoices.CountAsync(), await db.Tickets.CountAsync())));
        Assert.Equal(0, await desk.UseAsync<GatherInvoices, int>(gather => gather.RunAsync(CancellationToken.None)));
    }

    [Fact]
    public async Task RunAsync_WrongPassword_AsksOnceAndPausesTheShop()
    {
        await desk.SaveShopAsync("another", reconciles: true);
        await FollowAsync("1, 2\n3");
        await RunAsync();
        await RunAsync();
        Assert.Single(provider.Asked);
        var rows = await desk.ReadAsync(db => db.ReconciledInvoices.ToListAsync());
        Assert.All(rows, row => Assert.Equal(desk.Clock.GetUtcNow().AddHours(1), row.NextAt));
        Assert.Equal("Result_WrongSignature", Assert.Single(rows, row => row.AskedAt is not null).Trouble);

        await desk.SaveShopAsync(reconciles: true);
        desk.Clock.Advance(TimeSpan.FromHours(1));
        await RunAsync();
        Assert.Equal(4, provider.Asked.Count);
        Assert.All(await desk.ReadAsync(db => db.ReconciledInvoices.ToListAsync()), row => Assert.Equal((3, null), (row.ResultCode, row.Trouble)));
    }

    [Fact]
    public async Task RunAsync_ProviderIsAway_LosesNothingAndTriesLater()
    {
        await desk.SaveShopAsync();
        await FollowAsync("1 2");
        await provider.StopAsync();
        Assert.Equal(1, await RunAsync());
        var rows = await desk.ReadAsync(db => db.ReconciledInvoices.OrderBy(row => row.AskedAt == null).ToListAsync());
        Assert.Equal(
            ("Status_Unreachable", ReconciliationState.Followed, desk.Clock.GetUtcNow().AddMinutes(5)),
            (rows[0].Trouble, rows[0].State, rows[0].NextAt!.Value)
        );
        Assert.Equal((null, desk.Clock.GetUtcNow()), (rows[1].AskedAt, rows[1].NextAt!.Value));
    }

    [Fact]
    public async Task RunAsync_TicketWithoutANumberInItsInvoice_IsGivenUpAndHoldsNobodyUp()
    {
        await desk.SaveShopAsync(reconciles: true);
        await desk.OpenAsync(Cases.Merchant(desk, sent: false) with { Payment = new PaymentFacts { InvoiceId = "A-77" } });
        await FollowAsync("5");
        await RunAsync();
        Assert.Equal(["5"], provider.Asked);
        Assert.Equal((ReconciliationState.GivenUp, "InvIdWrong"), await OneAsync("A-77", row => (row.State, row.Trouble!)));
    }

    [Fact]
    public async Task RunAsync_ShopDidNotAskForIt_NothingIsGathered()
    {
        await desk.SaveShopAsync(reconciles: false);
        await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        Assert.Equal(0, await RunAsync());
    }

    [Fact]
    public async Task StopAsync_AlarmDealtWith_StaysQuietAndCanBeUndone()
    {
        await desk.SaveShopAsync();
        await FollowAsync("5");
        provider.Payments["5"] = (50, desk.Clock.GetUtcNow().AddHours(-1));
        await RunAsync();
        var id = await OneAsync("5", row => row.Id);
        Assert.Equal(1, await CountAsync());
        Assert.True((await ChangeAsync(change => change.StopAsync(id, desk.Merchant, CancellationToken.None))).Ok);
        desk.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await RunAsync());
        Assert.Equal((0, 1), (await CountAsync(), await desk.ReadAsync(db => db.Outbox.CountAsync())));
        Assert.True((await ChangeAsync(change => change.ResumeAsync(id, desk.Merchant, CancellationToken.None))).Ok);
        await RunAsync();
        // It stands again; nobody is told a second time.
        Assert.Equal((1, 1), (await CountAsync(), await desk.ReadAsync(db => db.Outbox.CountAsync())));

        Task<int> CountAsync() => desk.UseAsync<ListInvoices, int>(list => list.CountAlarmsAsync(desk.Shop.Id, desk.Merchant, CancellationToken.None));
    }

    [Theory]
    [InlineData("", "FollowNone")]
    [InlineData("12, пять", "FollowWrong")]
    [InlineData("0", "FollowWrong")]
    [InlineData("9223372036854775808", "FollowWrong")]
    public async Task FollowAsync_NoNumber_IsNamedAndNothingIsKept(string text, string problem)
    {
        await desk.SaveShopAsync();
        var refused = await desk.UseAsync<FollowInvoices, Result<int>>(follow =>
            follow.RunAsync(new(desk.Shop.Id, text), desk.Merchant, CancellationToken.None)
        );
        Assert.Equal((problem, 0), (refused.Problems[0].Code, await desk.ReadAsync(db => db.ReconciledInvoices.CountAsync())));
    }

    [Fact]
    public async Task T52_OtherShop_CanNeitherSeeNorFollowNorAskNorStop()
    {
        await desk.SaveShopAsync();
        await FollowAsync("5");
        var id = await OneAsync("5", row => row.Id);
        Assert.Empty((await ListAsync(InvoiceView.All, desk.Stranger)).Rows);
        Assert.Single((await ListAsync(InvoiceView.All, desk.Merchant)).Rows);
        Assert.Null(await desk.UseAsync<ListInvoices, ListInvoices.Row?>(list => list.FindAsync(desk.Shop.Id, "5", desk.Stranger, CancellationToken.None)));
        var follow = await desk.UseAsync<FollowInvoices, Result<int>>(use => use.RunAsync(new(desk.Shop.Id, "6"), desk.Stranger, CancellationToken.None));
        var ask = await desk.UseAsync<ChangeInvoice, Result<Robokassa.Status.StatusAnswer>>(change =>
            change.AskAsync(id, desk.Stranger, CancellationToken.None)
        );
        var stop = await ChangeAsync(change => change.StopAsync(id, desk.Stranger, CancellationToken.None));
        Assert.Equal(["NotFound", "NotFound", "NotFound"], new[] { follow.Problems[0].Code, ask.Problems[0].Code, stop.Problems[0].Code });
        Assert.Empty(provider.Asked);
    }

    [Fact]
    public async Task RunAsync_ShopPutAside_IsAskedAboutNoMoreAndGetsNoCaseUntilItIsBack()
    {
        await desk.SaveShopAsync(reconciles: true, opensTickets: true);
        await RecordAsync("1");
        await FollowAsync("500");
        provider.Payments["500"] = (100, desk.Clock.GetUtcNow());
        await RunAsync();
        desk.Clock.Advance(TimeSpan.FromMinutes(25));
        await ArchiveAsync(true);
        Assert.Equal(0, await RunAsync());
        // A person may ask, and that raises nothing either.
        var id = await OneAsync("500", row => row.Id);
        Assert.True((await desk.UseAsync<ChangeInvoice, bool>(async change => (await change.AskAsync(id, desk.Admin, default)).Ok)));
        Assert.Equal(ReconciliationAlarm.None, await OneAsync("500", row => row.Alarm));
        Assert.Equal((0, 0), await desk.ReadAsync(async db => (await db.Tickets.CountAsync(), await db.Outbox.CountAsync())));
        var followed = await desk.UseAsync<FollowInvoices, Result<int>>(follow => follow.RunAsync(new(desk.Shop.Id, "501"), desk.Admin, default));
        Assert.Equal("FollowArchived", Assert.Single(followed.Problems).Code);

        await ArchiveAsync(false);
        Assert.Equal(1, await RunAsync());
        Assert.Equal(ReconciliationAlarm.NotNotified, await OneAsync("500", row => row.Alarm));

        async Task ArchiveAsync(bool isArchived) =>
            Assert.True((await desk.UseAsync<ArchiveShop, Result<Unit>>(archive => archive.RunAsync(desk.Shop.Id, isArchived, desk.Admin, default))).Ok);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FollowAndGather_SameInvoiceAtOnce_FollowItOnce(bool gathers)
    {
        await desk.SaveShopAsync(reconciles: true);
        await RecordAsync("12345", ForwardState.Failed);
        if (gathers)
        {
            meanwhile.Act = () => FollowAsync("12345");
            Assert.Equal(0, await desk.UseAsync<GatherInvoices, int>(gather => gather.RunAsync(default)));
        }
        else
        {
            meanwhile.Act = async () => Assert.Equal(1, await desk.UseAsync<GatherInvoices, int>(gather => gather.RunAsync(default)));
            var followed = await desk.UseAsync<FollowInvoices, Result<int>>(follow => follow.RunAsync(new(desk.Shop.Id, "12345"), desk.Merchant, default));
            Assert.Equal(0, followed.Value);
        }

        Assert.Null(meanwhile.Act);
        Assert.Equal(1, await desk.ReadAsync(db => db.ReconciledInvoices.CountAsync()));
    }

    [Fact]
    public async Task ListInvoices_ManyOfTheSameMoment_ComeOnceAndInOrder()
    {
        await desk.SaveShopAsync();
        await FollowAsync(string.Join(' ', Enumerable.Range(1, 120)));
        var seen = new List<string>();
        PageKey? last = null;
        var pages = new List<KeyedPage<ListInvoices.Row>>();
        do
        {
            var page = await ListAsync(InvoiceView.Followed, desk.Merchant, before: last);
            pages.Add(page);
            seen.AddRange(page.Rows.Select(row => row.InvId));
            last = page.HasNext ? page.Rows[^1].KeyIn(InvoiceView.Followed) : null;
        }
        while (last is not null);
        Assert.Equal((120, 120), (seen.Count, seen.Distinct().Count()));

        // And back again: the same pages.
        for (var i = pages.Count - 1; i > 0; i--)
        {
            Assert.True(pages[i].HasPrevious);
            var back = await ListAsync(InvoiceView.Followed, desk.Merchant, after: pages[i].Rows[0].KeyIn(InvoiceView.Followed));
            Assert.Equal(pages[i - 1].Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
            Assert.Equal((i > 1, true), (back.HasPrevious, back.HasNext));
        }
    }

    [Fact]
    public async Task RunAsync_ItsQueries_ScanAndSortNoTable()
    {
        await desk.SaveShopAsync(reconciles: true);
        await desk.OpenAsync(Cases.Merchant(desk, sent: false));
        await FollowAsync(string.Join(' ', Enumerable.Range(1, 60)));
        await desk.ReadAsync(db => db.Database.ExecuteSqlRawAsync("ANALYZE"));
        plans.Recording = true;
        await RunAsync();
        foreach (var view in Enum.GetValues<InvoiceView>())
        {
            var first = await ListAsync(view, desk.Merchant);
            PageKey? key = first.Rows.Count > 0 ? first.Rows[^1].KeyIn(view) : null;
            await ListAsync(view, desk.Merchant, before: key);
            await ListAsync(view, desk.Merchant, after: key);
        }

        plans.Recording = false;
        // Shops are few, and those that want reconciliation are looked through.
        var bad = plans.Steps.Where(step =>
            (step.Plan.StartsWith("SCAN", StringComparison.Ordinal)
                && step.Plan is not "SCAN s" and not "SCAN s EXISTS" and not "SCAN s0 EXISTS" and not "SCAN CONSTANT ROW")
            || (step.Plan.Contains("ORDER BY", StringComparison.Ordinal) && !step.Sql.Contains("FROM \"Users\"", StringComparison.Ordinal))
        );
        Assert.Equal("", string.Join("\n\n", bad.Select(step => step.Plan + ": " + step.Sql).Distinct()));
    }

    private Task<int> RunAsync() => desk.UseAsync<ReconcileInvoices, int>(reconcile => reconcile.RunAsync(CancellationToken.None));

    private async Task FollowAsync(string numbers) =>
        Assert.True(
            (await desk.UseAsync<FollowInvoices, Result<int>>(follow => follow.RunAsync(new(desk.Shop.Id, numbers), desk.Merchant, CancellationToken.None))).Ok
        );

    private Task<Result<Unit>> ChangeAsync(Func<ChangeInvoice, Task<Result<Unit>>> change) => desk.UseAsync(change);

    private Task<T> OneAsync<T>(string invoice, Func<ReconciledInvoice, T> read) =>
        desk.ReadAsync(async db => read(await db.ReconciledInvoices.AsNoTracking().SingleAsync(row => row.InvId == invoice)));

    private Task<KeyedPage<ListInvoices.Row>> ListAsync(InvoiceView view, Actor actor, PageKey? before = null, PageKey? after = null) =>
        desk.UseAsync<ListInvoices, KeyedPage<ListInvoices.Row>>(list =>
            list.RunAsync(new(desk.Shop.Id, view, before, after), actor, CancellationToken.None)
        );

    private Task<int> RecordAsync(string invoice, ForwardState forward = ForwardState.None, string? state = null, bool isTest = false) => desk.ReadAsync(db =>
    {
        db.Add(new Notification
        {
            Id = Ids.New(desk.Clock),
            ShopId = desk.Shop.Id,
            ContentKey = Guid.NewGuid().ToString("N"),
            InvId = invoice,
            IsTest = isTest,
            Verdict = NotificationVerdict.Verified,
            State = state,
            Fields = "[]",
            IsWhole = true,
            ReceivedAt = desk.Clock.GetUtcNow(),
            Reply = "OK" + invoice,
            Forward = forward,
        });
        return db.SaveChangesAsync();
    });
}
