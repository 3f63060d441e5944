using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Numbers that someone shortened already, such as <c>411111******1111</c>: cut down to the last four too, so that
/// first and last digits of two copies cannot be put together (PCI SSC FAQ 1117).
/// </summary>
internal sealed class TruncatedPanRule : Rule
{
    private const int MostLeading = 8;
    private const int FewestLeading = 4;
    private const int FewestHidden = 4;
    private readonly PanRule _wholeNumbers = new();
    private readonly CardDetails _companions = new();
    private readonly int[] _positions = new int[3 * Issuers.Longest];
    private int _count;
    private int _start;
    private int _leading;
    private int _hidden;

    public const string RuleName = "pan-truncated";

    public override string Name => RuleName;

    public override SecretKind Kind => SecretKind.Pan;

    public override bool OnStars => true;

    public override ReadOnlySpan<CardDetail> CompanionsOf(ReadOnlySpan<byte> text, in Verdict verdict) => _companions.Find(text, verdict.Start, verdict.End);

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        _count = _leading = _hidden = 0;
        ReadHiddenBefore(text, at);
        var end = ReadHiddenAfter(text, at, out var fours);
        if (_hidden is < FewestHidden or > Issuers.Longest || (text[_start] != '*' && _start > 0 && Bytes.IsAsciiLetter(text[_start - 1])))
            return Verdict.None;
        var last = end;
        var trailing = ReadTrailing(text, ref end);
        if (trailing == 0 && _hidden >= MostLeading && WideDigits(text, end) is var wide and > 0)
            return Verdict.Skip(_start, wide);
        ReadLeading(text, fours && trailing == 4);
        var total = _leading + _hidden + trailing;
        if (total is < Issuers.Shortest or > Issuers.Longest || trailing > 4)
            return Verdict.None;
        if (_leading >= FewestLeading)
            return _wholeNumbers.Examine(text, last).Act == Act.None ? Verdict.Stars(_start, end, _positions.AsSpan(0, _count)) : Verdict.None;
        // A number that this masker has hidden: its last four digits must not begin another one.
        var isOurs = _hidden >= MostLeading && trailing == 4 && HasOurShape(text[_start..end]);
        return isOurs ? Verdict.Skip(_start, end) : Verdict.None;
    }

    // The end of the last four digits of a number that this masker has hidden, if they take more than one byte each, or 0.
    private static int WideDigits(ReadOnlySpan<byte> text, int at)
    {
        at += Separator.LengthAt(text, at);
        for (var n = 0; n < 4; n++)
        {
            var length = Digit.LengthAt(text, at);
            if (length < 2)
                return 0;
            at += length;
        }

        return Digit.LengthAt(text, at) == 0 ? at : 0;
    }

    // In one piece, or in groups of four of which the last may be smaller; other shapes stand alone anyway.
    private static bool HasOurShape(ReadOnlySpan<byte> number)
    {
        var i = 0;
        while (true)
        {
            var start = i;
            while (i < number.Length && (IsStar(number[i]) || Bytes.IsDigit(number[i])))
                i++;
            if (i == number.Length)
                return start == 0 || i - start <= 4;
            if (i - start != 4)
                return false;
            i += Separator.LengthAt(number, i);
        }
    }

    private static bool IsStar(byte b) => b is (byte)'*' or (byte)'x' or (byte)'X';

    // Steps over one separator backwards if something follows it on its other side.
    private static int StepBack(ReadOnlySpan<byte> text, int at)
    {
        var gap = Separator.LengthBefore(text, at);
        return gap > 0 && at - gap > 0 && (IsStar(text[at - gap - 1]) || Bytes.IsDigit(text[at - gap - 1])) ? at - gap : at;
    }

    private void ReadHiddenBefore(ReadOnlySpan<byte> text, int at)
    {
        _start = at;
        while (_hidden <= Issuers.Longest)
        {
            var i = StepBack(text, _start);
            if (i == 0 || !IsStar(text[i - 1]))
                return;
            Take(i - 1);
            _hidden++;
            _start = i - 1;
        }
    }

    private int ReadHiddenAfter(ReadOnlySpan<byte> text, int at, out bool fours)
    {
        fours = _hidden == 0;
        var i = at;
        while (_hidden <= Issuers.Longest)
        {
            var start = i;
            while (i < text.Length && IsStar(text[i]) && _hidden <= Issuers.Longest)
            {
                Take(i++);
                _hidden++;
            }

            var gap = Separator.LengthAt(text, i);
            fours &= i - start == 4 && gap > 0;
            if (gap == 0 || i + gap >= text.Length || !(IsStar(text[i + gap]) || Bytes.IsDigit(text[i + gap])))
                return i;
            i += gap;
            if (Bytes.IsDigit(text[i]))
                return i;
        }

        return i;
    }

    private int ReadTrailing(ReadOnlySpan<byte> text, ref int end)
    {
        var digits = 0;
        var first = _count;
        while (true)
        {
            while (Bytes.IsDigitAt(text, end) && digits <= Issuers.Longest)
            {
                Take(end++);
                digits++;
            }

            var gap = Separator.LengthAt(text, end);
            if (digits is 0 or >= 4 || gap == 0 || !Bytes.IsDigitAt(text, end + gap))
                break;
            end += gap;
        }

        _count = first + Math.Max(0, digits - 4);
        return digits;
    }

    // Digits that touch a star, after groups of four; or groups of four alone, if all of it is a number in fours.
    private void ReadLeading(ReadOnlySpan<byte> text, bool fours)
    {
        var touching = _start > 0 && Bytes.IsDigit(text[_start - 1]);
        if (!touching && !(fours && _hidden is 4 or 8))
            return;
        for (var first = true; ; first = false)
        {
            var i = first && touching ? _start : StepBack(text, _start);
            var start = i;
            while (start > 0 && Bytes.IsDigit(text[start - 1]) && i - start <= MostLeading)
                start--;
            start += Escapes.Overhang(text, start);
            var size = i - start;
            if (size <= 0 || _leading + size > MostLeading || (size != 4 && !(first && touching)))
                return;
            for (var p = start; p < i; p++)
                Take(p);
            _leading += size;
            _start = start;
        }
    }

    private void Take(int position)
    {
        if (_count < _positions.Length)
            _positions[_count++] = position;
    }
}
