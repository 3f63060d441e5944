using System.Diagnostics;

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

    /// <summary>Waits for as long as something moves: what takes an hour on a slow machine is no failure, a standstill is one.</summary>
    /// <param name="progress">How far it is.</param>
    /// <param name="standstill">How long it may stay the same.</param>
    public static async Task WhileMovingAsync(Func<int> progress, Func<int, bool> isEnough, TimeSpan standstill, Func<string> otherwise)
    {
        using var again = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var (last, since) = (-1, Stopwatch.StartNew());
        while (true)
        {
            var now = progress();
            if (isEnough(now))
                return;
            if (now != last)
                (last, since) = (now, Stopwatch.StartNew());
            else if (since.Elapsed > standstill)
                throw new TimeoutException($"Nothing moved for {standstill.TotalSeconds:0} s. {otherwise()}");
            await again.WaitForNextTickAsync();
        }
    }
}
