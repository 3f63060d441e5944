using System.Collections.Frozen;
using System.Text;
using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>A line among header fields that is none and does not begin with a blank: it lost the blank, or the header is over.</summary>
internal static class StrayLine
{
    private const int LongestName = 100;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Enum.GetValues<HeaderId>().Where(id => id != HeaderId.Unknown)
        .Select(id => id.ToHeaderName()).ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>It holds an encoded word, the field before it is not complete, or fields that everybody knows go on behind it.</summary>
    public static bool GoesOn(ReadOnlySpan<byte> email, FieldSpan field, ReadOnlySpan<byte> line, int next)
    {
        if (line.StartsWith("=?"u8) || email[field.Value..field.End].TrimEnd(" \t"u8).EndsWith(";"u8))
            return true;
        var rest = email[next..];
        var colon = rest[..Math.Min(rest.Length, LongestName)].IndexOf((byte)':');
        return colon > 0 && IsKnown(rest[..colon].TrimEnd(" \t"u8));
    }

    private static bool IsKnown(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[LongestName];
        return Known.Contains(text[..Encoding.Latin1.GetChars(name, text)]);
    }
}
