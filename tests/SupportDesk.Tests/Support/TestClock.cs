namespace SupportDesk.Tests.Support;

/// <summary>Time stands still until a test moves it. Starts at 22 November 2026, 12:00 in Moscow.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
