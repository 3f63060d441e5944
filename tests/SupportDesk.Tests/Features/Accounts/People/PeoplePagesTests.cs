using System.Globalization;
using System.Security.Claims;
using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;
using SupportDesk.Features.Accounts;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Features.Accounts.People;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Accounts.People;

/// <summary>The pages by which people are looked after.</summary>
public sealed class PeoplePagesTests : BunitContext, IAsyncLifetime
{
    private DeskFixture desk = null!;

    // Here and not in InitializeAsync: a culture set in an asynchronous method does not outlive it.
    public PeoplePagesTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru");

    public async Task InitializeAsync()
    {
        desk = await DeskFixture.StartAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        JSInterop.SetupModule("/link-sheet.js").Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
        Services.AddScoped<CurrentActor>();
        var scope = desk.Services.CreateScope().ServiceProvider;
        // Dialogs and messages are those of the page.
        Services.AddScoped(own => new PersonActs(
            scope.GetRequiredService<ChangeUser>(), scope.GetRequiredService<DisableUser>(), scope.GetRequiredService<IssueLink>(),
            own.GetRequiredService<IDialogService>(), own.GetRequiredService<ISnackbar>()));
        Services.AddFallbackServiceProvider(scope);
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public void People_SeenByALead_AreListedAndCannotBeInvited()
    {
        SignIn(desk.Agent with { Role = DeskRole.Lead });
        var page = Render<PeoplePage>();
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("tbody tr").Count));
        Assert.Empty(page.FindAll("a[href='/desk/settings/people/new']"));
        Assert.Contains("Лавка «Тмин»", page.Find("tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invite_NameAndAddress_ShowTheLinkOnceAndSayWhatIsWrong()
    {
        SignIn(desk.Admin);
        Render<MudPopoverProvider>();
        var page = Render<InvitePage>();
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".err").Count));
        page.Find("#name").Input("Лев Переплётов");
        page.Find("#email").Input("lev@tmin.example.ru");
        await page.InvokeAsync(() => page.FindComponent<MudSelect<string>>().Instance.SelectOption(desk.Shop.MerchantLogin));
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("/account/", page.Find("#issued-link").TextContent, StringComparison.Ordinal));
        Assert.Contains("29 ноября, 12:00 МСК", page.Markup.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Equal(desk.Shop.Id, await desk.ReadAsync(db => db.Users.Where(u => u.Email == "lev@tmin.example.ru").Select(u => u.ShopId).SingleAsync()));
    }

    [Fact]
    public async Task Person_OneselfAndOthers_RoleIsFixedForOneself()
    {
        SignIn(desk.Admin);
        Render<MudPopoverProvider>();
        var self = Render<PersonPage>(page => page.Add(p => p.Id, desk.Admin.UserId!.Value));
        self.WaitForAssertion(() => Assert.Contains("Свою роль не меняют", self.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain("Заблокировать", self.Markup, StringComparison.Ordinal);
        await desk.Services.GetRequiredService<DeskSessions>().BeginAsync(desk.Agent.UserId!.Value, "Firefox/130 Linux", null, default);
        var other = Render<PersonPage>(page => page.Add(p => p.Id, desk.Agent.UserId!.Value));
        other.WaitForAssertion(() => Assert.Contains("Firefox, Linux", other.Markup, StringComparison.Ordinal));
        Assert.Contains("Заблокировать", other.Markup, StringComparison.Ordinal);
        await other.Find("[aria-label^='Завершить сеанс']").ClickAsync(new());
        other.WaitForAssertion(() => Assert.DoesNotContain("Firefox, Linux", other.Markup, StringComparison.Ordinal));
    }

    private void SignIn(Actor actor) => this.AddAuthorization().SetAuthorized(actor.Name).SetRoles(actor.Role.ToString()!).SetClaims(
        new Claim(ClaimTypes.NameIdentifier, actor.UserId.ToString()!),
        new Claim(ClaimTypes.GivenName, actor.Name),
        new Claim(ClaimTypes.Email, actor.Email!),
        new Claim(ClaimTypes.Role, actor.Role.ToString()!));
}
