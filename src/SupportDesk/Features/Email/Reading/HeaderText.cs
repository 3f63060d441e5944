using System.Buffers;
using System.Text;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Keeps decoded values on one line.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> Controls = SearchValues.Create([
        .. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code),
        '\u2028',
        '\u2029',
    ]);

    /// <summary>Replaces every control character and line separator with a space.</summary>
    public static string Clean(string value)
    {
        var index = value.AsSpan().IndexOfAny(Controls);
        if (index < 0)
            return value;
        var clean = new StringBuilder(value.Length).Append(value, 0, index);
        foreach (var letter in value.AsSpan(index))
            clean.Append(Controls.Contains(letter) ? ' ' : letter);
        return clean.ToString();
    }
}
