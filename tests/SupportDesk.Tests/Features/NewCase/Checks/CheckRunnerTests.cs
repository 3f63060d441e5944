using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Features.NewCase.Checklists;
using SupportDesk.Features.NewCase.Checks;
using SupportDesk.Features.NewCase.Drafts;
using SupportDesk.Kernel.Findings;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Features.NewCase.Checks;

public sealed class CheckRunnerTests
{
    [Fact]
    public async Task RunAsync_CheckThatNeverEnds_IsCutOffAndSaidSo()
    {
        var verdict = Assert.Single(await RunAsync(new Fake(TimeSpan.FromMilliseconds(20), ct => Task.Delay(Timeout.Infinite, ct))));
        Assert.Equal((Severity.Yellow, "CheckSlow"), (verdict.Severity, verdict.Seen.Key));
    }

    [Fact]
    public async Task RunAsync_CheckThatThrows_DoesNotTakeTheFormWithIt()
    {
        var verdict = Assert.Single(await RunAsync(new Fake(TimeSpan.FromSeconds(5), _ => throw new InvalidOperationException("broken"))));
        Assert.Equal((Severity.Yellow, "CheckFailed"), (verdict.Severity, verdict.Seen.Key));
    }

    [Fact]
    public async Task RunAsync_ImpossibleAnswer_ReachesNoCheck()
    {
        var fake = new Fake(TimeSpan.FromSeconds(5), _ => Task.CompletedTask);
        var verdict = Assert.Single(await RunAsync(fake, "12a"));
        Assert.True(verdict.Impossible);
        Assert.False(fake.Ran);
    }

    private static async Task<IReadOnlyList<CheckResult>> RunAsync(Fake fake, string answer = "12345")
    {
        await using var desk = await DeskFixture.StartAsync(services => services.AddScoped<IChecklistCheck>(_ => fake));
        var item = Sample.Item("invoice", ItemKind.Invoice, required: true, fake.Name);
        var draft = new DraftView(Guid.NewGuid(), "sample", null, null, null, "{}", null, null, null, null, null, desk.Clock.GetUtcNow(), []);
        return await desk.UseAsync<CheckRunner, IReadOnlyList<CheckResult>>(runner =>
            runner.RunAsync(item, Sample.Answers(("invoice", answer)), Sample.CaseType(item), draft, desk.Merchant, CancellationToken.None));
    }

    private sealed class Fake(TimeSpan timeout, Func<CancellationToken, Task> work) : IChecklistCheck
    {
        public bool Ran { get; private set; }

        public string Name => "fake";

        public TimeSpan Timeout => timeout;

        public async Task<CheckResult?> RunAsync(CheckInput input, CancellationToken ct)
        {
            Ran = true;
            await work(ct);
            return null;
        }
    }
}
