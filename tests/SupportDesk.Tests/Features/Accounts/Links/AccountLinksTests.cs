using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Data.Entities;
using SupportDesk.Features.Accounts.Links;
using SupportDesk.Features.Accounts.Sessions;
using SupportDesk.Features.Outbox;
using SupportDesk.Kernel;
using SupportDesk.Tests.Security;
using SupportDesk.Tests.Support;
using static SupportDesk.Tests.Features.Accounts.AccountSteps;

namespace SupportDesk.Tests.Features.Accounts.Links;

/// <summary>Links by which people set their passwords.</summary>
public sealed partial class AccountLinksTests
{
    [Fact]
    public async Task InviteUser_ByAdministrator_MakesAPersonWhoSignsInAfterTheLink()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var invited = (await desk.InviteAsync(desk.Admin)).Value;
        Assert.Equal((AccountLinkPurpose.Invitation, desk.Clock.GetUtcNow().AddDays(7)), (invited.Purpose, invited.ExpiresAt));
        var user = (await desk.UseLinkAsync(invited.Link, "Лев Львович")).Value;
        Assert.Equal(("Лев Львович", DeskRole.Agent), (user.DisplayName, user.Role));
        using var client = desk.CreateClient();
        Assert.EndsWith("/desk", (await client.PostSignInAsync("lev@desk.example.ru", NewPassword)).Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(["user.accept", "user.add", "user.invite"], await desk.AuditAsync());
    }

    [Fact]
    public async Task T63_UseLink_EmptyReusedExpiredReplacedOrOfABlockedPerson_IsRefused()
    {
        await using var desk = await DeskFixture.StartAsync();
        foreach (var secret in new[] { null, "", "a", Ids.Secret() })
        {
            var refused = await desk.UseAsync<UseLink, Result<DeskUser>>(use => use.RunAsync(new(secret, null, NewPassword), default));
            Assert.Equal([Problem.NotFound], refused.Problems);
        }

        var used = (await desk.InviteAsync(desk.Admin)).Value.Link;
        Assert.True((await desk.UseLinkAsync(used)).Ok);
        Assert.Equal([Problem.NotFound], (await desk.UseLinkAsync(used)).Problems);

        var first = (await desk.IssueAsync(desk.Agent, desk.Admin)).Value.Link;
        var second = (await desk.IssueAsync(desk.Agent, desk.Admin)).Value.Link;
        Assert.Equal([Problem.NotFound], (await desk.UseLinkAsync(first)).Problems);
        desk.Clock.Advance(AccountLinks.InvitationLasts);
        Assert.Equal([Problem.NotFound], (await desk.UseLinkAsync(second)).Problems);

        var blocked = (await desk.IssueAsync(desk.Agent, desk.Admin)).Value.Link;
        Assert.True((await desk.DisableAsync(desk.Agent, desk.Admin)).Ok);
        Assert.Equal([Problem.NotFound], (await desk.UseLinkAsync(blocked)).Problems);
        Assert.True((await desk.DisableAsync(desk.Agent, desk.Admin, isDisabled: false)).Ok);
        Assert.Equal([Problem.NotFound], (await desk.UseLinkAsync(blocked)).Problems);
    }

