using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Diagnostics.Probe.Steps;
using SupportDesk.Kernel.Findings;
using SupportDesk.Robokassa;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Diagnostics.Probe;

/// <summary>Why a name leads nowhere, as a name server on this machine tells it.</summary>
public sealed class ResolveHostTests : IDisposable
{
    private readonly LoopbackDns server = new();

    public ResolveHostTests()
    {
        server.PublishHost("good.example", "good.example 60 A 203.0.113.9");
        server.PublishHost(
            "other.example", "other.example 200 CNAME shop.host.example", "shop.host.example 60 A 203.0.113.9", "shop.host.example 60 AAAA 2001:db8::9");
        server.PublishHost("six.example", "six.example 60 AAAA 2001:db8::9");
        server.PublishHost("empty.example");
        server.PublishHost("dangling.example", "dangling.example 200 CNAME gone.host.example");
        server.Errors["dangling.example"] = 3;
        server.Errors["broken.example"] = 2;
        server.Silent["silent.example"] = true;
    }

    [Theory]
    [InlineData("absent.example", "DnsNotFound", "NXDOMAIN")]
    [InlineData("empty.example", "DnsEmpty", null)]
    [InlineData("dangling.example", "DnsDangling", "dangling.example. 200 CNAME gone.host.example.")]
    [InlineData("broken.example", "DnsError", "Server Failure")]
    public async Task RunAsync_NameThatTheSystemDoesNotFind_SaysWhy(string host, string seen, string? evidence)
    {
        var result = await RunAsync(host, new MissingHost());
        Assert.Equal((seen, Severity.Red, evidence, true), (result.Seen.Key, result.Severity, result.Evidence, result.Ends));
    }

    [Fact]
    public async Task RunAsync_ServerThatDoesNotAnswer_IsSilentAndNotAbsent()
    {
        var result = await RunAsync("silent.example", new MissingHost());
        Assert.Equal(("DnsSilent", true), (result.Seen.Key, result.Ends));
    }

    [Theory]
    [InlineData("good.example", "good.example. 60 A 203.0.113.9")]
    [InlineData("other.example", "other.example. 200 CNAME shop.host.example., shop.host.example. 60 A 203.0.113.9, shop.host.example. 60 AAAA 2001:db8::9")]
    public async Task RunAsync_GoodName_ShowsItsRecordsWithTheirTimes(string host, string records)
    {
        var result = await RunAsync(host, new FakeResolver(IPAddress.Parse("203.0.113.9")));
        Assert.Equal(("DnsGood", Severity.Green, records), (result.Seen.Key, result.Severity, result.Evidence));
    }

    [Theory]
    [InlineData("absent.example", "203.0.113.9", "DnsOnlyHere", Severity.Yellow)]
    [InlineData("six.example", "2001:db8::9", "DnsOnlySix", Severity.Red)]
    [InlineData("silent.example", "203.0.113.9", "DnsGood", Severity.Green)]
    [InlineData("shop", "203.0.113.9", "DnsGood", Severity.Green)]
    public async Task RunAsync_NameThatTheSystemFinds_IsComparedWithTheDns(string host, string address, string seen, Severity severity)
    {
        var result = await RunAsync(host, new FakeResolver(IPAddress.Parse(address)));
        Assert.Equal((seen, severity, false), (result.Seen.Key, result.Severity, result.Ends));
    }

    [Fact]
    public async Task T48_RunAsync_DnsNamesAPublicAddressAndTheSystemOneInside_TheSystemsCounts()
    {
        var result = await RunAsync("good.example", new FakeResolver(IPAddress.Loopback));
        Assert.Equal(("DnsPrivate", true), (result.Seen.Key, result.Ends));
    }

    [Fact]
    public async Task RunAsync_SystemThatNeverAnswers_IsGivenUp()
    {
        var result = await RunAsync("silent.example", new HangingResolver(), seconds: 0.2);
        Assert.Equal(("DnsSilent", true), (result.Seen.Key, result.Ends));
    }

    public void Dispose() => server.Dispose();

    private async Task<StepResult> RunAsync(string host, IHostResolver resolver, double seconds = 10)
    {
        var options = Options.Create(new DiagnosticsOptions { TimeoutSeconds = seconds });
        var step = new ResolveHost(new ProbeConnector(resolver, options), new DnsRecordLookup(server.EndPoint), options);
        var state = new ProbeState(new ProbePlan(new Uri($"https://{host}/result"), HttpMethod.Post, "1", "1", SignatureAlgorithm.Md5, ""), [host]);
        return (await step.RunAsync(state, CancellationToken.None))!;
    }

    private sealed class MissingHost : IHostResolver
    {
        public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => throw new SocketException((int)SocketError.HostNotFound);
    }

    private sealed class HangingResolver : IHostResolver
    {
        public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
        {
            await Task.Delay(Timeout.Infinite, ct);
            return [];
        }
    }
}
