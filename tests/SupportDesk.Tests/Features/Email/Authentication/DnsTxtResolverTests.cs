using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Authentication;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.Email.Authentication;

public sealed class DnsTxtResolverTests : IDisposable
{
    private const string Name = "s1._domainkey.rk.example.ru";
    private readonly LoopbackDns server = new();
    private readonly TestClock clock = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task ResolveAsync_LongRecord_IsJoined()
    {
        server.Publish(Name, new string('a', 200), "; tail");
        var answer = await Resolver().ResolveAsync(Name, CancellationToken.None);
        Assert.Equal((TxtOutcome.Found, new string('a', 200) + "; tail"), (answer.Outcome, Assert.Single(answer.Texts)));
    }

    [Fact]
    public async Task ResolveAsync_SameNameAgain_IsAskedOnce()
    {
        server.Publish(Name, "v=DKIM1");
        var resolver = Resolver();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(TxtOutcome.Found, (await resolver.ResolveAsync(Name, CancellationToken.None)).Outcome);
            Assert.Equal(TxtOutcome.NoSuchName, (await resolver.ResolveAsync("_dmarc.rk.example.ru", CancellationToken.None)).Outcome);
        }

        Assert.Equal([Name, "_dmarc.rk.example.ru"], server.Asked);
    }

    [Fact]
    public async Task ResolveAsync_ServerHasAnError_IsUnavailable()
    {
        server.Errors[Name] = 2;
        Assert.Equal(TxtOutcome.Unavailable, (await Resolver().ResolveAsync(Name, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task ResolveAsync_NobodyAnswers_IsAskedOnceAndThenLeftAlone()
    {
        server.Silent["*"] = true;
        var resolver = Resolver();
        var watch = Stopwatch.StartNew();
        Assert.Equal(TxtOutcome.Unavailable, (await resolver.ResolveAsync(Name, CancellationToken.None)).Outcome);
        var asked = server.Asked.Count;
        for (var i = 0; i < 100; i++)
            Assert.Equal(TxtOutcome.Unavailable, (await resolver.ResolveAsync($"s{i}._domainkey.x.example", CancellationToken.None)).Outcome);
        Assert.Equal(asked, server.Asked.Count);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));

        server.Silent.Clear();
        server.Publish(Name, "v=DKIM1");
        clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(TxtOutcome.Found, (await resolver.ResolveAsync(Name, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task ResolveAsync_OneDomainIsSilent_TheOthersAreAskedOn()
    {
        server.Silent["tar.pit.example"] = true;
        server.Publish(Name, "v=DKIM1");
        var resolver = Resolver();
        Assert.Equal(TxtOutcome.Unavailable, (await resolver.ResolveAsync("tar.pit.example", CancellationToken.None)).Outcome);
        Assert.Equal(TxtOutcome.Found, (await resolver.ResolveAsync(Name, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task ResolveAsync_NoName_IsNotAskedFor()
    {
        Assert.Equal(TxtOutcome.NoSuchName, (await Resolver().ResolveAsync(string.Join('.', Enumerable.Repeat("label", 60)), CancellationToken.None)).Outcome);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task ResolveAsync_Cancelled_Ends()
    {
        server.Silent["*"] = true;
        using var cancelled = new CancellationTokenSource();
        var asking = Resolver().ResolveAsync(Name, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private DnsTxtResolver Resolver() => new(
        MailSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Mail:Authentication:Dns", (string?)server.Address)]).Build()),
        clock, NullLogger<DnsTxtResolver>.Instance);
}
