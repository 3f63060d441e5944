using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Shell;

/// <summary>Requests that no page of the desk would send.</summary>
public sealed partial class RequestsTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/sign-in")]
    [InlineData("/case/nobody-has-this-link")]
    [InlineData("/desk/contacts")]
    [InlineData("/icons.svg")]
    [InlineData("/no-such-page")]
    public async Task Head_AnyAddress_AnswersAsGetDoes(string address)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        var get = await client.GetAsync(address);
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        var head = await client.SendAsync(request);
        Assert.Equal((get.StatusCode, get.Content.Headers.ContentType?.MediaType), (head.StatusCode, head.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_AddressOfTheDeskThatIsNone_SaysSoInsideTheDesk()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = await desk.SignInAsync(desk.Agent);
        var answer = await client.GetAsync("/desk/no/such/page?x=1");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("\"type\":\"server\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/desk/tickets")).StatusCode);
        using var stranger = desk.CreateClient();
        Assert.Equal(HttpStatusCode.Redirect, (await stranger.GetAsync("/desk/no/such/page")).StatusCode);
    }

    /// <summary>What builds addresses out of it would fail, and the page that says so as well.</summary>
    [Theory]
    [InlineData("evil:99999")]
    [InlineData(".")]
    [InlineData("a_b..c")]
    public async Task Get_HostThatIsNone_IsRefused(string host)
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var client = desk.CreateClient();
        foreach (var address in new[] { "/", "/case/new", "/desk", "/no-such-page" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            Assert.True(request.Headers.TryAddWithoutValidation("Host", host));
            using var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Post_EveryAddressWithNothing_IsRefusedWithASentenceAndNeverBreaks()
    {
        await using var desk = await DeskFixture.ServeAsync();
        using var admin = await desk.SignInAsync(desk.Admin);
        var addresses = desk
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") != false)
            .Select(endpoint => Parameter().Replace(endpoint.RoutePattern.RawText!, match =>
                match.Groups["guid"].Success ? "11111111-1111-1111-1111-111111111111" : match.Groups["open"].Success ? "" : "1"))
            .Where(address => !address.StartsWith("/_", StringComparison.Ordinal) && !address.StartsWith('_'))
            .Distinct()
            .ToList();
        Assert.True(addresses.Count > 20, string.Join(' ', addresses));
        var wrong = new List<string>();
        foreach (var address in addresses)
        {
            foreach (var content in new HttpContent?[] { null, new FormUrlEncodedContent([]), new StringContent("{", null, "application/json") })
            {
                using var answer = await admin.PostAsync("/" + address.TrimStart('/'), content);
                var text = await answer.Content.ReadAsStringAsync();
                if ((int)answer.StatusCode >= 500 || (answer.StatusCode == HttpStatusCode.BadRequest && text.Trim().Length == 0))
                    wrong.Add($"{address} {content?.Headers.ContentType?.MediaType}: {(int)answer.StatusCode} {text.Trim().Length}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }

    [GeneratedRegex(@"\{(?:(?<guid>\w+:guid)|(?<open>\*\*?\w+|\w+\?)|[^}]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
