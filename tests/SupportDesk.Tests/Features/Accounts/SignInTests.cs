using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task Post_RightPassword_SetsASessionThatOpensTheDesk()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Agent);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/desk/contacts")).StatusCode);
    }

    [Fact]
    public async Task Get_DeskWithoutSession_AsksToSignInAndRemembersThePlace()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var answer = await client.GetAsync("/desk/contacts?x=1");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?return=%2Fdesk%2Fcontacts%3Fx%3D1", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task T68_Get_DeskWithAnotherHostHeader_StaysOnThisHost()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/desk/contacts");
        request.Headers.Host = "evil.example";
        var answer = await client.SendAsync(request);
        Assert.Equal("/sign-in?return=%2Fdesk%2Fcontacts", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("vera@desk.example.ru")]
    [InlineData("nobody@desk.example.ru")]
    public async Task T62_Post_WrongPassword_SaysTheSameForKnownAndUnknown(string email)
    {
        await using var desk = await DeskFixture.ServeAsync();
        await desk.SetPasswordAsync(desk.Agent);
        using var client = desk.CreateClient();
        var answer = await client.PostSignInAsync(email, "не тот пароль");
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Почта или пароль не подходят", page, StringComparison.Ordinal);
        Assert.DoesNotContain("не тот пароль", page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            answer.Headers,
            header => header.Key == "Set-Cookie" && header.Value.Any(cookie => cookie.StartsWith("sd.session", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task T62_T71_Post_EveryTry_AnswersAndWorksAlikeForKnownUnknownAndDisabled()
    {
        var hasher = new CountingHasher();
        await using var desk = await DeskFixture.ServeAsync(services => services.Replace(ServiceDescriptor.Scoped<IPasswordHasher<DeskUser>>(_ => hasher)));
        await desk.SetPasswordAsync(desk.Agent);
        await desk.SetPasswordAsync(desk.Stranger);
        await DisableAsync(desk, desk.Stranger);
        using var client = desk.CreateClient();
        await client.PostSignInAsync("warm-up@desk.example.ru", "wrong");
        var answers = new List<string>();
        var network = 0;
        foreach (var email in new[] { desk.Agent.Email!, "nobody@desk.example.ru", desk.Stranger.Email! })
        {
            using var visitor = desk.CreateClient();
            visitor.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{++network}");
            var tries = new List<string>();
            for (var i = 0; i < SignInLimits.OfOneAddress + 2; i++)
            {
                var before = hasher.Verified;
                var page = await (await visitor.PostSignInAsync(email, "не тот пароль")).Content.ReadAsStringAsync();
                tries.Add($"{(page.Contains("Слишком много", StringComparison.Ordinal) ? "many" : "wrong")} {hasher.Verified - before}");
            }

            answers.Add(string.Join(", ", tries));
        }

        Assert.Equal("wrong 1, wrong 1, wrong 1, wrong 1, wrong 1, many 0, many 0", Assert.Single(answers.Distinct()));
    }

    [Fact]
    public async Task T62_Post_GuessesOfAnotherNetwork_DoNotKeepTheOwnerOut()
    {
        await using var desk = await DeskFixture.ServeAsync();
        await desk.SetPasswordAsync(desk.Agent);
        using var guesser = desk.CreateClient();
        guesser.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        for (var i = 0; i < 2 * SignInLimits.OfOneAddress; i++)
            await guesser.PostSignInAsync(desk.Agent.Email!, "wrong");
        var refused = await guesser.PostSignInAsync(desk.Agent.Email!, StaffClient.Password);
        Assert.Contains("Слишком много неудачных попыток", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var owner = await desk.SignInAsync(desk.Agent);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync("/desk/contacts")).StatusCode);
    }

    [Fact]
    public async Task T62_Post_ManyAddressesOutOfOneNetwork_AreSlowedDown()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var refused = 0;
        for (var i = 0; i < 2 * SignInLimits.OfOneNetwork; i++)
        {
            var answer = await client.PostSignInAsync($"staff{i}@desk.example.ru", "Summer2026!");
            refused += (await answer.Content.ReadAsStringAsync()).Contains("Слишком много", StringComparison.Ordinal) ? 1 : 0;
        }

        Assert.Equal(SignInLimits.OfOneNetwork, refused);
    }

    [Fact]
    public async Task T57_T61_SignOut_CopyOfTheCookie_IsRefusedAndTheCircuitEnds()
    {
        await using var desk = await DeskFixture.ServeAsync();
        await desk.SetPasswordAsync(desk.Agent);
        using var client = desk.CreateClient();
        var signedIn = await client.PostSignInAsync(desk.Agent.Email!, StaffClient.Password);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(one => one.StartsWith("sd.session=", StringComparison.Ordinal)).Split(';')[0];
        using var copy = desk.CreateClient();
        copy.DefaultRequestHeaders.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/desk/contacts")).StatusCode);

        // The form stands on pages that only a circuit draws, so its token is made here.
        await using var scope = desk.Services.CreateAsyncScope();
        var tokens = scope.ServiceProvider.GetRequiredService<IAntiforgery>()
            .GetTokens(new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = await PrincipalAsync(desk, desk.Agent) });
        var name = desk.Services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name;
        using var person = desk.CreateClient();
        person.DefaultRequestHeaders.Add("Cookie", $"{cookie}; {name}={tokens.CookieToken}");
        var signedOut = await person.PostAsync("/sign-out", new FormUrlEncodedContent([new(tokens.FormFieldName, tokens.RequestToken!)]));
        Assert.True(signedOut.Headers.Location?.OriginalString == "/sign-in", $"{signedOut.StatusCode} {await signedOut.Content.ReadAsStringAsync()}");

        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/desk/contacts")).StatusCode);
    }

    [Fact]
    public async Task T57_Circuit_OfADisabledPersonOrAnEndedSession_LosesItsRights()
    {
        await using var desk = await DeskFixture.StartAsync();
        var principal = await PrincipalAsync(desk, desk.Agent);
        Assert.True(await IsGoodAsync(desk, principal));
        await desk.Services.GetRequiredService<DeskSessions>().EndAsync(principal, default);
        Assert.False(await IsGoodAsync(desk, principal));

        var other = await PrincipalAsync(desk, desk.Agent);
        Assert.True(await IsGoodAsync(desk, other));
        await DisableAsync(desk, desk.Agent);
        Assert.False(await IsGoodAsync(desk, other));
    }

    [Fact]
    public async Task T57_Get_AfterDisabling_TheSessionIsOverWithinAMinute()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Agent);
        await DisableAsync(desk, desk.Agent);
        desk.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/desk/contacts")).StatusCode);
        var again = await client.PostSignInAsync(desk.Agent.Email!, StaffClient.Password);
        Assert.Contains("Почта или пароль не подходят", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DisableUser_LastAdministrator_IsRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        var result = await desk.UseAsync<DisableUser, Result<DeskUser>>(disable => disable.RunAsync(desk.Admin.Email, true, Actor.System, default));
        Assert.Equal("LastAdmin", Assert.Single(result.Problems).Code);
        var byAgent = await desk.UseAsync<DisableUser, Result<DeskUser>>(disable => disable.RunAsync(desk.Agent.Email, true, desk.Agent, default));
        Assert.Equal([Problem.NotFound], byAgent.Problems);
    }

    [Fact]
    public async Task PurgeSessions_AfterTheCookieHasExpired_ForgetsThem()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.Services.GetRequiredService<DeskSessions>().EndAsync(await PrincipalAsync(desk, desk.Agent), default);
        foreach (var (hours, left) in new[] { (11, 1), (2, 0) })
        {
            desk.Clock.Advance(TimeSpan.FromHours(hours));
            await desk.UseAsync<PurgeSessions, Unit>(async purge =>
            {
                await purge.RunAsync(default);
                return new Unit();
            });
            Assert.Equal(left, await desk.ReadAsync(db => db.Sessions.CountAsync()));
        }
    }

    [Fact]
    public async Task T69_Post_ReturnToAnotherHost_StaysHere()
    {
        await using var desk = await DeskFixture.ServeAsync();
        await desk.SetPasswordAsync(desk.Agent);
        using var client = desk.CreateClient();
        var answer = await client.PostSignInAsync(desk.Agent.Email!, StaffClient.Password, "?return=https://evil.example/");
        Assert.EndsWith("/desk", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T70_Post_SignOutWithoutToken_IsRefused()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Agent);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/sign-out", new FormUrlEncodedContent([]))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/desk/contacts")).StatusCode);
    }

    [Fact]
    public async Task T61_Get_AfterPasswordChange_OldSessionIsOver()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Agent);
        await desk.UseAsync<UserManager<DeskUser>, IdentityResult>(async users =>
            await users.ChangePasswordAsync((await users.FindByEmailAsync(desk.Agent.Email!))!, StaffClient.Password, "другая длинная фраза"));
        desk.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/desk/contacts")).StatusCode);
    }

    [Fact]
    public async Task Get_BlazorScript_IsServed()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var script = await client.GetStringAsync("/_framework/blazor.web.js");
        Assert.Contains("components-reconnect", script, StringComparison.Ordinal);
    }

    private static async Task DisableAsync(DeskFixture desk, Actor actor) =>
        Assert.True((await desk.UseAsync<DisableUser, Result<DeskUser>>(disable => disable.RunAsync(actor.Email, true, Actor.System, default))).Ok);

    private static Task<ClaimsPrincipal> PrincipalAsync(DeskFixture desk, Actor actor) =>
        desk.UseAsync<SignInManager<DeskUser>, ClaimsPrincipal>(async session =>
        {
            var principal = await session.CreateUserPrincipalAsync((await session.UserManager.FindByEmailAsync(actor.Email!))!);
            var sessions = desk.Services.GetRequiredService<DeskSessions>();
            ((ClaimsIdentity)principal.Identity!).AddClaim(await sessions.BeginAsync(actor.UserId!.Value, "", null, default));
            return principal;
        });

    private static Task<bool> IsGoodAsync(DeskFixture desk, ClaimsPrincipal principal) =>
        desk.UseAsync<AuthenticationStateProvider, bool>(state => ((RevalidatingDeskUser)state).IsGoodAsync(principal, default));

    private sealed class CountingHasher : PasswordHasher<DeskUser>
    {
        public int Verified { get; private set; }

        public override PasswordVerificationResult VerifyHashedPassword(DeskUser user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