    [Fact]
    public async Task T63_UseLink_TwoAtOnce_SetOnePassword()
    {
        await using var desk = await DeskFixture.StartAsync();
        var link = (await desk.InviteAsync(desk.Admin)).Value.Link;
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => desk.UseLinkAsync(link, null, $"{NewPassword} {i}")));
        Assert.Single(results, result => result.Ok);
    }

    [Fact]
    public async Task UseLink_BadPassword_SaysSoAndLeavesTheLink()
    {
        await using var desk = await DeskFixture.StartAsync();
        var link = (await desk.InviteAsync(desk.Admin)).Value.Link;
        Assert.Equal("PasswordShort", CodeOf(await desk.UseLinkAsync(link, null, "short")));
        Assert.Equal("NameMissing", CodeOf(await desk.UseLinkAsync(link, " ")));
        Assert.True((await desk.UseLinkAsync(link)).Ok);
    }

    [Fact]
    public async Task T61_T62_UseLink_OfAReset_LastsHalfAnHourAndEndsEverySession()
    {
        await using var desk = await DeskFixture.StartAsync();
        await desk.SetPasswordAsync(desk.Agent);
        await desk.Services.GetRequiredService<DeskSessions>().BeginAsync(desk.Agent.UserId!.Value, "", null, default);
        var issued = (await desk.IssueAsync(desk.Agent, desk.Admin)).Value;
        Assert.Equal((AccountLinkPurpose.Reset, desk.Clock.GetUtcNow().AddMinutes(30)), (issued.Purpose, issued.ExpiresAt));
        Assert.True((await desk.UseLinkAsync(issued.Link)).Ok);
        Assert.Equal(0, await desk.ReadAsync(db => db.Sessions.CountAsync(session => session.EndedAt == null)));
        Assert.Equal(["user.password", "user.reset"], await desk.AuditAsync());
    }

    [Fact]
    public async Task T64_T73_Link_ItsSecret_IsKeptByHashAndLoggedNowhere()
    {
        var kept = new Kept();
        await using var desk = await DeskFixture.ServeAsync(kept.Listen);
        var link = (await desk.InviteAsync(desk.Admin)).Value.Link;
        using var client = desk.CreateClient();
        await client.GetAsync(link.AbsolutePath);
        Assert.Equal(Ids.Hash(SecretOf(link)), await desk.ReadAsync(db => db.AccountLinks.Select(one => one.SecretHash).SingleAsync()));
        Assert.DoesNotContain(SecretOf(link), await kept.StoredTextAsync(desk), StringComparison.Ordinal);
        Assert.DoesNotContain(SecretOf(link), kept.LogOf("SupportDesk"), StringComparison.Ordinal);
        using var posted = await PostAsync(client, link, "Лев", NewPassword);
        Assert.EndsWith("/desk", posted.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain(NewPassword, kept.Log + await kept.StoredTextAsync(desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T65_Page_GetAndHead_UseNothingUpAndPostDoes()
    {
        await using var desk = await DeskFixture.ServeAsync();
        var link = (await desk.InviteAsync(desk.Admin)).Value.Link;
        using var client = desk.CreateClient();
        for (var i = 0; i < 3; i++)
        {
            using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, link.AbsolutePath));
            using var get = await client.GetAsync(link.AbsolutePath);
            Assert.Equal("no-referrer", get.Headers.GetValues("Referrer-Policy").Single());
            Assert.Contains("no-store", get.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("<script", await get.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        using var bare = new FormUrlEncodedContent([new("_handler", "account-link"), new("Posted.Password", NewPassword)]);
        using var without = await client.PostAsync(link.AbsolutePath, bare);
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        using var posted = await PostAsync(client, link, "Лев", NewPassword);
        Assert.EndsWith("/desk", posted.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/desk/settings/me")).StatusCode);
        Assert.Contains("Ссылка не открывается", await client.GetStringAsync(link.AbsolutePath), StringComparison.Ordinal);
    }

    [Fact]
    public async Task T62_Page_ManyLinksThatAreNone_AreSlowedDown()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        for (var i = 0; i < LinkLimits.OfOneNetwork; i++)
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/account/" + Ids.Secret())).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await client.GetAsync("/account/" + Ids.Secret())).StatusCode);
    }

    [Fact]
    public async Task T68_IssueLink_ByEmail_QueuesOneWithTheConfiguredAddressAndOnlyWhenItLeaves()
    {
        await using (var folder = await DeskFixture.StartAsync())
            Assert.Equal("MailOff", CodeOf(await folder.InviteAsync(folder.Admin, byEmail: true)));
        await using var desk = await DeskFixture.StartAsync(
            services => services.AddSingleton(new SenderIdentities([new("default", "desk@desk.example", "Стол", MailPurposes.All)])),
            ("Desk:BaseUrl", "https://desk.example/"));
        var issued = (await desk.InviteAsync(desk.Admin, byEmail: true)).Value;
        var mail = await desk.ReadAsync(db => db.Outbox.SingleAsync());
        Assert.StartsWith("https://desk.example/account/", issued.Link.ToString(), StringComparison.Ordinal);
        Assert.Contains(issued.Link.ToString(), mail.Body, StringComparison.Ordinal);
        Assert.Equal(("lev@desk.example.ru", true), (mail.ToAddress, mail.Automatic));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client, Uri link, string name, string password)
    {
        var page = await client.GetStringAsync(link.AbsolutePath);
        return await client.PostAsync(link.AbsolutePath, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "account-link",
            ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
            ["Posted.Name"] = name,
            ["Posted.Password"] = password,
        }));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
