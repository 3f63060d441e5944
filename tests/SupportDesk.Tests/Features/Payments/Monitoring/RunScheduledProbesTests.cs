using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SupportDesk.Data;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Payments.Monitoring;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Features.Tickets;
using SupportDesk.Kernel;
using SupportDesk.Robokassa;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Payments.Monitoring;

/// <summary>Looks that nobody asked for, at a shop that breaks and is mended.</summary>
public sealed class RunScheduledProbesTests : IAsyncLifetime
{
    private const string TestPassword2 = "test-two";
    private WebApplication shop = null!;
    private DeskFixture desk = null!;
    private readonly OtherNode otherNode = new();
    private bool works = true;
    private Func<Task>? meanwhile;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        shop = builder.Build();
        shop.MapMethods("/result", ["GET", "POST"], AnswerAsync);
        await shop.StartAsync();
        desk = await DeskFixture.StartAsync(
            services => services.ConfigureDbContext<DeskDbContext>(options => options.AddInterceptors(otherNode)),
            ("Doctor:AllowPrivateAddresses", "true")
        );
    }

    public async Task DisposeAsync()
    {
        await desk.DisposeAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task RunAsync_AddressBreaksAndHeals_ItsPeopleHearOfBothOnce()
    {
        await SaveAsync(hours: 6);
        await LookAsync(1);
        await LookAsync(0);
        works = false;
        desk.Clock.Advance(TimeSpan.FromHours(6));
        await LookAsync(1);
        Assert.Equal((AddressHealth.Doubtful, 0), (await HealthAsync(), await EmailsAsync()));
        desk.Clock.Advance(AddressRule.SecondLook);
        await LookAsync(1);
        desk.Clock.Advance(AddressRule.WhileBroken);
        await LookAsync(1);
        Assert.Equal((AddressHealth.Broken, 1), (await HealthAsync(), await EmailsAsync()));
        works = true;
        desk.Clock.Advance(AddressRule.WhileBroken);
        await LookAsync(1);
        Assert.Equal(AddressHealth.Works, await HealthAsync());
        var emails = await desk.ReadAsync(db =>
            db.Outbox.OrderBy(email => email.CreatedAt).ToListAsync()
        );
        Assert.Equal(["Лавка «Тмин»: ResultURL не принимает уведомления", "Лавка «Тмин»: ResultURL снова работает"], emails.Select(email => email.Subject));
        Assert.All(emails, email => Assert.Equal((desk.Merchant.Email, true), (email.ToAddress, email.Automatic)));
        Assert.Contains("Что увидели:", emails[0].Body, StringComparison.Ordinal);
        // They stand in the history like those that somebody asked for.
        Assert.Equal(5, await desk.ReadAsync(db => db.ProbeRuns.CountAsync(run => run.ByUserId == null)));
    }

    [Fact]
    public async Task RunAsync_SwitchedOffOrMoved_IsNotLookedAtOrBegunAnew()
    {
        await SaveAsync(hours: 1);
        works = false;
        await LookAsync(1);
        Assert.Equal(AddressHealth.Doubtful, await HealthAsync());
        await SaveAsync(hours: 1, path: "other");
        Assert.Equal(AddressHealth.Unknown, await HealthAsync());
        await LookAsync(1);
        await SaveAsync(hours: 0);
        desk.Clock.Advance(TimeSpan.FromDays(2));
        await LookAsync(0);
        Assert.Equal(AddressHealth.Unknown, await HealthAsync());
    }

    [Fact]
    public async Task RunAsync_AnotherNodeTookItMeanwhile_LeavesItAlone()
    {
        await SaveAsync(hours: 6);
        otherNode.Before = () =>
            desk.ReadAsync(db => db.ShopSettings.ExecuteUpdateAsync(set => set.SetProperty(s => s.ProbeDueAt, desk.Clock.GetUtcNow().AddHours(6))));
        await LookAsync(0);
        Assert.Equal((0, null), (await desk.ReadAsync(db => db.ProbeRuns.CountAsync()), otherNode.Before));
    }

    [Fact]
    public async Task RunAsync_TestPasswordForgotten_IsPutOffWithoutAWord()
    {
        await SaveAsync(hours: 1);
        await desk.ReadAsync(db => db.ShopSettings.ExecuteUpdateAsync(set => set.SetProperty(s => s.TestPassword2, (string?)null)));
        await LookAsync(0);
        Assert.Equal(
            (desk.Clock.GetUtcNow().AddHours(1), AddressHealth.Unknown),
            await desk.ReadAsync(db => db.ShopSettings.Select(s => new ValueTuple<DateTimeOffset, AddressHealth>(s.ProbeDueAt!.Value, s.Address)).SingleAsync())
        );
    }

    [Fact]
    public async Task RunAsync_ShopPutAsideWhileItIsLookedAt_IsCalledNoMore()
    {
        await SaveAsync(hours: 1);
        meanwhile = async () =>
            Assert.True((await desk.UseAsync<ArchiveShop, Result<Unit>>(archive => archive.RunAsync(desk.Shop.Id, true, desk.Admin, default))).Ok);
        await LookAsync(1);
        Assert.Null(await desk.ReadAsync(db => db.ShopSettings.Select(s => s.ProbeDueAt).SingleAsync()));
        // Whatever is on the schedule: nobody is called.
        await desk.ReadAsync(db => db.ShopSettings.ExecuteUpdateAsync(set => set.SetProperty(s => s.ProbeDueAt, desk.Clock.GetUtcNow())));
        desk.Clock.Advance(TimeSpan.FromDays(1));
        await LookAsync(0);
        Assert.Equal(AddressHealth.Unknown, await HealthAsync());
    }

    [Fact]
    public async Task NeedsAttention_BadLookAtAShopThatIsPutAsideSince_NeedsNone()
    {
        await SaveAsync(hours: 1);
        works = false;
        await LookAsync(1);
        Assert.Equal("Лавка «Тмин»", Assert.Single((await BoardAsync()).Probes).Shop);
        Assert.True((await desk.UseAsync<ArchiveShop, Result<Unit>>(archive => archive.RunAsync(desk.Shop.Id, true, desk.Admin, default))).Ok);
        Assert.Empty((await BoardAsync()).Probes);

        Task<NeedsAttention.Board> BoardAsync() => desk.UseAsync<NeedsAttention, NeedsAttention.Board>(board => board.RunAsync(desk.Admin, default));
    }

    [Fact]
    public async Task SaveShop_LooksWithoutAnAddress_AreRefused()
    {
        var refused = await TrySaveAsync(hours: 1, url: null);
        Assert.Equal("ProbeHoursWrong", refused.Problems[0].Code);
        Assert.Equal("ProbeHoursWrong", (await TrySaveAsync(hours: 2, url: Url("result"))).Problems[0].Code);
        Assert.Equal("ProbeHoursWrong", (await TrySaveAsync(hours: 1, url: "https://other.example/result")).Problems[0].Code);
        Assert.Equal(0, await desk.ReadAsync(db => db.ShopSettings.CountAsync()));
    }

    /// <summary>Does something between a node's look at the list and its first change of it.</summary>
    private sealed class OtherNode : DbCommandInterceptor
    {
        public Func<Task>? Before { get; set; }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (Before is { } before && command.CommandText.StartsWith("UPDATE \"ShopSettings\"", StringComparison.Ordinal))
            {
                Before = null;
                await before();
            }

            return result;
        }
    }

    private async Task<IResult> AnswerAsync(HttpRequest request)
    {
        var fields = request.HasFormContentType
            ? (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString())
            : request.Query.ToDictionary(f => f.Key, f => f.Value.ToString());
        if (Interlocked.Exchange(ref meanwhile, null) is { } act)
            await act();
        if (!works)
            return Results.StatusCode(503);
        var text = SignatureBase.OfResult(fields["OutSum"], fields["InvId"], TestPassword2, []);
        return Results.Text(SignatureHash.Matches(SignatureAlgorithm.Md5, text, fields["SignatureValue"]) ? "OK" + fields["InvId"] : "bad sign");
    }

    private async Task LookAsync(int looked) => Assert.Equal(looked, await desk.UseAsync<RunScheduledProbes, int>(run => run.RunAsync(CancellationToken.None)));

    private string Url(string path) => $"{shop.Urls.First()}/{path}";

    private async Task SaveAsync(int hours, string path = "result") => Assert.True((await TrySaveAsync(hours, Url(path))).Ok);

    private Task<Result<Unit>> TrySaveAsync(int hours, string? url) =>
        desk.UseAsync<SaveShop, Result<Unit>>(save =>
            save.RunAsync(
                new SaveShop.Input(
                    desk.Shop.Id,
                    "md5",
                    [null, null, null, TestPassword2],
                    [false, false, false, false],
                    url,
                    false,
                    new Uri(shop.Urls.First()).Authority,
                    false
                )
                {
                    ProbeHours = hours,
                },
                desk.Admin,
                CancellationToken.None
            )
        );

    private Task<AddressHealth> HealthAsync() => desk.ReadAsync(db => db.ShopSettings.Select(s => s.Address).SingleAsync());

    private Task<int> EmailsAsync() => desk.ReadAsync(db => db.Outbox.CountAsync());
}
