using Hangfire;
using Hangfire.States;

namespace SupportDesk.Jobs;

/// <summary>Runs a job at once instead of at its next turn.</summary>
public sealed class JobCaller
{
    private readonly IBackgroundJobClient client;
    private readonly JobStates states;
    private readonly JobSettings settings;
    private readonly TimeProvider clock;
    private readonly ILogger<JobCaller> log;

    internal JobCaller(IBackgroundJobClient client, JobStates states, JobSettings settings, TimeProvider clock, ILogger<JobCaller> log) =>
        (this.client, this.states, this.settings, this.clock, this.log) = (client, states, settings, clock, log);

    /// <summary>
    /// Call after the commit that made work. Returns at once; calls that come together make one run, and none that comes
    /// while the job runs is lost.
    /// </summary>
    public void Call(string name)
    {
        var (job, state) = states.Of(name);
        if (settings.IsEnabled && state.Call(clock.GetUtcNow()))
            ThreadPool.UnsafeQueueUserWorkItem(_ => Enqueue(JobStates.ToHangfire(job), name, state), null);
    }

    private void Enqueue(Hangfire.Common.Job job, string name, JobState state)
    {
        try
        {
            if (client.Create(job, new EnqueuedState()) is null)
                state.Forget();
        }
        catch (BackgroundJobClientException error)
        {
            // The schedule finds the work as well, only later.
            state.Forget();
            log.LogWarning(error, "Job {Job} could not be called", name);
        }
    }
}
