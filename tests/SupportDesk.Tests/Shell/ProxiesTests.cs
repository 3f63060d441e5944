using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Kernel;
using SupportDesk.Shell;

namespace SupportDesk.Tests.Shell;

public sealed class ProxiesTests
{
    [Theory]
    [InlineData("127.0.0.1", "203.0.113.7")]
    [InlineData("10.1.2.3", "203.0.113.7")]
    [InlineData("192.0.2.9", "203.0.113.7")]
    [InlineData("198.51.100.4", "198.51.100.4")]
    public async Task T67_ForwardedAddress_IsBelievedFromKnownProxiesOnly(string from, string visitor)
    {
        var context = await RunAsync(from, "203.0.113.7");
        Assert.Equal(visitor, context.Connection.RemoteIpAddress!.ToString());
    }

    [Fact]
    public async Task T67_T68_ForwardedHost_IsBelievedFromNobody()
    {
        var context = await RunAsync("127.0.0.1", "203.0.113.7");
        Assert.Equal("desk.example", context.Request.Host.Value);
    }

    [Fact]
    public void Trust_NeitherAddressNorNetwork_IsNamed() =>
        Assert.Contains("proxy.example", Assert.Throws<ConfigurationException>(() => Options("proxy.example")).Message, StringComparison.Ordinal);

    private static async Task<HttpContext> RunAsync(string from, string forwarded)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(from);
        context.Request.Host = new HostString("desk.example");
        context.Request.Headers["X-Forwarded-For"] = forwarded;
        context.Request.Headers["X-Forwarded-Host"] = "evil.example";
        var middleware = new ForwardedHeadersMiddleware(
            _ => Task.CompletedTask, NullLoggerFactory.Instance, Microsoft.Extensions.Options.Options.Create(Options("10.0.0.0/8", "192.0.2.9")));
        await middleware.Invoke(context);
        return context;
    }

    private static ForwardedHeadersOptions Options(params string[] known)
    {
        var options = new ForwardedHeadersOptions();
        var settings = known.Select((value, at) => KeyValuePair.Create($"Proxy:Known:{at}", (string?)value));
        Proxies.Trust(options, new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return options;
    }
}
