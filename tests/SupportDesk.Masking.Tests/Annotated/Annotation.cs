namespace SupportDesk.Masking.Tests.Annotated;

/// <summary>One mark of a sample: a place that holds a secret, or that is taken for one.</summary>
/// <param name="Kind">What it is, or is taken for.</param>
/// <param name="Outcome">What becomes of it.</param>
/// <param name="Reason">Why, if that is not what should become of it.</param>
/// <param name="Start">First character in the sample's input.</param>
/// <param name="Length">Characters in the sample's input.</param>
internal sealed record Annotation(SecretKind Kind, Outcome Outcome, string Reason, int Start, int Length)
{
    public bool IsHidden => Outcome != Outcome.Missed;

    /// <summary>True when both are hidden as one place.</summary>
    public bool IsContinuedBy(Annotation next) => IsHidden && next.IsHidden && Kind == next.Kind && Start + Length == next.Start;
}

/// <summary>What becomes of a marked place.</summary>
internal enum Outcome
{
    /// <summary>A secret that is hidden.</summary>
    Hidden,

    /// <summary>A secret that stays.</summary>
    Missed,

    /// <summary>No secret, but hidden.</summary>
    HiddenInVain,
}
