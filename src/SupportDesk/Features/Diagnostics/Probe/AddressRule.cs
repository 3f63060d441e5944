using SupportDesk.Data.Entities;
using SupportDesk.Kernel.Findings;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>Whether notifications reach an address, and when its shop should hear of a change. Pure.</summary>
internal static class AddressRule
{
    /// <summary>One bad look may be a restart or a lost packet: it is looked at again before anybody is told.</summary>
    public static readonly TimeSpan SecondLook = TimeSpan.FromMinutes(5);

    /// <summary>A broken address is looked at more often, so that its shop soon hears that it works again.</summary>
    public static readonly TimeSpan WhileBroken = TimeSpan.FromMinutes(30);

    // What is bad behind these, such as a forged notification that is taken, does not keep notifications out.
    private static readonly string[] OnTheWay = ["dns", "tcp", "tls", "redirect", "wall"];
    private static readonly string[] Answering = ["answer", "time", "method"];

    /// <param name="Tells">Its shop is to be told that it broke or works again.</param>
    public sealed record Decision(AddressHealth Health, bool Tells, TimeSpan Again);

    public static bool IsBlocked(IEnumerable<RunProbe.Finding> found) => found.Any(step => step.Severity == Severity.Red && OnTheWay.Contains(step.Name));

    public static bool IsNotTaken(IEnumerable<RunProbe.Finding> found) => found.Any(step => step.Severity == Severity.Red && Answering.Contains(step.Name));

    public static Decision Evaluate(AddressHealth before, bool isBroken, TimeSpan every) => (before, isBroken) switch
    {
        (AddressHealth.Broken, true) => new Decision(AddressHealth.Broken, false, Least(WhileBroken, every)),
        (AddressHealth.Broken, false) => new Decision(AddressHealth.Works, true, every),
        (AddressHealth.Doubtful, true) => new Decision(AddressHealth.Broken, true, Least(WhileBroken, every)),
        (_, true) => new Decision(AddressHealth.Doubtful, false, SecondLook),
        (_, false) => new Decision(AddressHealth.Works, false, every),
    };

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
