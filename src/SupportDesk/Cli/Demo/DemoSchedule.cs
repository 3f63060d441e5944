namespace SupportDesk.Cli.Demo;

/// <summary>
/// Lets many things happen side by side in the order of their times. Each is a sequence of the moments at which it goes on:
/// what stands behind a moment is done when the clock has come to it.
/// </summary>
internal sealed class DemoSchedule(DemoClock clock)
{
    private readonly PriorityQueue<IAsyncEnumerator<DateTimeOffset>, (DateTimeOffset At, int Order)> waiting = new();
    private int order;

    /// <summary>It begins when the schedule runs; until its first moment nothing of it may happen.</summary>
    public async Task AddAsync(IAsyncEnumerable<DateTimeOffset> course) => await AdvanceAsync(course.GetAsyncEnumerator());

    /// <param name="afterEach">Whatever follows from a step at once, such as the sending of its e-mails.</param>
    public async Task RunAsync(Func<Task> afterEach)
    {
        while (waiting.TryDequeue(out var course, out var due))
        {
            clock.MoveTo(due.At);
            await AdvanceAsync(course);
            await afterEach();
        }
    }

    private async Task AdvanceAsync(IAsyncEnumerator<DateTimeOffset> course)
    {
        if (await course.MoveNextAsync())
            waiting.Enqueue(course, (course.Current, order++));
        else
            await course.DisposeAsync();
    }
}
