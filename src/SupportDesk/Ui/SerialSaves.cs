namespace SupportDesk.Ui;

/// <summary>
/// One save after another, in the order in which they were asked for: whoever waits for the last has waited for all, and an older text never
/// overwrites a younger one. Belongs to one page.
/// </summary>
public sealed class SerialSaves
{
    private Task last = Task.CompletedTask;

    /// <summary>Runs behind all that were asked for before, whether these succeeded or not.</summary>
    public Task RunAsync(Func<Task> save) => last = RunAfterAsync(last, save);

    private static async Task RunAfterAsync(Task earlier, Func<Task> save)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await save();
    }
}
