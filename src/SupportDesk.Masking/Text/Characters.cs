namespace SupportDesk.Masking.Text;

/// <summary>
/// Walks by characters, so that a distance is the same in UTF-8, where a Russian letter has two bytes, and in the
/// encodings where it has one.
/// </summary>
internal static class Characters
{
    /// <summary>The position so many characters before another one, or the start of the text.</summary>
    public static int Back(ReadOnlySpan<byte> text, int at, int count)
    {
        var i = Math.Min(at, text.Length);
        if (i >= count && AreSingle(text.Slice(i - count, count)))
            return i - count;
        for (; count > 0 && i > 0; count--)
        {
            i--;
            for (var n = 0; n < 3 && i > 0 && IsContinuation(text[i]) && text[i - 1] >= 0x80; n++)
                i--;
        }

        return i;
    }

    /// <summary>The position so many characters after another one, or the end of the text.</summary>
    public static int Forward(ReadOnlySpan<byte> text, int at, int count)
    {
        var i = at;
        if (i + count <= text.Length && AreSingle(text.Slice(i, count)))
            return i + count;
        for (; count > 0 && i < text.Length; count--)
        {
            var lead = text[i++];
            for (var n = 0; n < 3 && lead >= 0xC2 && i < text.Length && IsContinuation(text[i]); n++)
                i++;
        }

        return i;
    }

    private static bool AreSingle(ReadOnlySpan<byte> text) => !text.ContainsAnyInRange((byte)0x80, (byte)0xFF);

    private static bool IsContinuation(byte b) => b is >= 0x80 and < 0xC0;
}
