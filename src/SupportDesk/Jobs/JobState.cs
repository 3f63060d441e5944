namespace SupportDesk.Jobs;

/// <summary>
/// Where a job stands: whether it runs, whether somebody called it meanwhile, and how often in a row it failed. In memory;
/// after a restart each job runs once anyway.
/// </summary>
internal sealed class JobState
{
    private readonly Lock gate = new();
    private bool running;
    private bool queued;
    private bool again;
    private DateTimeOffset retryUntil;

    /// <summary>Failures in a row, until a run succeeds.</summary>
    public int Failures { get; private set; }

    /// <summary>Somebody has work for the job.</summary>
    /// <returns>Whether a run must be queued; false if one waits already, or will when the one that runs has ended.</returns>
    public bool Call(DateTimeOffset now)
    {
        lock (gate)
        {
            again |= running;
            // The retry will find that work, too.
            return !running && !queued && now >= retryUntil && (queued = true);
        }
    }

    /// <summary>Whether a turn of the schedule is left out: the job runs, or waits for its retry.</summary>
    public bool SkipsTurn(DateTimeOffset now)
    {
        lock (gate)
            return running || now < retryUntil;
    }

    /// <summary>Nothing waits any more: the run that was to be queued was not.</summary>
    public void Forget()
    {
        lock (gate)
            queued = false;
    }

    /// <returns>False if the job runs already.</returns>
    public bool TryStart()
    {
        lock (gate)
        {
            queued = false;
            return !running && (running = true);
        }
    }

    /// <returns>Whether it must run once more, because somebody called while it ran.</returns>
    public bool Finish()
    {
        lock (gate)
        {
            var more = again;
            running = again = false;
            (Failures, retryUntil) = (0, default);
            return queued = more;
        }
    }

    public void Fail()
    {
        lock (gate)
        {
            running = again = false;
            Failures++;
        }
    }

    /// <summary>A run was broken off by the end of the desk.</summary>
    public void BreakOff()
    {
        lock (gate)
            running = again = false;
    }

    /// <summary>Until then the schedule leaves the job to its retry. In the past: the schedule goes on.</summary>
    public void AwaitRetry(DateTimeOffset until)
    {
        lock (gate)
            retryUntil = until;
    }
}
