using System.Net;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Features.Email.SignIn;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.SignIn;

public sealed class AccessTokensTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tokens-").FullName;
    private readonly EphemeralDataProtectionProvider protection = new();
    private readonly TestClock clock = new();

    private static readonly OAuthOptions Microsoft = new()
    {
        TokenEndpoint = "https://login.example/tenant/oauth2/v2.0/token",
        ClientId = "desk",
        ClientSecret = "geheim",
        Scope = "https://outlook.office365.com/.default",
    };

    private static readonly OAuthOptions Yandex = new()
    {
        TokenEndpoint = "https://oauth.example/token",
        ClientId = "desk",
        ClientSecret = "geheim",
        RefreshToken = "first",
    };

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task GetAsync_ClientCredentials_AsksOnceAndAgainShortlyBeforeTheEnd()
    {
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("one"), FakeTokenEndpoint.Token("two"));
        using var tokens = Tokens(endpoint);
        Assert.Equal("one", await GetAsync(tokens, Microsoft));
        clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal("one", await GetAsync(tokens, Microsoft));
        Assert.Equal(
            "grant_type=client_credentials&client_id=desk&client_secret=geheim&scope=https%3A%2F%2Foutlook.office365.com%2F.default",
            Assert.Single(endpoint.Asked)
        );
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("two", await GetAsync(tokens, Microsoft));
    }

    [Fact]
    public async Task GetAsync_RefreshTokenIsExchanged_NewOneSurvivesARestart()
    {
        using (var tokens = Tokens(new FakeTokenEndpoint(FakeTokenEndpoint.Token("one", more: ",\"refresh_token\":\"second\""))))
            Assert.Equal("one", await GetAsync(tokens, Yandex));
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("two"));
        using (var tokens = Tokens(endpoint))
            await GetAsync(tokens, Yandex);
        Assert.Contains("refresh_token=second", endpoint.Asked[0], StringComparison.Ordinal);
        Assert.DoesNotContain(
            "second",
            await File.ReadAllTextAsync(Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))),
            StringComparison.Ordinal
        );

        using var changed = Tokens(endpoint);
        await GetAsync(changed, new OAuthOptions { TokenEndpoint = Yandex.TokenEndpoint, ClientId = "desk", RefreshToken = "entered anew" });
        Assert.Contains("refresh_token=entered+anew", endpoint.Asked[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_NewRefreshTokenCannotBeWrittenDown_IsUsedAndWrittenDownWithTheNextAnswer()
    {
        // Where a folder stands no file can be written.
        var file = Path.Combine(new DataPaths(folder).Keys, "mail-payers.token");
        var obstacle = Directory.CreateDirectory(file + ".new");
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("one", more: ",\"refresh_token\":\"second\""), FakeTokenEndpoint.Token("two"));
        using var tokens = Tokens(endpoint);
        Assert.Equal("one", await GetAsync(tokens, Yandex));
        Assert.False(File.Exists(file));

        obstacle.Delete();
        tokens.Refuse("payers", "one");
        Assert.Equal("two", await GetAsync(tokens, Yandex));
        Assert.Contains("refresh_token=second", endpoint.Asked[1], StringComparison.Ordinal);
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task GetAsync_CannotBeRenewed_OldOneLastsToItsEndAndTroubleIsSaid()
    {
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("one"), (HttpStatusCode.ServiceUnavailable, "<html>later</html>"));
        using var tokens = Tokens(endpoint);
        await GetAsync(tokens, Microsoft);
        Assert.Equal(0, tokens.Troubled);
        clock.Advance(TimeSpan.FromMinutes(56));
        Assert.Equal("one", await GetAsync(tokens, Microsoft));
        Assert.Equal(1, tokens.Troubled);
        Assert.Equal("one", await GetAsync(tokens, Microsoft));
        Assert.Equal(2, endpoint.Asked.Count);
        clock.Advance(TimeSpan.FromMinutes(5));
        var error = await Assert.ThrowsAsync<OAuthException>(() => GetAsync(tokens, Microsoft));
        Assert.Equal(("The token endpoint answered 503.", false), (error.Message, error.IsRefused));
    }

    [Fact]
    public async Task T73_GetAsync_Refused_SaysTheCodeAndNoSecret()
    {
        using var tokens = Tokens(new FakeTokenEndpoint(FakeTokenEndpoint.Refused("invalid_grant", "Token first of desk:geheim was revoked")));
        var error = await Assert.ThrowsAsync<OAuthException>(() => GetAsync(tokens, Yandex));
        Assert.Equal(("The token endpoint answered 400 invalid_grant.", true, 1), (error.Message, error.IsRefused, tokens.Troubled));
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuse_TokenThatTheServerDidNotTake_IsNotUsedAgain()
    {
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("one"), FakeTokenEndpoint.Token("two"));
        using var tokens = Tokens(endpoint);
        tokens.Refuse("payers", await GetAsync(tokens, Microsoft));
        Assert.Equal(1, tokens.Troubled);
        Assert.Equal("two", await GetAsync(tokens, Microsoft));
        Assert.Equal(0, tokens.Troubled);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("ok")]
    [InlineData("""{"access_token":""}""")]
    public async Task GetAsync_AnswerThatIsNone_IsAnError(string body)
    {
        using var tokens = Tokens(new FakeTokenEndpoint((HttpStatusCode.OK, body)));
        Assert.False((await Assert.ThrowsAsync<OAuthException>(() => GetAsync(tokens, Microsoft))).IsRefused);
    }

    [Fact]
    public async Task GetAsync_ManyAtOnce_AskOnce()
    {
        var endpoint = new FakeTokenEndpoint(FakeTokenEndpoint.Token("one"));
        using var tokens = Tokens(endpoint);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => GetAsync(tokens, Microsoft))));
        Assert.Single(endpoint.Asked);
    }

    private AccessTokens Tokens(FakeTokenEndpoint endpoint) =>
        new(new TokenRequest(endpoint), new RefreshTokens(new DataPaths(folder), protection), clock, NullLogger<AccessTokens>.Instance);

    private static Task<string> GetAsync(AccessTokens tokens, OAuthOptions options) => tokens.GetAsync("payers", options, CancellationToken.None);
}
