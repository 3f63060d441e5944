using SupportDesk.Kernel.Findings;
using SupportDesk.Robokassa;

namespace SupportDesk.Features.Diagnostics.Probe;

/// <summary>What is asked of an address.</summary>
/// <param name="Method">How the shop's settings say notifications come.</param>
/// <param name="InvId">Of an order that the shop knows, or a made-up one.</param>
/// <param name="TestPassword2">Signs the notification; never printed.</param>
public sealed record ProbePlan(Uri Url, HttpMethod Method, string InvId, string OutSum, SignatureAlgorithm Algorithm, string TestPassword2)
{
    /// <summary>A notification of a test payment.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Notification(string password) =>
    [
        new("OutSum", OutSum), new("InvId", InvId), new("IsTest", "1"),
        new("SignatureValue", SignatureHash.Compute(Algorithm, SignatureBase.OfResult(OutSum, InvId, password, [])).ToUpperInvariant()),
    ];

    public override string ToString() => $"{Method} {Url.GetLeftPart(UriPartial.Path)}";
}

/// <summary>What one step found.</summary>
/// <param name="Evidence">What was seen, copied as it is.</param>
/// <param name="Ends">The steps behind it have nothing to look at.</param>
public sealed record StepResult(Severity Severity, LocalizedText Seen, LocalizedText? Advice = null, string? Evidence = null, bool Ends = false)
{
    /// <summary>What should have come instead of the evidence, written alike.</summary>
    public string? Expected { get; init; }

    public static StepResult Good(string seen, params object?[] args) => new(Severity.Green, Say(seen, args));

    /// <summary>It could not be seen from here; the advice says what it takes.</summary>
    public static StepResult Unknown(string seen, string advice, string? evidence = null, params object?[] args) =>
        new(Severity.Unknown, Say(seen, args), Say(advice, args), evidence);

    public static StepResult Care(string seen, string advice, string? evidence = null, params object?[] args) =>
        new(Severity.Yellow, Say(seen, args), Say(advice, args), evidence);

    public static StepResult Bad(string seen, string advice, string? evidence = null, params object?[] args) =>
        new(Severity.Red, Say(seen, args), Say(advice, args), evidence);

    public static LocalizedText Say(string key, params object?[] args) => new(typeof(DiagnosticsText), key, args);
}

/// <summary>One look at an address. Steps run in the order of their registration and hand on what they learned.</summary>
public interface IProbeStep
{
    /// <summary>Key of its title, <c>Step_</c> before it.</summary>
    string Name { get; }

    /// <returns>Null when there is nothing to look at here.</returns>
    Task<StepResult?> RunAsync(ProbeState state, CancellationToken ct);
}

/// <summary>What the steps of one run know.</summary>
public sealed class ProbeState(ProbePlan plan, IReadOnlyList<string> hosts)
{
    public ProbePlan Plan => plan;

    /// <summary>Hosts, with a port where it is not the usual one, that may be called for this shop.</summary>
    public IReadOnlyList<string> Hosts => hosts;

    public IReadOnlyList<System.Net.IPAddress> Addresses { get; set; } = [];

    /// <summary>The answer to the test notification.</summary>
    public ProbeReply? Reply { get; set; }

    /// <summary>The test notification was taken.</summary>
    public bool IsTaken { get; set; }

    /// <summary>The same notification was refused when it came again: the shop has booked it, or takes each only once.</summary>
    public bool RefusesRepeats { get; set; }
}
