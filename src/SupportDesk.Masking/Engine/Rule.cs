using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Engine;

/// <summary>
/// One thing to look for. A rule is asked at trigger positions only, is a pure function of the text around them
/// (and of a card number before it), and belongs to one masker, so it may keep scratch arrays.
/// </summary>
internal abstract class Rule
{
    /// <summary>Bytes of text a rule sees before the position it is asked about, at most.</summary>
    public const int Behind = 128;

    /// <summary>Bytes of text a rule sees from that position on: all of them unless the input ends earlier.</summary>
    public const int Ahead = 512;

    /// <summary>How far behind a card number its expiry date and its holder's name may stand, hidden text not counted.</summary>
    public const int Beside = 200;

    public abstract string Name { get; }

    public abstract SecretKind Kind { get; }

    /// <summary>Words at whose first letter the rule wants to be asked.</summary>
    public virtual IReadOnlyList<Word> Stems => [];

    /// <summary>Other places at which it wants to be asked.</summary>
    public virtual IReadOnlyList<TriggerPattern> TriggerPatterns => [];

    /// <summary>Asked at the first digit of each run that may grow into a long number.</summary>
    public virtual bool OnDigits => false;

    /// <summary>Asked at the first of four or more characters that stand for hidden digits.</summary>
    public virtual bool OnStars => false;

    /// <summary>True when a card number ends not more than <see cref="Beside"/> bytes before the position that is asked about.</summary>
    public bool IsAfterCard { get; set; }

    /// <summary>What stands beside the number that the rule has just found and has to be hidden with it, in order.</summary>
    public virtual ReadOnlySpan<CardDetail> CompanionsOf(ReadOnlySpan<byte> text, in Verdict verdict) => [];

    /// <summary>
    /// Decides about a position. The text starts at most <see cref="Behind"/> bytes before it, never reaches into
    /// text that has been hidden already, and ends <see cref="Ahead"/> bytes after it or with the input.
    /// </summary>
    public abstract Verdict Examine(ReadOnlySpan<byte> text, int at);
}
