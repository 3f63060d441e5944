using System.Net;
using Microsoft.AspNetCore.Identity;
using SupportDesk.Data.Entities;
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
        Assert.Equal("/sign-in?return=%2Fdesk%2Fcontacts%3Fx%3D1", answer.Headers.Location!.PathAndQuery);
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
    public async Task Post_FiveWrongPasswords_LocksEvenTheRightOne()
    {
        await using var desk = await DeskFixture.ServeAsync();
        await desk.SetPasswordAsync(desk.Agent);
        using var client = desk.CreateClient();
        for (var i = 0; i < 5; i++)
            await client.PostSignInAsync(desk.Agent.Email!, "wrong");
        var answer = await client.PostSignInAsync(desk.Agent.Email!, StaffClient.Password);
        Assert.Contains("Слишком много попыток", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
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
}
