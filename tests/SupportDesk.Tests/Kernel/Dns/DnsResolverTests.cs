using DnsClient;
using SupportDesk.Kernel.Dns;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Kernel.Dns;

public sealed class DnsResolverTests : IDisposable
{
    private const string Name = "shop.example";
    private readonly LoopbackDns server = new();

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData("shop.example", true)]
    [InlineData("shop.example.", true)]
    [InlineData("s1._domainkey.shop.example", true)]
    [InlineData("", false)]
    [InlineData("shop..example", false)]
    [InlineData(".shop.example", false)]
    public void IsName_LabelsAndDots_AreLookedAt(string name, bool expected) => Assert.Equal(expected, DnsResolver.IsName(name));

    [Theory]
    [InlineData(63, 1, true)]
    [InlineData(64, 1, false)]
    [InlineData(1, 126, true)]
    [InlineData(1, 128, false)]
    public void IsName_Lengths_AreThoseOfTheDns(int emails, int labels, bool expected) =>
        Assert.Equal(expected, DnsResolver.IsName(string.Join('.', Enumerable.Repeat(new string('a', emails), labels))));

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 3)]
    public async Task AskAsync_SameNameThreeTimes_IsAskedOnceIfAnswersAreKept(bool keepsAnswers, int times)
    {
        server.Publish(Name, "words");
        var resolver = Resolver(keepsAnswers);
        for (var i = 0; i < 3; i++)
            Assert.NotNull(await resolver.AskAsync(Name, QueryType.TXT, CancellationToken.None));
        Assert.Equal(times, server.Asked.Count);
    }

    [Fact]
    public async Task AskAsync_ErrorOfAServer_IsAnAnswer()
    {
        server.Errors[Name] = 2;
        Assert.Equal(DnsHeaderResponseCode.ServerFailure, (await Resolver().AskAsync(Name, QueryType.TXT, CancellationToken.None))?.Header.ResponseCode);
    }

    [Fact]
    public async Task AskAsync_Silence_IsNoAnswer()
    {
        server.Silent["*"] = true;
        Assert.Null(await Resolver().AskAsync(Name, QueryType.TXT, CancellationToken.None));
    }

    [Fact]
    public async Task AskAsync_Cancelled_EndsAsSuch()
    {
        server.Silent["*"] = true;
        using var cancelled = new CancellationTokenSource();
        var asking = Resolver().AskAsync(Name, QueryType.TXT, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private DnsResolver Resolver(bool keepsAnswers = false) => new([server.EndPoint], keepsAnswers);
}
