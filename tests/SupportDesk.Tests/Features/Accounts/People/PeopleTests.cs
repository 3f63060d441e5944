using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts;
using SupportDesk.Features.Accounts.Own;
using SupportDesk.Features.Accounts.People;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;
using static SupportDesk.Tests.Features.Accounts.AccountSteps;

namespace SupportDesk.Tests.Features.Accounts.People;

/// <summary>Looking after people.</summary>
public sealed class PeopleTests
{
    [Fact]
    public async Task T52_EveryAct_ByOthersThanAdministrators_IsNotFoundAndChangesNothing()
    {
        await using var desk = await DeskFixture.StartAsync();
        var lead = await desk.LeadAsync();
        foreach (var actor in new[] { desk.Merchant, desk.Stranger, lead })
        {
            Assert.Equal([Problem.NotFound], (await desk.InviteAsync(actor)).Problems);
            Assert.Equal([Problem.NotFound], (await desk.IssueAsync(desk.Stranger, actor)).Problems);
            Assert.Equal([Problem.NotFound], (await desk.ChangeAsync(actor, DeskRole.Admin, actor)).Problems);
            Assert.Equal([Problem.NotFound], (await desk.DisableAsync(desk.Admin, actor)).Problems);
            Assert.Equal([Problem.NotFound], (await EndAsync(desk, desk.Admin, actor)).Problems);
            var set = await desk.UseAsync<SetPassword, Result<DeskUser>>(use => use.RunAsync(desk.Admin.Email, NewPassword, actor, default));
            Assert.Equal([Problem.NotFound], set.Problems);
        }

        Assert.Equal([Problem.NotFound], (await ListAsync(desk, desk.Merchant)).Problems);
        Assert.Equal(4, (await ListAsync(desk, lead)).Value.Rows.Count);
        Assert.Empty(await desk.AuditAsync());
    }

