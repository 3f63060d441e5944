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

    public override string Name => "pan";

    public override SecretKind Kind => SecretKind.Pan;

    public override bool OnDigits => true;

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        at += Escapes.Overhang(text, at);
        if (!Bytes.IsDigitAt(text, at) || IsUnlikelyStart(text[at]))
            return Verdict.None;
        if (MustStandAlone(text, at) && Surroundings.IsJoinedBefore(text, at))
            return Verdict.None;
        _groups.Read(text, at);
        if (_groups.FirstIsTooLong)
            return Verdict.None;
        for (var count = _groups.Count; count > 0 && _groups.Groups[count - 1].Digits >= Issuers.Shortest; count--)
        {
            var last = _groups.Groups[count - 1];
            var digits = _groups.Values(last.Digits);
            if (Issuers.Accept(digits) && Luhn.IsValid(digits) && Surroundings.Allow(text, at, _groups.Groups[..count], digits))
                return Verdict.Stars(at, last.End, _groups.Positions(last.Digits - LastDigits));
        }

        return Verdict.None;
    }

    // True when the first group is neither four digits nor a whole number: such groups are a card only if all of them are.
    private static bool MustStandAlone(ReadOnlySpan<byte> text, int at)
    {
        var size = 1;
        while (size < Issuers.Shortest && Bytes.IsDigitAt(text, at + size))
            size++;
        return size is not (4 or Issuers.Shortest);
    }

    private static bool IsUnlikelyStart(byte digit) => digit is (byte)'1' or (byte)'7' or (byte)'9';
}
