using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SupportDesk.Features.Diagnostics;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Kernel.Findings;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Diagnostics.Probe;

/// <summary>The doctor calls nobody inside its own network, however the address is written and whenever it changes.</summary>
public sealed class ForbiddenAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:a9fe:a9fe")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b:1::7f00:1")]
    [InlineData("64:ff9b:1:ffff::a00:1")]
    [InlineData("2001::7f00:1")]
    [InlineData("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [InlineData("::ffff:0:127.0.0.1")]
    public async Task T47_Resolved_AddressInside_IsRefusedBeforeAnythingIsSent(string address)
    {
        await using var desk = await StartAsync(IPAddress.Parse(address));
        var found = await RunAsync(desk, "https://shop.example/result");
        Assert.Equal(("DnsPrivate", Severity.Red), (found[0].Seen!.Key, found[0].Severity));
        Assert.All(found.Skip(1), step => Assert.Null(step.Seen));
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://0177.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:a9fe:a9fe]/")]
    [InlineData("http://localhost./")]
    [InlineData("http://127。0。0。1/")]
    [InlineData("http://１２７.0.0.1/")]
    public async Task T47_Written_AddressInside_IsRefused(string url)
    {
        await using var desk = await StartAsync(IPAddress.Loopback, hosts: "127.0.0.1 [::1] [::ffff:169.254.169.254] localhost");
        var refused = await desk.UseAsync<RunProbe, Result<Unit>>(probe => probe.CheckAsync(Input(desk, url), desk.Admin, CancellationToken.None));
        if (!refused.Ok)
            return;
        Assert.Equal("DnsPrivate", (await RunAsync(desk, url))[0].Seen!.Key);
    }

    [Fact]
    public async Task T48_Rebound_NameTurnsInsideAfterItWasChecked_IsRefusedAtTheSocket()
    {
        using var inside = new TcpListener(IPAddress.Loopback, 0);
        inside.Start();
        var connector = new ProbeConnector(new FakeResolver(IPAddress.Parse("203.0.113.9"), IPAddress.Loopback), Options.Create(new DiagnosticsOptions()));
        Assert.False(connector.IsForbidden((await connector.ResolveAsync("shop.example", CancellationToken.None))[0]));
        using var judge = new ProbeHttp(
            connector,
            new CertificateValidator(Options.Create(new DiagnosticsOptions())),
            Options.Create(new DiagnosticsOptions())
        );
        var reply = await judge.SendAsync(
            new Uri($"http://shop.example:{((IPEndPoint)inside.LocalEndpoint).Port}/"),
            HttpMethod.Post,
            [],
            CancellationToken.None
        );
        Assert.Equal(ProbeFailure.Forbidden, reply.Failure);
        Assert.False(inside.Pending());
    }

    [Fact]
    public async Task T49_SendAsync_EndlessAnswer_IsCutAndNothingOfOursIsTold()
    {
        using var shop = new TcpListener(IPAddress.Loopback, 0);
        shop.Start();
        var heard = EndlessAsync(shop);
        var options = Options.Create(new DiagnosticsOptions { AllowPrivateAddresses = true, TimeoutSeconds = 5 });
        using var http = new ProbeHttp(new ProbeConnector(new FakeResolver(IPAddress.Loopback), options), new CertificateValidator(options), options);
        var reply = await http.SendAsync(
            new Uri($"http://shop.example:{((IPEndPoint)shop.LocalEndpoint).Port}/"),
            HttpMethod.Post,
            [new("OutSum", "1")],
            CancellationToken.None
        );
        Assert.Equal((null, ProbeHttp.MaxBody), (reply.Failure, reply.Body.Length));
        var request = await heard;
        // Neither a cookie nor a trace, and nothing about who asks.
        Assert.Equal(
            ["Accept", "Content-Length", "Content-Type", "Host", "User-Agent"],
            request.Split("\r\n\r\n")[0].Split("\r\n").Skip(1).Select(line => line.Split(':')[0]).Order()
        );
        Assert.Contains("User-Agent: SupportDesk-Doctor/1.0\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task T49_SendAsync_SilentShop_IsGivenUp()
    {
        using var shop = new TcpListener(IPAddress.Loopback, 0);
        shop.Start();
        var options = Options.Create(new DiagnosticsOptions { AllowPrivateAddresses = true, TimeoutSeconds = 0.3 });
        using var http = new ProbeHttp(new ProbeConnector(new FakeResolver(IPAddress.Loopback), options), new CertificateValidator(options), options);
        var reply = await http.SendAsync(new Uri($"http://shop.example:{((IPEndPoint)shop.LocalEndpoint).Port}/"), HttpMethod.Get, [], CancellationToken.None);
        Assert.Equal(ProbeFailure.TimedOut, reply.Failure);
    }

    [Theory]
    [InlineData("https://shop.example/result", true)]
    [InlineData("http://SHOP.example/result", true)]
    [InlineData("https://shop.example:8443/result", false)]
    [InlineData("https://admin.example:8443/result", true)]
    [InlineData("https://admin.example/result", false)]
    [InlineData("https://shop.example.evil.example/result", false)]
    [InlineData("https://evil.example/?shop.example", false)]
    public async Task T49_CheckAsync_OnlyHostsAndPortsThatAreListed(string url, bool allowed)
    {
        await using var desk = await StartAsync(IPAddress.Loopback, "shop.example admin.example:8443");
        var result = await desk.UseAsync<RunProbe, Result<Unit>>(probe => probe.CheckAsync(Input(desk, url), desk.Agent, CancellationToken.None));
        Assert.Equal(allowed ? null : "HostNotListed", result.Problems.Select(problem => problem.Code).FirstOrDefault());
    }

    [Fact]
    public async Task CheckAsync_SeveralWrongFields_TellsOfAllAtOnce()
    {
        await using var desk = await StartAsync(IPAddress.Loopback, "shop.example");
        var input = Input(desk, "ftp://shop.example/result") with { InvId = "A-1", OutSum = "abc" };

        var result = await desk.UseAsync<RunProbe, Result<Unit>>(probe => probe.CheckAsync(input, desk.Agent, CancellationToken.None));

        Assert.Equal(["Url", "InvId", "OutSum"], result.Problems.Select(problem => problem.Field));
    }

    [Fact]
    public async Task T52_OtherShop_CanNeitherBeProbedNorRead()
    {
        await using var desk = await StartAsync(IPAddress.Loopback);
        var input = Input(desk, "https://shop.example/result");
        var refused = await desk.UseAsync<RunProbe, Result<Unit>>(probe => probe.CheckAsync(input, desk.Stranger, CancellationToken.None));
        Assert.Equal("NotFound", refused.Problems[0].Code);
        await RunAsync(desk, input.Url);
        Assert.Empty(
            (
                await desk.UseAsync<ListProbes, KeyedPage<ListProbes.Row>>(list =>
                    list.RunAsync(new(desk.Shop.Id, input.Url), desk.Stranger, CancellationToken.None)
                )
            ).Rows
        );
        var shops = await desk.UseAsync<ReadShops, IReadOnlyList<ReadShops.Row>>(read => read.RunAsync(desk.Stranger, CancellationToken.None));
        Assert.Equal(desk.OtherShop.Id, Assert.Single(shops).Id);
        var saved = await desk.UseAsync<SaveShop, Result<Unit>>(save =>
            save.RunAsync(
                new SaveShop.Input(desk.Shop.Id, "md5", [null, null, null, "x"], [false, false, false, false], null, false, "evil.example", false),
                desk.Agent,
                CancellationToken.None
            )
        );
        Assert.Equal("NotFound", saved.Problems[0].Code);
    }

    private static async Task<DeskFixture> StartAsync(IPAddress address, string hosts = "shop.example")
    {
        var desk = await DeskFixture.StartAsync(services =>
            services
                .Replace(ServiceDescriptor.Singleton<IHostResolver>(new FakeResolver(address)))
                .Replace(ServiceDescriptor.Singleton<IDnsRecordLookup>(new NoLookup()))
        );
        Assert.True((await desk.SaveShopAsync(hosts)).Ok);
        return desk;
    }

    private static RunProbe.Input Input(DeskFixture desk, string url) => new(desk.Shop.Id, url, false, "5", "10");

    private static async Task<IReadOnlyList<RunProbe.Finding>> RunAsync(DeskFixture desk, string url)
    {
        var found = new List<RunProbe.Finding>();
        await desk.UseAsync<RunProbe, Unit>(async probe =>
        {
            await foreach (var step in probe.RunAsync(probe.NewId(), Input(desk, url), desk.Admin, CancellationToken.None))
                found.Add(step);
            return default;
        });
        return found;
    }

    private static async Task<string> EndlessAsync(TcpListener shop)
    {
        using var client = await shop.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var buffer = new byte[4096];
        var read = await stream.ReadAsync(buffer);
        try
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\n\r\n"u8.ToArray());
            while (true)
                await stream.WriteAsync(new byte[64 * 1024]);
        }
        catch (IOException)
        {
            // The doctor has had enough.
        }

        return System.Text.Encoding.ASCII.GetString(buffer, 0, read);
    }
}
