using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Payments.Notifications;
using SupportDesk.Kernel;
using SupportDesk.Tests.Features.Tickets;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Notifications;

public sealed class ListNotificationsTests : IAsyncLifetime
{
    private readonly PlanRecorder plans = new();
    private DeskFixture desk = null!;

    public async Task InitializeAsync() =>
        desk = await DeskFixture.StartAsync(services => services.ConfigureDbContext<DeskDbContext>(options => options.AddInterceptors(plans)));

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task RunAsync_ManyOfTheSameMoment_ArePagedBothWaysAndEachComesOnce()
    {
        await AddAsync(120);
        var pages = new List<KeyedPage<ListNotifications.Row>> { await ListAsync(new(desk.Shop.Id)) };
        while (pages[^1].HasNext)
            pages.Add(await ListAsync(new(desk.Shop.Id, Before: pages[^1].Rows[^1].Key)));
        Assert.Equal(120, pages.SelectMany(page => page.Rows).Select(row => row.Id).Distinct().Count());
        Assert.False(pages[0].HasPrevious);
        for (var i = pages.Count - 1; i > 0; i--)
        {
            var back = await ListAsync(new(desk.Shop.Id, After: pages[i].Rows[0].Key));
            Assert.Equal(pages[i - 1].Rows.Select(row => row.Id), back.Rows.Select(row => row.Id));
        }
    }

    [Fact]
    public async Task RunAsync_Views_ShowOnlyWhatIsWrong()
    {
        await AddAsync(1, NotificationVerdict.WrongSignature);
        await AddAsync(1, forward: ForwardState.Failed);
        await AddAsync(1);
        Assert.Equal(3, (await ListAsync(new(desk.Shop.Id))).Rows.Count);
        Assert.Equal(
            NotificationVerdict.WrongSignature,
            Assert.Single((await ListAsync(new(desk.Shop.Id, View: NotificationView.Wrong))).Rows).Verdict
        );
        Assert.Equal(ForwardState.Failed, Assert.Single((await ListAsync(new(desk.Shop.Id, View: NotificationView.NotForwarded))).Rows).Forward);
    }

    [Fact]
    public async Task RunAsync_ItsQueries_ScanAndSortNoTable()
    {
        await AddAsync(60);
        await AddAsync(60, NotificationVerdict.WrongSignature, ForwardState.Failed);
        plans.Recording = true;
        foreach (var view in Enum.GetValues<NotificationView>())
        {
            var key = (await ListAsync(new(desk.Shop.Id, View: view))).Rows[^1].Key;
            await ListAsync(new(desk.Shop.Id, View: view, Before: key));
            await ListAsync(new(desk.Shop.Id, View: view, After: key));
        }

        plans.Recording = false;
        // Those of one moment are sorted by their ids, which is a handful.
        var bad = plans.Steps.Where(step =>
            step.Plan.StartsWith("SCAN", StringComparison.Ordinal)
            || (step.Plan.Contains("ORDER BY", StringComparison.Ordinal) && !step.Plan.Contains("LAST TERM", StringComparison.OrdinalIgnoreCase))
        );
        Assert.Equal("", string.Join("\n\n", bad.Select(step => step.Plan + ": " + step.Sql).Distinct()));
        // A deep page begins at its key instead of walking to it.
        var turned = plans.Steps.Where(step =>
            step.Plan.StartsWith("SEARCH", StringComparison.Ordinal)
            && (step.Sql.Contains("@before", StringComparison.Ordinal) || step.Sql.Contains("@after", StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(turned);
        Assert.All(turned, step => Assert.Matches("ReceivedAt[<>]", step.Plan));
    }

    private Task<KeyedPage<ListNotifications.Row>> ListAsync(ListNotifications.Input input) =>
        desk.UseAsync<ListNotifications, KeyedPage<ListNotifications.Row>>(list => list.RunAsync(input, desk.Merchant, CancellationToken.None));

    private Task<int> AddAsync(int count, NotificationVerdict verdict = NotificationVerdict.Verified, ForwardState forward = ForwardState.None) =>
        desk.ReadAsync(db =>
        {
            for (var i = 0; i < count; i++)
                db.Add(new Notification
                {
                    Id = Ids.New(desk.Clock),
                    ShopId = desk.Shop.Id,
                    ContentKey = Ids.Random().ToString("N"),
                    InvId = $"{i + 1}",
                    OutSum = "10.00",
                    Verdict = verdict,
                    Forward = forward,
                    Fields = "[]",
                    ReceivedAt = desk.Clock.GetUtcNow(),
                    Reply = "OK",
                });
            return db.SaveChangesAsync();
        });
}