    [Fact]
    public async Task T57_ChangeUser_ByAnAdministratorWhoLostTheRoleAMomentAgo_IsRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        var second = await SecondAdminAsync(desk);
        Assert.True((await desk.ChangeAsync(second, DeskRole.Agent, desk.Admin)).Ok);
        // The session still says administrator.
        Assert.Equal([Problem.NotFound], (await desk.ChangeAsync(desk.Admin, DeskRole.Agent, second)).Problems);
        Assert.Equal([Problem.NotFound], (await desk.InviteAsync(second, DeskRole.Admin)).Problems);
    }

    [Fact]
    public async Task ChangeUser_OwnRoleAndOwnBlock_AreRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        await SecondAdminAsync(desk);
        Assert.Equal("SelfRole", CodeOf(await desk.ChangeAsync(desk.Admin, DeskRole.Agent, desk.Admin)));
        Assert.Equal("SelfBlock", CodeOf(await desk.DisableAsync(desk.Admin, desk.Admin)));
    }

    [Fact]
    public async Task ChangeUser_LastAdministrator_StaysOne()
    {
        await using var desk = await DeskFixture.StartAsync();
        Assert.Equal("LastAdmin", CodeOf(await desk.ChangeAsync(desk.Admin, DeskRole.Agent, Actor.System)));
        var second = await SecondAdminAsync(desk);
        var both = await Task.WhenAll(desk.ChangeAsync(second, DeskRole.Agent, desk.Admin), desk.ChangeAsync(desk.Admin, DeskRole.Agent, second));
        Assert.Single(both, result => result.Ok);
        Assert.Equal(1, await desk.ReadAsync(db => db.Users.CountAsync(user => user.Role == DeskRole.Admin)));
    }

    [Fact]
    public async Task DisableUser_OtherAdministratorsWereOnlyInvited_LastOneStays()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.InviteAsync(desk.Admin, DeskRole.Admin);
        Assert.Equal("LastAdmin", CodeOf(await desk.DisableAsync(desk.Admin, Actor.System)));
    }

    [Fact]
    public async Task ChangeUser_FormOfAnHourAgo_RaisesNoRoleThatWasTakenMeanwhile()
    {
        await using var desk = await DeskFixture.StartAsync();
        var seen = new ChangeUser.Seen(desk.Agent.Name, desk.Agent.Email!, DeskRole.Agent, null);
        Assert.True((await desk.ChangeAsync(desk.Agent, DeskRole.MerchantStaff, desk.Admin, desk.Shop.MerchantLogin)).Ok);
        var name = await ChangeAsync(new(desk.Agent.UserId!.Value, "Вера Правильная", desk.Agent.Email, DeskRole.Agent, null, seen));
        Assert.True(name.Ok);
        Assert.Equal((DeskRole.MerchantStaff, desk.Shop.Id, "Вера Правильная"), (name.Value.Role, name.Value.ShopId, name.Value.DisplayName));
        var role = await ChangeAsync(new(desk.Agent.UserId!.Value, desk.Agent.Name, desk.Agent.Email, DeskRole.Lead, null, seen));
        Assert.Equal(("PersonChangedMeanwhile", "Role"), (role.Problems[0].Code, role.Problems[0].Field));

        Task<Result<DeskUser>> ChangeAsync(ChangeUser.Input input) =>
            desk.UseAsync<ChangeUser, Result<DeskUser>>(change => change.RunAsync(input, desk.Admin, default));
    }

    [Fact]
    public async Task ChangeUser_RoleAndShop_EndSessionsAndLeaveARecord()
    {
        await using var desk = await DeskFixture.StartAsync();
        await BeginAsync(desk, desk.Agent);
        Assert.Equal("ShopNeeded", CodeOf(await desk.ChangeAsync(desk.Agent, DeskRole.MerchantStaff, desk.Admin)));
        Assert.Equal("ShopUnknown", CodeOf(await desk.ChangeAsync(desk.Agent, DeskRole.MerchantStaff, desk.Admin, "no-such-shop")));
        Assert.True((await desk.ChangeAsync(desk.Agent, DeskRole.MerchantStaff, desk.Admin, desk.Shop.MerchantLogin)).Ok);
        var user = await desk.ReadAsync(db => db.Users.SingleAsync(one => one.Id == desk.Agent.UserId));
        Assert.Equal((DeskRole.MerchantStaff, desk.Shop.Id), (user.Role, user.ShopId));
        Assert.Equal(0, await desk.ReadAsync(db => db.Sessions.CountAsync(session => session.EndedAt == null)));
        var record = await desk.ReadAsync(db => db.Audit.SingleAsync());
        Assert.Equal(("user.change", "role: Agent → MerchantStaff; shop:  → lavka-tmin"), (record.Action, record.Detail));
    }

    [Fact]
    public async Task ChangeUser_AddressOfAnother_IsRefusedAndANewOnePutsLinksOutOfUse()
    {
        await using var desk = await DeskFixture.StartAsync();
        var link = (await desk.IssueAsync(desk.Agent, desk.Admin)).Value.Link;
        var taken = await desk.ChangeAsync(desk.Agent, DeskRole.Agent, desk.Admin, email: desk.Merchant.Email);
        Assert.Contains("EmailTaken", taken.Problems.Select(problem => problem.Code));
        Assert.True((await desk.ChangeAsync(desk.Agent, DeskRole.Agent, desk.Admin, email: "vera.new@desk.example.ru")).Ok);
        Assert.Equal([Problem.NotFound], (await desk.UseLinkAsync(link)).Problems);
    }

    [Fact]
    public async Task ListPeople_SearchAndViews_FindThePeopleAndTurnPages()
    {
        await using var desk = await DeskFixture.StartAsync();
        var invited = (await desk.InviteAsync(desk.Admin)).Value;
        await BeginAsync(desk, desk.Agent);
        Assert.Equal(["Вера Лукошкина"], (await ListAsync(desk, desk.Admin, "лук")).Value.Rows.Select(row => row.Name));
        Assert.Equal(["Инна Северная"], (await ListAsync(desk, desk.Admin, "INNA@")).Value.Rows.Select(row => row.Name));
        var rows = (await ListAsync(desk, desk.Admin)).Value.Rows;
        Assert.Equal(rows.Select(row => row.Name).Order(StringComparer.Ordinal), rows.Select(row => row.Name));
        var agent = rows.Single(row => row.Id == desk.Agent.UserId);
        Assert.Equal((1, desk.Clock.GetUtcNow()), (agent.Sessions, agent.SeenAt!.Value));
        Assert.Equal(invited.ExpiresAt, rows.Single(row => row.Id == invited.UserId).LinkUntil);

        await desk.ReadAsync(db =>
        {
            for (var i = 0; i < 120; i++)
                db.Users.Add(new DeskUser
                {
                    Id = Ids.New(desk.Clock),
                    DisplayName = "Однофамилец",
                    Email = $"p{i}@x.example",
                    NormalizedEmail = $"P{i}@X.EXAMPLE",
                });
            return db.SaveChangesAsync();
        });
        var (seen, next) = (new List<Guid>(), (ListPeople.Place?)null);
        do
        {
            var page = (await ListAsync(desk, desk.Admin, null, next)).Value;
            seen.AddRange(page.Rows.Select(row => row.Id));
            next = page.Next;
        } while (next is not null);
        Assert.Equal((125, 125), (seen.Count, seen.Distinct().Count()));
    }

    [Fact]
    public async Task EndSessions_OneAndAll_ThePersonThemselvesAndAdministratorsMay()
    {
        await using var desk = await DeskFixture.StartAsync();
        var (first, here) = (await BeginAsync(desk, desk.Agent), await BeginAsync(desk, desk.Agent));
        Assert.Equal(2, (await desk.UseAsync<ListSessions, Result<IReadOnlyList<ListSessions.Row>>>(
            list => list.RunAsync(desk.Agent.UserId!.Value, desk.Agent, default))).Value.Count);
        Assert.Equal([Problem.NotFound], (await desk.UseAsync<ListSessions, Result<IReadOnlyList<ListSessions.Row>>>(
            list => list.RunAsync(desk.Agent.UserId!.Value, desk.Stranger, default))).Problems);
        Assert.Equal([Problem.NotFound], (await EndAsync(desk, desk.Agent, desk.Stranger, first)).Problems);
        // Another person's session under one's own name.
        Assert.Equal(0, (await EndAsync(desk, desk.Stranger, desk.Stranger, first)).Value);
        Assert.Equal(1, (await EndAsync(desk, desk.Agent, desk.Agent, keeps: here)).Value);
        Assert.Equal(1, (await EndAsync(desk, desk.Agent, desk.Admin)).Value);
        Assert.Equal(["user.sessions", "user.sessions"], await desk.AuditAsync());
    }

    [Fact]
    public async Task T61_ChangeOwnAccount_Password_NeedsTheCurrentOneAndKeepsThisSessionOnly()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.SetPasswordAsync(desk.Agent);
        var (other, here) = (await BeginAsync(desk, desk.Agent), await BeginAsync(desk, desk.Agent));
        Assert.Equal("CurrentWrong", CodeOf(await SetAsync("не тот пароль")));
        Assert.True((await SetAsync(StaffClient.Password)).Ok);
        var open = await desk.ReadAsync(db => db.Sessions.Where(session => session.EndedAt == null).Select(session => session.Id).ToListAsync());
        Assert.Equal([here], open);
        Assert.DoesNotContain(other, open);

        Task<Result<DeskUser>> SetAsync(string current) => desk.UseAsync<ChangeOwnAccount, Result<DeskUser>>(
            own => own.SetPasswordAsync(current, NewPassword, here, desk.Agent, default));
    }

    [Fact]
    public async Task Session_OfSomebodyAtWork_IsSeenEveryFewMinutes()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Agent);
        desk.Clock.Advance(DeskSessions.SeenEvery);
        await client.GetAsync("/desk/contacts");
        Assert.Equal(desk.Clock.GetUtcNow(), await desk.ReadAsync(db => db.Sessions.Select(session => session.SeenAt).SingleAsync()));
        var person = await desk.ReadAsync(db => db.Users.SingleAsync(user => user.Id == desk.Agent.UserId));
        Assert.Equal(desk.Clock.GetUtcNow(), person.SeenAt);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 YaBrowser/24.10 Safari/537.36", "Yandex Browser, Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "Firefox, Linux")]
    [InlineData("curl/8.0", "")]
    public void DeviceName_OfAUserAgent_IsWhatThePersonCallsIt(string userAgent, string name) => Assert.Equal(name, DeviceName.Of(userAgent));

    private static async Task<Actor> SecondAdminAsync(DeskFixture desk)
    {
        Assert.True((await desk.ChangeAsync(desk.Agent, DeskRole.Admin, desk.Admin)).Ok);
        // Who never set a password looks after nobody.
        await desk.SetPasswordAsync(desk.Admin);
        await desk.SetPasswordAsync(desk.Agent);
        return desk.Agent with { Role = DeskRole.Admin };
    }

    private static async Task<Guid> BeginAsync(DeskFixture desk, Actor person) =>
        Guid.Parse((await desk.Services.GetRequiredService<DeskSessions>().BeginAsync(person.UserId!.Value, "", null, default)).Value);

    private static Task<Result<int>> EndAsync(DeskFixture desk, Actor person, Actor by, Guid? one = null, Guid? keeps = null) =>
        desk.UseAsync<EndSessions, Result<int>>(end => end.RunAsync(new(person.UserId!.Value, one, keeps), by, default));

    private static Task<Result<ListPeople.Page>> ListAsync(DeskFixture desk, Actor by, string? search = null, ListPeople.Place? after = null) =>
        desk.UseAsync<ListPeople, Result<ListPeople.Page>>(list => list.RunAsync(new(PeopleView.All, search), after, by, default));
}
