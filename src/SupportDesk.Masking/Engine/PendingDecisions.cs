namespace SupportDesk.Masking.Engine;

/// <summary>
/// What has been found ahead of the scan and is hidden when the scan comes there: until then other rules are asked about
/// what stands before it, and may find that it belongs to something else.
/// </summary>
internal sealed class PendingDecisions
{
    private readonly List<PendingDecision> _waiting = [];

    /// <summary>Where the first of them starts, or the largest number.</summary>
    public int NextStart { get; private set; } = int.MaxValue;

    /// <summary>Adds one in the order of positions, unless it overlaps with another one.</summary>
    public void Add(in PendingDecision decision)
    {
        var at = _waiting.Count;
        while (at > 0 && _waiting[at - 1].Start >= decision.Start)
            at--;
        if (
            (at > 0 && _waiting[at - 1].End > decision.Start)
            || (at < _waiting.Count && _waiting[at].Start < Math.Max(decision.End, decision.Start + 1))
        )
            return;
        _waiting.Insert(at, decision);
        NextStart = _waiting[0].Start;
    }

    public PendingDecision Take()
    {
        var first = _waiting[0];
        _waiting.RemoveAt(0);
        NextStart = _waiting.Count > 0 ? _waiting[0].Start : int.MaxValue;
        return first;
    }

    /// <summary>Follows a window that has forgotten its first characters.</summary>
    public void Shift(int dropped)
    {
        for (var i = 0; i < _waiting.Count; i++)
            _waiting[i] = _waiting[i] with { Start = _waiting[i].Start - dropped, End = _waiting[i].End - dropped };
        NextStart = _waiting.Count > 0 ? _waiting[0].Start : int.MaxValue;
    }

    public void Clear()
    {
        _waiting.Clear();
        NextStart = int.MaxValue;
    }
}

/// <param name="Kind">What it is.</param>
/// <param name="Rule">Which rule has found it.</param>
/// <param name="Start">Its first position.</param>
/// <param name="End">The position after it; its start if only a closing tells how far it goes.</param>
/// <param name="Terminator">How its end is recognised, if that is still to be seen.</param>
internal readonly record struct PendingDecision(SecretKind Kind, string Rule, int Start, int End, Terminator? Terminator = null);
