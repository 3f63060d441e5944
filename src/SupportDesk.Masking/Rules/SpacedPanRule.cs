using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>
/// Card numbers as printed, whose groups stand apart by more than a single separator: two blanks, a tab, <c> | </c>,
/// a paragraph each. Wide gaps also part the cells of tables and the items of lists, so the groups must be those of a
/// card, all gaps must be alike, and no further number may follow or precede with such a gap.
/// </summary>
internal sealed class SpacedPanRule : Rule
{
    private const int LastDigits = 4;
    private readonly byte[] _values = new byte[Issuers.Longest];
    private readonly int[] _positions = new int[Issuers.Longest];
    private readonly Group[] _groups = new Group[5];
    private readonly CardDetails _companions = new();
    private int _digits;
    private int _count;
    private WideGap.Signs _signs;
    private bool _lines;

    public override string Name => "pan-spaced";

    public override SecretKind Kind => SecretKind.Pan;

    public override bool OnDigits => true;

    public override ReadOnlySpan<CardDetail> CompanionsOf(ReadOnlySpan<byte> text, in Verdict verdict) => _companions.Find(text, verdict.Start, verdict.End);

    public override Verdict Examine(ReadOnlySpan<byte> text, int at)
    {
        if (SizeAt(text, at) is not (4 or 8) || (at > 0 && Touches(text[at - 1]) && !Escapes.EndsAt(text, at)))
            return Verdict.None;
        Read(text, at);
        // The longest first: a month or a code may follow with the same gap.
        for (var count = _count; count > 1; count--)
        {
            var last = _groups[count - 1];
            var digits = _values.AsSpan(0, last.Digits);
            if (last.IsBehindWide && HasTheShapeOfACard(_groups.AsSpan(0, count)) && !(last.End < text.Length && Touches(text[last.End]))
                && Issuers.Accept(digits) && Luhn.IsValid(digits) && StandsAlone(text, at, last.End))
                return Verdict.Stars(at, last.End, _positions.AsSpan(0, last.Digits - LastDigits));
        }

        return Verdict.None;
    }

    /// <summary>Whether a card number ends at a position, or the last digits of one that was hidden.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the digits begin that end there.</param>
    /// <param name="end">Position behind them.</param>
    public bool EndsAt(ReadOnlySpan<byte> text, int start, int end)
    {
        for (var groups = 1; groups < _groups.Length; groups++)
        {
            var before = WideGap.StartOf(text, start, out _);
            if (before == start)
                return false;
            if (text[before - 1] == '*')
                return true;
            start = before;
            while (start > 0 && Bytes.IsDigit(text[start - 1]))
                start--;
            if (Examine(text, start) is { Act: Act.Stars } number && number.End == end)
                return true;
        }

        return false;
    }

    private static bool Touches(byte b) => Bytes.IsDigitOrStar(b) || Bytes.IsAsciiLetter(b);

    private static int SizeAt(ReadOnlySpan<byte> text, int at)
    {
        var end = at;
        while (end - at <= Issuers.Longest && Bytes.IsDigitAt(text, end))
            end++;
        return end - at;
    }

    // Groups as far as they are parted by gaps that are alike.
    private void Read(ReadOnlySpan<byte> text, int at)
    {
        (_digits, _count, _lines) = (0, 0, false);
        var wide = false;
        for (var i = at; ;)
        {
            var size = SizeAt(text, i);
            if (_count == _groups.Length || _digits + size > Issuers.Longest)
                return;
            for (var end = i + size; i < end; i++)
                (_values[_digits], _positions[_digits++]) = ((byte)(text[i] - '0'), i);
            _groups[_count++] = new Group(size, _digits, i, wide);
            var gap = WideGap.LengthAt(text, i, out var signs);
            if (gap == 0 || !Bytes.IsDigitAt(text, i + gap) || (_count > 1 && IsOther(signs)))
                return;
            (_signs, _lines) = (signs & ~WideGap.Signs.Line, _lines || signs.HasFlag(WideGap.Signs.Line));
            wide |= Separator.LengthAt(text, i) != gap;
            i += gap;
        }
    }

    // A line may be wrapped between two groups, but a new line behind a whole number begins something else.
    private bool IsOther(WideGap.Signs signs) =>
        (signs & ~WideGap.Signs.Line) != _signs || (signs.HasFlag(WideGap.Signs.Line) && !_lines && _digits >= 16);

    private static bool HasTheShapeOfACard(ReadOnlySpan<Group> groups) => groups switch
    {
        [{ Size: 4 }, { Size: 4 }, { Size: 4 }, { Size: 4 }] or [{ Size: 4 }, { Size: 4 }, { Size: 4 }, { Size: 4 }, { Size: 1 or 2 or 3 }] => true,
        [{ Size: 4 }, { Size: 6 }, { Size: 4 or 5 }] or [{ Size: 8 }, { Size: 8 }] => true,
        _ => false,
    };

    // A month, a code or the number of an order may stand beside; one more group of four makes a row of numbers.
    private bool StandsAlone(ReadOnlySpan<byte> text, int at, int end)
    {
        var start = WideGap.StartOf(text, at, out var before);
        if (start < at && !IsOther(before) && start >= LastDigits && IsGroup(text, start - LastDigits))
            return false;
        var gap = WideGap.LengthAt(text, end, out var after);
        return gap == 0 || !IsGroup(text, end + gap) || IsOther(after);
    }

    private static bool IsGroup(ReadOnlySpan<byte> text, int at)
    {
        for (var i = at; i < at + LastDigits; i++)
            if (!Bytes.IsDigitOrStar(Bytes.At(text, i)))
                return false;
        return !Bytes.IsDigitOrStar(Bytes.At(text, at + LastDigits)) && (at == 0 || !Bytes.IsDigitOrStar(text[at - 1]));
    }

    /// <param name="Size">Digits of this group.</param>
    /// <param name="Digits">Digits up to the end of this group.</param>
    /// <param name="End">Position behind its last digit.</param>
    /// <param name="IsBehindWide">Some gap up to it is more than a single separator.</param>
    private readonly record struct Group(int Size, int Digits, int End, bool IsBehindWide);
}
