namespace SupportDesk.Data.Entities;

/// <summary>Somebody put a step of the first run off, or the whole list; no row for what nobody touched.</summary>
public sealed class FirstStepChoice
{
    /// <summary>Key of the step; empty for the whole list.</summary>
    public required string Step { get; init; }

    public DateTimeOffset At { get; init; }

    public required string By { get; init; }
}
