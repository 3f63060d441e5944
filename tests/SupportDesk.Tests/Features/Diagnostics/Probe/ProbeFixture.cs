using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SupportDesk.Features.Diagnostics.Probe;
using SupportDesk.Features.Settings.Shops;
using SupportDesk.Kernel;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Diagnostics.Probe;

/// <summary>A desk whose doctor may call the nginx of the test, under the name of a shop.</summary>
internal sealed class ProbeFixture : IAsyncDisposable
{
    private ProbeFixture(NginxShop nginx, DeskFixture desk) => (Nginx, Desk) = (nginx, desk);

    public NginxShop Nginx { get; }

    public DeskFixture Desk { get; }

    public static async Task<ProbeFixture> StartAsync(params (string Key, string Value)[] settings)
    {
        var nginx = await NginxShop.StartAsync();
        var desk = await DeskFixture.StartAsync(
            services =>
                services
                    .Replace(ServiceDescriptor.Singleton<IHostResolver>(new FakeResolver(IPAddress.Loopback)))
                    .Replace(ServiceDescriptor.Singleton<IDnsRecordLookup>(new NoLookup())),
            [("Doctor:AllowPrivateAddresses", "true"), ("Doctor:TrustedAuthorities", nginx.Certificate.AuthorityFile), .. settings]
        );
        // Certificates are made for today.
        desk.Clock.Advance(TimeProvider.System.GetUtcNow() - desk.Clock.GetUtcNow());
        var saved = await desk.SaveShopAsync(string.Join(' ', nginx.Hosts));
        Assert.True(saved.Ok);
        return new ProbeFixture(nginx, desk);
    }

    public async Task<IReadOnlyList<RunProbe.Finding>> RunAsync(string url, bool byGet = false)
    {
        var found = new List<RunProbe.Finding>();
        await Desk.UseAsync<RunProbe, Unit>(async probe =>
        {
            var input = new RunProbe.Input(Desk.Shop.Id, url, byGet, NginxShop.InvId, NginxShop.OutSum);
            Assert.True((await probe.CheckAsync(input, Desk.Merchant, CancellationToken.None)).Ok);
            await foreach (var step in probe.RunAsync(probe.NewId(), input, Desk.Merchant, CancellationToken.None))
                found.Add(step);
            return default;
        });
        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        await Nginx.DisposeAsync();
    }
}

/// <summary>Gives its answers in turn, the last one for ever.</summary>
internal sealed class FakeResolver(params IPAddress[] answers) : IHostResolver
{
    private int asked;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct) => Task.FromResult<IPAddress[]>([answers[Math.Min(asked++, answers.Length - 1)]]);
}

/// <summary>A machine that can ask no name server.</summary>
internal sealed class NoLookup : IDnsRecordLookup
{
    public Task<DnsRecords> RunAsync(string host, CancellationToken ct) => Task.FromResult(DnsRecords.Unknown);
}

internal static class ProbeDesk
{
    public static Task<Result<Unit>> SaveShopAsync(this DeskFixture desk, string hosts) =>
        desk.UseAsync<SaveShop, Result<Unit>>(save =>
            save.RunAsync(
                new SaveShop.Input(desk.Shop.Id, "md5", [null, null, null, NginxShop.TestPassword2], [false, false, false, false], null, false, hosts, false),
                desk.Admin,
                CancellationToken.None
            )
        );
}
