using SupportDesk.Masking.Engine;
using SupportDesk.Masking.Text;

namespace SupportDesk.Masking.Rules;

/// <summary>Headers whose value is the rest of the line.</summary>
internal static class HeaderLine
{
    /// <summary>How a header's value ends: at the line's end, or at the quote that the whole header stands in.</summary>
    public static Terminator Terminator(ReadOnlySpan<byte> text, int name)
    {
        var start = Names.Head(text, name);
        var quote = start > 0 && text[start - 1] is (byte)'"' or (byte)'\'' or (byte)'`' ? text[start - 1] : (byte)0;
        return new Terminator(TerminatorMode.Line, quote);
    }

    /// <summary>True when there is an equals sign before the end, as every cookie has, or the end cannot be seen.</summary>
    public static bool HasPair(ReadOnlySpan<byte> text, int name, in Assignment.Value value)
    {
        var seen = value.Peek(text, text.Length);
        return seen.Contains((byte)'=') || Bytes.StartsWith(seen, 0, "%"u8) || (value.Start + seen.Length >= text.Length && text.Length - name >= Rule.Ahead);
    }
}
