namespace SupportDesk.Cli.Demo;

/// <summary>What every course of the demo works with.</summary>
/// <param name="Seed">From it each ticket has a seed of its own: what happens beside it changes nothing in it.</param>
internal sealed record DemoWorld(DemoDesk Desk, DemoInbox Inbox, DemoPeople People, DemoHours Hours, int Seed)
{
    public DateTimeOffset Now => Desk.Clock.GetUtcNow();

    public DemoDice DiceOf(int number) => new((Seed * 100_003) + number);

    /// <summary>When somebody of the desk gets to it.</summary>
    public DateTimeOffset AtWork(DemoDice dice, int minutes) => Hours.Within(Now, Hours.AtWork(Now.AddMinutes(Spread(dice, minutes))));

    /// <summary>When somebody outside gets to it, at any hour.</summary>
    public DateTimeOffset Later(DemoDice dice, int minutes) => Hours.Within(Now, Now.AddMinutes(Spread(dice, minutes)));

    private static double Spread(DemoDice dice, int minutes) => minutes * (0.4 + (dice.Share() * 1.2));
}

/// <summary>How a ticket stands when the demo ends.</summary>
internal enum Ending { New, Open, WaitingOnRequester, WaitingOnProvider, Resolved, Closed }

internal static class Endings
{
    /// <param name="age">0 for the youngest ticket.</param>
    public static Ending Of(int age, DemoDice dice) => (age, dice.Share()) switch
    {
        ( < 14, < 0.7) => Ending.New,
        ( < 14, _) => Ending.Open,
        ( < 40, < 0.15) => Ending.New,
        ( < 40, < 0.45) => Ending.Open,
        ( < 40, < 0.65) => Ending.WaitingOnRequester,
        ( < 40, < 0.9) => Ending.WaitingOnProvider,
        ( < 40, _) => Ending.Resolved,
        ( < 110, < 0.08) => Ending.Open,
        ( < 110, < 0.2) => Ending.WaitingOnRequester,
        ( < 110, < 0.36) => Ending.WaitingOnProvider,
        ( < 110, < 0.7) => Ending.Resolved,
        (_, < 0.02) => Ending.WaitingOnRequester,
        (_, < 0.04) => Ending.WaitingOnProvider,
        (_, < 0.2) => Ending.Resolved,
        _ => Ending.Closed,
    };
}
