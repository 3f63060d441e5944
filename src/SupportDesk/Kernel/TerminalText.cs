namespace SupportDesk.Kernel;

/// <summary>
/// Text that may be printed to a terminal: what came from outside moves no cursor, sets no colour, renames no window and
/// turns no direction of writing.
/// </summary>
internal static class TerminalText
{
    /// <summary>Line ends and tabs stay, what else is no visible character becomes U+FFFD.</summary>
    public static string Text(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : string.Create(text.Length, text, (emails, from) =>
    {
        for (var i = 0; i < emails.Length; i++)
            emails[i] = IsSafe(from, i) ? from[i] : '\uFFFD';
    });

    // A return alone would let the rest of a line be written over its beginning.
    private static bool IsSafe(string text, int at) => text[at] switch
    {
        '\n' or '\t' => true,
        '\r' => at + 1 < text.Length && text[at + 1] == '\n',
        // Marks of direction; other invisible characters, such as those inside an emoji, do no harm.
        '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u2028' or '\u2029' => false,
        var c => !char.IsControl(c),
    };
}
