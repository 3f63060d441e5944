namespace SupportDesk.Cli.Demo;

/// <summary>The time of the demo desk: it goes through the last month and never backwards.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public override DateTimeOffset GetUtcNow() => now;

    public void MoveTo(DateTimeOffset moment) => now = moment > now ? moment : now;
}
