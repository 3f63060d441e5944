using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Card numbers: 12 to 19 digits of an issuer's range with a right check digit, joined or parted by single separators.
/// </summary>
internal sealed class PanRule : Rule
{
    private const int LastDigits = 4;
    private readonly DigitGroups _groups = new();
    private readonly CardDetails _companions = new();
    private readonly SpacedPanRule _spaced = new();

    public override string Name => "pan";

    public override SecretKind Kind => SecretKind.Pan;

    public override bool OnDigits => true;

    // Digits of more than one byte do not make a run that the scanner counts.
    public override IReadOnlyList<TriggerPattern> TriggerPatterns { get; } =
    [
        TriggerPattern.Of("\u00ef", "\u00bc", "\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099"),
        TriggerPattern.Of("\u00d9", "\u00a0\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7\u00a8\u00a9"),
        TriggerPattern.Of("\u00db", "\u00b0\u00b1\u00b2\u00b3\u00b4\u00b5\u00b6\u00b7\u00b8\u00b9"),
    ];

    public override ReadOnlySpan<CardDetail> CompanionsOf(ReadOnlySpan<byte> text, in Verdict verdict) =>
        verdict.Act == Act.Stars ? _companions.Find(text, verdict.Start, verdict.End) : [];

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        var overhang = Escapes.Overhang(text, at);
        var behind = ExamineFrom(text, at + overhang);
        // "%B4" may be an escape or the start of track 1.
        return behind.Act == Act.None && overhang == 1 && text[at - 1] is (byte)'B' or (byte)'b' ? ExamineFrom(text, at) : behind;
    }

    private Verdict ExamineFrom(ReadOnlySpan<byte> text, int at)
    {
        if (!MayStart(text, at) || Digit.EndsAt(text[..at], at) && !Escapes.EndsAt(text, at))
            return Verdict.None;
        _groups.Read(text, at);
        if (_groups.FirstIsTooLong || _groups.Digits < Issuers.Shortest)
            return Verdict.None;
        // A first group that is neither four digits nor a whole number: such groups are a card only if all of them are.
        if (_groups.Groups[0].Size is not (4 or >= Issuers.Shortest) && Surroundings.IsJoinedBefore(text, at))
            return Verdict.None;
        for (var count = _groups.Count; count > 0 && _groups.Groups[count - 1].Digits >= Issuers.Shortest; count--)
        {
            var last = _groups.Groups[count - 1];
            var digits = _groups.Values(last.Digits);
            if (Issuers.Accept(digits) && Luhn.IsValid(digits) && Surroundings.Allow(text, at, _groups.Groups[..count], digits)
                && !EndsInAnother(text, count))
                return Verdict.Stars(at, last.End, _groups.Positions(last.Digits - LastDigits), _groups.IsWide);
        }

        return Verdict.None;
    }

    // The number of an order before a card whose groups stand further apart may fit together with the first of them by chance.
    private bool EndsInAnother(ReadOnlySpan<byte> text, int count)
    {
        var positions = _groups.Positions(_groups.Groups[count - 1].Digits);
        for (var group = 1; group < count; group++)
            if (_spaced.Examine(text, positions[_groups.Groups[group - 1].Digits]) is { Act: Act.Stars } other && other.End > _groups.Groups[count - 1].End)
                return true;
        return false;
    }

    private static bool MayStart(ReadOnlySpan<byte> text, int at)
    {
        var length = Digit.LengthAt(text, at);
        if (length == 0)
            return false;
        var next = at + length;
        var nextLength = Digit.LengthAt(text, next);
        return Issuers.MayStart(Digit.ValueAt(text, at, length), nextLength == 0 ? -1 : Digit.ValueAt(text, next, nextLength));
    }
}
