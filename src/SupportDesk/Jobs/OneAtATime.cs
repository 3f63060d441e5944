using Hangfire;
using Hangfire.Client;
using Hangfire.Server;
using Hangfire.States;
using Hangfire.Storage;

namespace SupportDesk.Jobs;

/// <summary>
/// A job never runs twice at once: a turn of the schedule is left out while it runs or waits for its retry, and a call
/// that comes meanwhile makes it run once more. A store that several desks share would need its own lock here.
/// </summary>
internal sealed class OneAtATime(JobStates states, IHttpContextAccessor people, TimeProvider clock, Lazy<IBackgroundJobClient> client)
    : IClientFilter,
        IServerFilter,
        IApplyStateFilter
{
    // Hangfire looks once a second for retries that are due; a turn of the schedule must not overtake one.
    private static readonly TimeSpan RetryIsLate = TimeSpan.FromSeconds(15);

    /// <summary>How long a job that was given up stays on the dashboard.</summary>
    public static readonly TimeSpan FailuresStay = TimeSpan.FromDays(7);

    public void OnCreating(CreatingContext context)
    {
        // A person who presses "Trigger now" on the dashboard means it.
        if (context.Parameters.ContainsKey("RecurringJobId") && people.HttpContext is null && states.Find(context.Job) is { State: var state })
            context.Canceled = state.SkipsTurn(clock.GetUtcNow());
    }

    public void OnCreated(CreatedContext context)
    {
    }

    public void OnPerforming(PerformingContext context)
    {
        if (states.Find(context.BackgroundJob.Job) is { State: var state })
            context.Canceled = !state.TryStart();
    }

    public void OnPerformed(PerformedContext context)
    {
        if (context.Canceled || states.Find(context.BackgroundJob.Job) is not { State: var state })
            return;
        if (context.CancellationToken.ShutdownToken.IsCancellationRequested)
            state.BreakOff();
        else if (context.Exception is not null)
            state.Fail();
        else if (state.Finish())
            client.Value.Create(context.BackgroundJob.Job, new EnqueuedState());
    }

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (states.Find(context.BackgroundJob.Job) is not { State: var state })
            return;
        if (context.NewState is ScheduledState retry)
            state.AwaitRetry(new DateTimeOffset(DateTime.SpecifyKind(retry.EnqueueAt, DateTimeKind.Utc)) + RetryIsLate);
        if (context.NewState is not FailedState)
            return;
        // It was tried often enough; the schedule goes on. It stays on the dashboard, though not for ever.
        state.AwaitRetry(default);
        transaction.ExpireJob(context.BackgroundJob.Id, FailuresStay);
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
    }
}
