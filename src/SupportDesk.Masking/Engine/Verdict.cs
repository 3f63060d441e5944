namespace SupportDesk.Masking.Engine;

/// <summary>What a rule wants done, with positions in the text that it was shown.</summary>
internal readonly ref struct Verdict
{
    private Verdict(
        Act act,
        int start,
        int end,
        ReadOnlySpan<int> positions = default,
        bool wide = false,
        Terminator terminator = default,
        ReadOnlySpan<byte> text = default
    )
    {
        Act = act;
        Start = start;
        End = end;
        Positions = positions;
        IsWide = wide;
        Terminator = terminator;
        Text = text;
    }

    public Act Act { get; }

    public int Start { get; }

    public int End { get; }

    /// <summary>Places that become a star, for <see cref="Act.Stars"/>.</summary>
    public ReadOnlySpan<int> Positions { get; }

    /// <summary>True when some of these characters take more than one byte.</summary>
    public bool IsWide { get; }

    /// <summary>What the stretch becomes, for <see cref="Act.Rewrite"/>, and for <see cref="Act.Hide"/> if it is not the name of its kind.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>How the value ends, for <see cref="Act.HideValue"/>.</summary>
    public Terminator Terminator { get; }

    public static Verdict None => default;

    /// <summary>Nothing to hide, and nothing more to look for before the end.</summary>
    public static Verdict Skip(int start, int end) => new(Act.Skip, start, end);

    /// <summary>The stretch stands for something that was hidden before.</summary>
    public static Verdict HiddenBefore(int start, int end) => new(Act.HiddenBefore, start, end);

    /// <summary>Each listed character becomes a star.</summary>
    public static Verdict Stars(int start, int end, ReadOnlySpan<int> positions, bool wide = false) => new(Act.Stars, start, end, positions, wide);

    /// <summary>The stretch becomes another text of the same length.</summary>
    public static Verdict Rewrite(int start, ReadOnlySpan<byte> text) => new(Act.Rewrite, start, start + text.Length, text: text);

    /// <summary>The stretch is replaced by the name of its kind.</summary>
    public static Verdict Hide(int start, int end) => new(Act.Hide, start, end);

    /// <summary>The stretch is replaced by ASCII text that still tells something of it.</summary>
    public static Verdict Hide(int start, int end, ReadOnlySpan<byte> text) => new(Act.Hide, start, end, text: text);

    /// <summary>A value of any length starts here; it is replaced up to where it closes.</summary>
    public static Verdict HideValue(int start, Terminator terminator) => new(Act.HideValue, start, start, terminator: terminator);
}

/// <summary>Kinds of <see cref="Verdict"/>.</summary>
internal enum Act
{
    None,
    Skip,
    HiddenBefore,
    Stars,
    Rewrite,
    Hide,
    HideValue,
}
