namespace SupportDesk.Browser.Tests.Support;

/// <summary>Waits for what the browser cannot see: files, ports, e-mails. Ends as soon as the condition holds.</summary>
internal static class Wait
{
    public static Task UntilAsync(Func<bool> condition, Func<string> otherwise, int seconds = 60) =>
        UntilAsync(() => Task.FromResult(condition()), otherwise, seconds);

    public static Task UntilAsync(Func<Task<bool>> condition, Func<string> otherwise, int seconds = 60) =>
        UntilAsync(condition, () => Task.FromResult(otherwise()), seconds);

    public static async Task UntilAsync(Func<Task<bool>> condition, Func<Task<string>> otherwise, int seconds = 60)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await condition())
        {
            try
            {
                await again.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Not within {seconds} s. {await otherwise()}");
            }
        }
    }
}
