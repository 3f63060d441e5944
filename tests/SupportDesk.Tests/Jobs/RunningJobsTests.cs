using System.Globalization;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;
using Microsoft.Extensions.DependencyInjection;
using SupportDesk.Jobs;
using SupportDesk.Tests.Features.Payers;
using SupportDesk.Tests.Security;
using SupportDesk.Tests.Support;

namespace SupportDesk.Tests.Jobs;

/// <summary>Hangfire itself runs the jobs of a whole desk, by the real clock.</summary>
public sealed class RunningJobsTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Every_PeriodOfASecond_RunsAgainAndAgain()
    {
        var trial = new Trial();
        await using var desk = await trial.ServeAsync(Second);
        await trial.UntilStartedAsync(4);
    }

    [Fact]
    public async Task Every_RunLongerThanThePeriod_IsNeverStartedTwiceAtOnce()
    {
        var (trial, held) = (new Trial(), new TaskCompletionSource());
        trial.Work = _ => held.Task;
        await using var desk = await trial.ServeAsync(Second);
        await trial.UntilStartedAsync(1);
        var turn = Trial.ScheduleOf(desk).NextExecution;
        await Until.TrueAsync(() => Trial.ScheduleOf(desk).NextExecution > turn + TimeSpan.FromSeconds(3), () => "The schedule stands still.");
        Assert.Equal(1, trial.Started);
        held.SetResult();
        await trial.UntilStartedAsync(3);
        Assert.Equal(1, trial.MostAtOnce);
    }

    [Fact]
    public async Task Call_WhileTheJobRuns_IsNotLost()
    {
        var (trial, held) = (new Trial(), new TaskCompletionSource());
        trial.Work = _ => held.Task;
        await using var desk = await trial.ServeAsync(Hour);
        await trial.UntilStartedAsync(1);
        for (var i = 0; i < 100; i++)
            desk.Services.GetRequiredService<JobCaller>().Call(Trial.Name);
        held.SetResult();
        await trial.UntilStartedAsync(2);
        await Until.TrueAsync(
            () =>
                desk.Services.GetRequiredService<JobStorage>().GetMonitoringApi().SucceededJobs(0, 100).Count(job => job.Value.Job.Type == typeof(Trial.Run))
                == 2,
            () => "Two runs did not end."
        );
        Assert.Equal((2, 1), (trial.Started, trial.MostAtOnce));
    }

    [Fact]
    public async Task Call_ManyAtOnceAfterRest_MakeOneRun()
    {
        var trial = new Trial();
        await using var desk = await trial.ServeAsync(Hour);
        await Until.TrueAsync(() => Trial.ScheduleOf(desk).LastJobState == "Succeeded", () => trial.Log);
        Parallel.For(0, 100, _ => desk.Services.GetRequiredService<JobCaller>().Call(Trial.Name));
        await trial.UntilStartedAsync(2);
        Assert.InRange(trial.Started, 2, 4);
    }

    [Fact]
    public async Task Failure_OfAJob_IsShownWithoutItsWordsAndTriedAgainUntilItSucceeds()
    {
        var (trial, mended) = (new Trial(), false);
        trial.Work = _ => mended ? Task.CompletedTask : Task.FromException(new InvalidOperationException(
            "No answer to anna.payer@buyer.example, card " + PlantedSecrets.Cards[0], new IOException("password2=Sehr-geheim-4711 was refused")));
        await using var desk = await trial.ServeAsync(Hour, ("Jobs:RetryAfter", "00:00:01"), ("Jobs:RetryAtMost", "00:00:01"));
        await trial.UntilStartedAsync(3);
        using var client = await desk.SignInAsync(desk.Admin);
        Assert.StartsWith("degraded: jobs that fail: trial (", await client.GetStringAsync("/health"), StringComparison.Ordinal);
        var pages = await PagesAsync(client, desk);
        Assert.Contains("InvalidOperationException, log: ", pages, StringComparison.Ordinal);
        AssertSilent(pages);
        AssertSilent(trial.Kept.Log);
        Assert.Contains("Job trial failed, error number ", trial.Kept.Log, StringComparison.Ordinal);
        Assert.Contains("System.IO.IOException", trial.Kept.Log, StringComparison.Ordinal);

        mended = true;
        await Until.TrueAsync(async () => await client.GetStringAsync("/health") == "ok", () => trial.Log);
        AssertSilent(await PagesAsync(client, desk));
    }

    [Fact]
    public async Task Failure_AgainAndAgain_WaitsTwiceAsLongEachTime()
    {
        var trial = new Trial { Work = _ => Task.FromException(new IOException("never")) };
        await using var desk = await trial.ServeAsync(Hour, ("Jobs:RetryAfter", "00:00:01"), ("Jobs:RetryAtMost", "01:00:00"));
        var jobs = desk.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        await Until.TrueAsync(() => PausesOf(jobs).Count >= 3, () => string.Join(' ', PausesOf(jobs)));
        Assert.Equal([1, 2, 4], PausesOf(jobs).Take(3));
    }

    // In seconds, oldest first.
    private static List<double> PausesOf(IMonitoringApi jobs)
    {
        var states = jobs.ScheduledJobs(0, 1).SelectMany(job => jobs.JobDetails(job.Key).History);
        return
        [
            .. states.Where(state => state.StateName == ScheduledState.StateName).OrderBy(state => state.CreatedAt)
                .Select(state => Math.Round((JobHelper.DeserializeDateTime(state.Data["EnqueueAt"]) - state.CreatedAt).TotalSeconds)),
        ];
    }

    [Fact]
    public async Task Failure_OfAJobThatWasGivenUp_StaysInSightAndTheScheduleGoesOn()
    {
        var trial = new Trial { Work = _ => Task.FromException(new IOException("never")) };
        await using var desk = await trial.ServeAsync(Second, ("Jobs:RetryAfter", "00:00:01"), ("Jobs:Retries", "1"));
        var jobs = desk.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        // Two chains of a run and its retry.
        await Until.TrueAsync(() => jobs.FailedCount() >= 2, () => $"{trial.Started} runs");
        Assert.InRange(trial.Started, 4, 6);
        using var client = desk.CreateClient();
        Assert.Contains("jobs that fail: trial (", await client.GetStringAsync("/health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stop_OfTheDesk_CancelsTheRunningJobAndWaitsForIt()
    {
        var (trial, cancelled, written) = (new Trial(), new TaskCompletionSource(), new TaskCompletionSource());
        var finished = false;
        trial.Work = async ct =>
        {
            await using var told = ct.Register(cancelled.SetResult);
            await cancelled.Task;
            await written.Task;
            finished = true;
        };
        var desk = await trial.ServeAsync(Hour);
        await trial.UntilStartedAsync(1);
        var stop = desk.DisposeAsync().AsTask();
        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(stop.IsCompleted);
        written.SetResult();
        await stop;
        Assert.True(finished);
    }

    [Fact]
    public async Task Commit_PollingEveryHour_SendsTheEmailByItself()
    {
        await using var desk = await DeskFixture.ServeAsync(null, ("Jobs:Enabled", "true"), ("Jobs:SendMail", "01:00:00"));
        await Until.TrueAsync(() => Trial.ScheduleOf(desk, "send-mail").LastJobState == "Succeeded", () => "The first run did not end.");
        using var client = desk.CreateClient();
        await desk.OpenCaseAsync(client);
        var sent = Path.Combine(desk.Folder, "mail", "out", "new");
        await Until.TrueAsync(() => Directory.Exists(sent) && Directory.EnumerateFiles(sent).Any(), () => "No e-mail left.");
        Assert.True(Trial.ScheduleOf(desk, "send-mail").NextExecution > Trial.ScheduleOf(desk, "send-mail").LastExecution);
    }

    [Fact]
    public async Task Nightly_InTheDesksZone_RunsAtItsLocalTime()
    {
        await using var desk = await DeskFixture.ServeAsync(null, ("Jobs:Enabled", "true"), ("Desk:TimeZone", "Asia/Yekaterinburg"));
        await Until.TrueAsync(() => Trial.ScheduleOf(desk, "purge-unsent-files").LastExecution is not null, () => "Nothing is on the schedule.");
        var next = Trial.ScheduleOf(desk, "compare-mailboxes").NextExecution!.Value;
        // Five hours before Greenwich, all the year.
        Assert.Equal("22:30", next.ToString("HH:mm", CultureInfo.InvariantCulture));
    }

    private static void AssertSilent(string text)
    {
        foreach (var secret in (string[])["anna.payer@buyer.example", "Sehr-geheim-4711", PlantedSecrets.Cards[0]])
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }

    /// <summary>All that the dashboard says, the details of each job of the test included.</summary>
    private static async Task<string> PagesAsync(HttpClient client, DeskFixture desk)
    {
        string[] pages =
        [
            "",
            "/recurring",
            "/servers",
            "/retries",
            "/jobs/enqueued",
            "/jobs/scheduled",
            "/jobs/processing",
            "/jobs/succeeded",
            "/jobs/failed",
            "/jobs/deleted",
            "/jobs/awaiting",
        ];
        var jobs = desk.Services.GetRequiredService<JobStorage>().GetMonitoringApi();
        var ids = jobs.ScheduledJobs(0, 100)
            .Select(job => job.Key)
            .Concat(jobs.FailedJobs(0, 100).Select(job => job.Key))
            .Concat(jobs.SucceededJobs(0, 100).Select(job => job.Key));
        return string.Concat(
            await Task.WhenAll(pages.Concat(ids.Select(id => "/jobs/details/" + id)).Select(page => client.GetStringAsync(JobsDashboard.Path + page)))
        );
    }
}
