using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SupportDesk.Features.Email;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Kernel;

namespace SupportDesk.Tests.Features.Email.Inbox;

public sealed class MailboxWorkerTests
{
    [Fact]
    public async Task RunAsync_Emails_AreTakenWhenTheyArrive()
    {
        await using var mail = await MailFixture.StartAsync();
        var box = Box(mail, "one");
        box.Put(1, Email(1));
        await using var worker = Start(mail, box);
        await UntilAsync(() => box.Done.Contains("1"));
        box.Put(2, Email(2));
        await UntilAsync(() => box.Done.Contains("2"));
        Assert.Equal(1, box.Opened);
    }

    [Fact]
    public async Task RunAsync_MailboxIsDead_DisturbsNoOtherAndComesBackWhenCalled()
    {
        await using var mail = await MailFixture.StartAsync();
        var (dead, alive) = (Box(mail, "dead"), Box(mail, "alive"));
        dead.Closed = new AuthenticationException("No. Not with geheim.");
        dead.Put(1, Email(1));
        await using var first = Start(mail, dead);
        await using var second = Start(mail, alive);
        await UntilAsync(async () => await ErrorAsync(mail, "dead") is not null);
        alive.Put(2, Email(2));
        await UntilAsync(() => alive.Done.Contains("2"));

        // A refused sign-in is left alone for half a minute at least; a person need not wait for that.
        Assert.Equal(1, dead.Opened);
        dead.Closed = null;
        mail.Desk.Services.GetRequiredService<MailboxSignals>().Call("dead");
        await UntilAsync(() => dead.Done.Contains("1"));
        await UntilAsync(async () => await ErrorAsync(mail, "dead") is null);
        Assert.Null(await ErrorAsync(mail, "alive"));
    }

    [Fact]
    public async Task RunAsync_ConnectionBreaksWhileItWaits_IsOpenedAnewAndNothingIsTakenTwice()
    {
        await using var mail = await MailFixture.StartAsync();
        var box = Box(mail, "one");
        box.Put(1, Email(1));
        await using var worker = Start(mail, box);
        await UntilAsync(() => box.Done.Contains("1"));
        box.Closed = new IOException("Gone.");
        box.Put(2, Email(2));
        await UntilAsync(async () => await ErrorAsync(mail, "one") == "Gone.");
        box.Closed = null;
        mail.Desk.Services.GetRequiredService<MailboxSignals>().Call("one");
        await UntilAsync(() => box.Done.Contains("2"));
        Assert.Equal(2, (await mail.SuspendedAsync()).Count);
    }

    [Fact]
    public async Task ReadNow_IsForDeskStaff_AndReachesEveryMailbox()
    {
        await using var mail = await MailFixture.StartAsync();
        var calls = mail.Desk.Services.GetRequiredService<MailboxSignals>();
        var before = calls.Begin("folder:in");
        Assert.False((await mail.Desk.UseAsync<FetchNow, Result<Unit>>(read => Task.FromResult(read.Run(true, mail.Desk.Merchant)))).Ok);
        Assert.False(before.Bell.IsCancellationRequested);
        Assert.True((await mail.Desk.UseAsync<FetchNow, Result<Unit>>(read => Task.FromResult(read.Run(true, mail.Desk.Agent)))).Ok);
        Assert.True(before.Bell.IsCancellationRequested);
        Assert.True(calls.Begin("folder:in").Compare);
        Assert.False(calls.Begin("folder:in").Compare);
    }

    private static FakeMailbox Box(MailFixture mail, string name) => new(mail.Desk.Services.GetRequiredService<MailSettings>().Mailboxes[0], name);

    private static string Email(int number) => $"From: <a{number}@x.example>\nSubject: {number}\nMessage-ID: <{number}@x.example>\n\n{number}";

    private static Task<string?> ErrorAsync(MailFixture mail, string name) =>
        mail.Desk.ReadAsync(db => db.Mailboxes.Where(box => box.Mailbox == name).Select(box => box.LastError).FirstOrDefaultAsync());

    private static Running Start(MailFixture mail, FakeMailbox box)
    {
        var services = mail.Desk.Services;
        var worker = new MailboxWorker(box, services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<MailboxSignals>(),
            services.GetRequiredService<MailSettings>(), mail.Desk.Clock, NullLogger<MailboxWorker>.Instance);
        return new Running(worker);
    }

    private static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
            await again.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>A worker that runs until the test is over.</summary>
    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private readonly Task work;

        public Running(MailboxWorker worker) => work = Task.Run(() => worker.RunAsync(stop.Token));

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await work;
            stop.Dispose();
        }
    }
}
