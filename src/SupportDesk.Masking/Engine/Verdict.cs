namespace SupportDesk.Masking.Engine;

/// <summary>What a rule wants done, with positions in the text that it was shown.</summary>
internal readonly ref struct Verdict
{
    private Verdict(Act act, int start, int end, ReadOnlySpan<int> positions = default, Closing closing = default)
    {
        Act = act;
        Start = start;
        End = end;
        Positions = positions;
        Closing = closing;
    }

    public Act Act { get; }

    public int Start { get; }

    public int End { get; }

    /// <summary>Places that become a star, for <see cref="Act.Stars"/>.</summary>
    public ReadOnlySpan<int> Positions { get; }

    /// <summary>How the value ends, for <see cref="Act.HideValue"/>.</summary>
    public Closing Closing { get; }

    public static Verdict None => default;

    /// <summary>Nothing to hide, and nothing more to look for before the end.</summary>
    public static Verdict Skip(int start, int end) => new(Act.Skip, start, end);

    /// <summary>Each listed byte becomes a star; the length stays.</summary>
    public static Verdict Stars(int start, int end, ReadOnlySpan<int> positions) => new(Act.Stars, start, end, positions);

    /// <summary>The stretch is replaced by the name of its kind.</summary>
    public static Verdict Hide(int start, int end) => new(Act.Hide, start, end);

    /// <summary>A value of any length starts here; it is replaced up to where it closes.</summary>
    public static Verdict HideValue(int start, Closing closing) => new(Act.HideValue, start, start, default, closing);
}

/// <summary>Kinds of <see cref="Verdict"/>.</summary>
internal enum Act
{
    None,
    Skip,
    Stars,
    Hide,
    HideValue,
}
