using SupportDesk.Ui;

namespace SupportDesk.Tests.Ui;

public sealed class PageLifetimeTests
{
    [Fact]
    public async Task Token_AskedForAfterThePageWent_IsCanceledAndDoesNotThrow()
    {
        var page = new PageLifetime();
        Assert.False(page.Token.IsCancellationRequested);

        page.Dispose();
        page.Dispose();

        Assert.True(page.Token.IsCancellationRequested);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(page.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Timeout.Infinite, linked.Token));
    }
}
