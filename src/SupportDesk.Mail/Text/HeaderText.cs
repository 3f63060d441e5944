using System.Text;

namespace SupportDesk.Mail;

/// <summary>Keeps header values on one logical line.</summary>
internal static class HeaderText
{
    /// <summary>Replaces every control character and line separator with a space, so that no value can begin another header.</summary>
    internal static string Clean(string value)
    {
        var index = value.AsSpan().IndexOfAny(Controls);
        if (index < 0) return value;
        var clean = new StringBuilder(value.Length).Append(value, 0, index);
        foreach (var c in value.AsSpan(index)) clean.Append(IsControl(c) ? ' ' : c);
        return clean.ToString();
    }

    internal static bool IsControl(char c) => char.IsControl(c) || c is '\u2028' or '\u2029';

    /// <summary>Removes the line breaks of folding (RFC 5322 section 2.2.3) and the white space around the value.</summary>
    internal static ReadOnlySpan<byte> Unfold(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOfAny((byte)'\r', (byte)'\n', (byte)0) < 0) return raw.Trim(" \t"u8);
        var result = new byte[2 * raw.Length];
        var length = 0;
        var atLineStart = false;
        foreach (var b in raw)
        {
            if (b is (byte)'\r' or (byte)'\n')
            {
                atLineStart |= b == '\n';
                continue;
            }
            // A line that lost its white space still begins another word.
            if (atLineStart && b is not ((byte)' ' or (byte)'\t')) result[length++] = (byte)' ';
            atLineStart = false;
            result[length++] = b == 0 ? (byte)' ' : b;
        }
        return result.AsSpan(0, length).Trim(" \t"u8);
    }

    /// <summary>Breaks an ASCII value before white space so that lines stay within 76 characters where its words allow.</summary>
    internal static string Fold(string field, string value)
    {
        const int limit = 76;
        if (field.Length + 2 + value.Length <= limit) return value;
        var folded = new StringBuilder(value.Length + 32);
        var column = field.Length + 2;
        var i = 0;
        while (i < value.Length)
        {
            var next = i;
            while (next < value.Length && value[next] == ' ') next++;
            while (next < value.Length && value[next] != ' ') next++;
            var isBlank = value.AsSpan(i, next - i).Trim(' ').IsEmpty;
            if (i > 0 && column + next - i > limit && !isBlank && value[i] == ' ')
            {
                folded.Append("\r\n");
                column = 0;
            }
            folded.Append(value, i, next - i);
            column += next - i;
            i = next;
        }
        return folded.ToString();
    }

    private static readonly System.Buffers.SearchValues<char> Controls = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c), '\u2028', '\u2029']);
}
