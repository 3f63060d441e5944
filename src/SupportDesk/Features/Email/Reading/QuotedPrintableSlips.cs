namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// Soft breaks of quoted-printable with white space behind them, which RFC 2045 section 6.7 (3) says to take away, and an escape that the end
/// of the text cuts in two, which stays as it was written.
/// </summary>
internal static class QuotedPrintableSlips
{
    public static ArraySegment<byte> Mend(ArraySegment<byte> text) => WithoutBlanks(WithEnd(text));

    private static ArraySegment<byte> WithEnd(ArraySegment<byte> text) =>
        text.AsSpan() is [.., (byte)'=', var last] && last is not ((byte)'=' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            ? new ArraySegment<byte>([.. text[..^1], .. "3D"u8, last])
            : text;

    private static ArraySegment<byte> WithoutBlanks(ArraySegment<byte> text)
    {
        if (text.AsSpan().IndexOf("= "u8) < 0 && text.AsSpan().IndexOf("=\t"u8) < 0)
            return text;
        var mended = new byte[text.Count];
        var length = 0;
        for (var at = 0; at < text.Count;)
        {
            var found = text.AsSpan(at).IndexOf((byte)'=');
            var next = found < 0 ? text.Count : at + found + 1;
            text.AsSpan(at, next - at).CopyTo(mended.AsSpan(length));
            length += next - at;
            at = next;
            var end = at;
            while (found >= 0 && end < text.Count && text[end] is (byte)' ' or (byte)'\t')
                end++;
            if (end < text.Count && text[end] is (byte)'\r' or (byte)'\n')
                at = end;
        }

        return new ArraySegment<byte>(mended, 0, length);
    }
}
