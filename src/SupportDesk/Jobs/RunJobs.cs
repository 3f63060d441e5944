using Hangfire;
using SupportDesk.Kernel;

namespace SupportDesk.Jobs;

/// <summary>Puts the catalogue on the schedule once the desk answers, so that no job delays the first page.</summary>
internal sealed class RunJobs(
    JobCatalogue catalogue, JobSettings settings, IRecurringJobManager schedule, DeskTime desk, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        foreach (var job in catalogue.All)
        {
            schedule.AddOrUpdate(job.Name, JobStates.ToHangfire(job), settings.CronOf(job), new RecurringJobOptions { TimeZone = desk.Zone });
            // What a desk that was killed left undone is taken up at once.
            if (job.Time.Period is not null)
                schedule.Trigger(job.Name);
        }
    }
}
