using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Shell;

namespace SupportDesk.Tests.Shell;

public sealed class OpenPagesTests : IDisposable
{
    private readonly Life life = new();

    public void Dispose() => life.Dispose();

    [Fact]
    public void Stop_PageThatIsOpen_IsToldAndWaitedFor()
    {
        var told = false;
        IDisposable? page = null;
        var pages = new OpenPages(life, NullLogger<OpenPages>.Instance);
        page = pages.Add(() => true, async () =>
        {
            await Task.Yield();
            told = true;
            page!.Dispose();
        });
        life.StopApplication();
        Assert.True(told);
    }

    // Its circuit is gone before the browser has read that it is paused.
    [Fact]
    public void Stop_PageThatPauses_IsWaitedForUntilItsConnectionIsClosed()
    {
        var closed = false;
        IDisposable? page = null;
        var pages = new OpenPages(life, NullLogger<OpenPages>.Instance);
        page = pages.Add(() => true, () =>
        {
            _ = pages.Pausing("1");
            page!.Dispose();
            _ = Task.Run(async () =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
                closed = true;
                pages.Disconnected("1");
            });
            return Task.CompletedTask;
        });
        life.StopApplication();
        Assert.True(closed);
    }

    // The framework answers before it sends: a page that has the answer hangs up.
    [Fact]
    public async Task Pausing_Answer_IsHeldBackUntilTheStateIsSent()
    {
        var pages = new OpenPages(life, NullLogger<OpenPages>.Instance);
        var held = pages.Pausing("1");
        pages.StateSent("2");
        Assert.False(held.IsCompleted);
        pages.StateSent("1");
        await held.WaitAsync(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Stop_PageThatHearsNothing_IsNotToldAndNotWaitedFor()
    {
        var pages = new OpenPages(life, NullLogger<OpenPages>.Instance);
        pages.Add(() => false, () => throw new InvalidOperationException("told"));
        pages.Add(() => true, () => throw new InvalidOperationException("its line broke meanwhile"));
        var begun = TimeProvider.System.GetTimestamp();
        life.StopApplication();
        Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Add_PageThatComesBackToADeskThatStops_IsToldAtOnce()
    {
        var pages = new OpenPages(life, NullLogger<OpenPages>.Instance);
        life.StopApplication();
        var told = false;
        pages.Add(() => true, () =>
        {
            told = true;
            return Task.CompletedTask;
        });
        Assert.True(told);
    }

    private sealed class Life : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource stopping = new();

        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => stopping.Token;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication() => stopping.Cancel();

        public void Dispose() => stopping.Dispose();
    }
}
