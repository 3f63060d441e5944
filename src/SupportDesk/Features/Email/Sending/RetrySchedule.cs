namespace SupportDesk.Features.Email.Sending;

/// <summary>Pauses between tries of an e-mail: they grow to an hour, and after four days a person has to decide.</summary>
internal static class RetrySchedule
{
    private static readonly int[] Minutes = [1, 2, 5, 15, 30, 60];
    private static readonly TimeSpan Timeout = TimeSpan.FromDays(4);

    /// <param name="attempts">Tries made, at least one.</param>
    /// <param name="spread">From 0 to 1: up to a fifth is added, so that e-mails which failed together do not return together.</param>
    public static TimeSpan Pause(int attempts, double spread) =>
        TimeSpan.FromMinutes(Minutes[Math.Clamp(attempts - 1, 0, Minutes.Length - 1)] * (1 + 0.2 * Math.Clamp(spread, 0, 1)));

    public static bool GivesUp(DateTimeOffset created, DateTimeOffset now) => now - created > Timeout;
}
