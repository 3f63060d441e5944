using System.Diagnostics.CodeAnalysis;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Digits from one position on, with the single separators that part them into groups.</summary>
[SuppressMessage("Performance", "CA1814", Justification = "Small scratch arrays.")]
internal sealed class DigitGroups
{
    private readonly byte[] _values = new byte[Issuers.Longest];
    private readonly int[] _positions = new int[Issuers.Longest];
    private readonly Group[] _groups = new Group[Issuers.Longest];

    /// <summary>Groups that were read; together they hold at most 19 digits.</summary>
    public int Count { get; private set; }

    /// <summary>True when the first group alone is longer than any card number.</summary>
    public bool FirstIsTooLong { get; private set; }

    public ReadOnlySpan<Group> Groups => _groups.AsSpan(0, Count);

    public ReadOnlySpan<byte> Values(int digits) => _values.AsSpan(0, digits);

    public ReadOnlySpan<int> Positions(int digits) => _positions.AsSpan(0, digits);

    /// <summary>Reads groups until the digits are too many for a card number or something else follows.</summary>
    public void Read(ReadOnlySpan<byte> text, int at)
    {
        Count = 0;
        FirstIsTooLong = false;
        int digits = 0, i = at;
        byte separator = 0;
        var breaks = false;
        while (true)
        {
            var start = i;
            while (Bytes.IsDigitAt(text, i) && digits + i - start < Issuers.Longest)
            {
                _values[digits + i - start] = (byte)(text[i] - '0');
                _positions[digits + i - start] = i;
                i++;
            }

            if (i == start)
                return;
            if (Bytes.IsDigitAt(text, i))
            {
                FirstIsTooLong = Count == 0;
                return;
            }

            digits += i - start;
            var length = Separator.LengthAt(text, i);
            var joined = length > 0 && Bytes.At(text, i + length) is var next && (Bytes.IsDigit(next) || next == '*');
            _groups[Count++] = new Group(i - start, digits, i, separator, breaks, joined);
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
