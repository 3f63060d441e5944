using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Digits from one position on, with the single separators that part them into groups.</summary>
internal sealed class DigitGroups
{
    private readonly byte[] _values = new byte[Issuers.Longest];
    private readonly int[] _positions = new int[Issuers.Longest];
    private readonly Group[] _groups = new Group[Issuers.Longest];

    /// <summary>Groups that were read; together they hold at most 19 digits.</summary>
    public int Count { get; private set; }

    /// <summary>True when the first group alone is longer than any card number.</summary>
    public bool FirstIsTooLong { get; private set; }

    /// <summary>True when some digit takes more than one byte.</summary>
    public bool IsWide { get; private set; }

    public ReadOnlySpan<Group> Groups => _groups.AsSpan(0, Count);

    /// <summary>Digits that were read.</summary>
    public int Digits => Count == 0 ? 0 : _groups[Count - 1].Digits;

    public ReadOnlySpan<byte> Values(int digits) => _values.AsSpan(0, digits);

    public ReadOnlySpan<int> Positions(int digits) => _positions.AsSpan(0, digits);

    /// <summary>Reads groups until the digits are too many for a card number or something else follows.</summary>
    public void Read(ReadOnlySpan<byte> text, int at)
    {
        Count = 0;
        FirstIsTooLong = IsWide = false;
        int digits = 0, i = at;
        byte separator = 0;
        var breaks = false;
        while (true)
        {
            var first = digits;
            int width;
            while ((width = Digit.LengthAt(text, i)) > 0 && digits < Issuers.Longest)
            {
                _values[digits] = Digit.ValueAt(text, i, width);
                _positions[digits++] = i;
                IsWide |= width > 1;
                i += width;
            }

            if (digits == first)
                return;
            if (width > 0)
            {
                FirstIsTooLong = Count == 0;
                return;
            }

            var length = Separator.LengthAt(text, i);
            var joined = length > 0 && (Digit.LengthAt(text, i + length) > 0 || Bytes.At(text, i + length) == '*');
            _groups[Count++] = new Group(digits - first, digits, i, separator, breaks, joined);
            if (!joined || digits == Issuers.Longest)
                return;
            breaks = Separator.IsLineBreak(text, i, length);
            separator = text[i];
            i += length;
        }
    }

    /// <param name="Size">Digits of this group.</param>
    /// <param name="Digits">Digits up to the end of this group.</param>
    /// <param name="End">Position after its last digit.</param>
    /// <param name="Separator">First byte of the separator before it.</param>
    /// <param name="AfterBreak">True when that separator is a line break.</param>
    /// <param name="Joined">True when one separator and another digit, or a star that hides one, follow.</param>
    internal readonly record struct Group(int Size, int Digits, int End, byte Separator, bool AfterBreak, bool Joined);
}
