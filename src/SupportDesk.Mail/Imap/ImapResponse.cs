using System.Globalization;
using System.Text;

namespace SupportDesk.Mail;

/// <summary>One response: its text with the literals taken out, and the literals in their order.</summary>
internal sealed record ImapResponse(string Text, IReadOnlyList<ChunkedBuffer> Literals)
{
    /// <summary>The text as bytes. Small contents of letters may come quoted instead of as literals, so of strings only the size is told.</summary>
    internal byte[] ForLog()
    {
        if (!Text.StartsWith("* ", StringComparison.Ordinal) || !Text.Contains("FETCH (", StringComparison.OrdinalIgnoreCase)) return Encoding.UTF8.GetBytes(Text);
        var shown = new StringBuilder(Text.Length);
        for (var i = 0; i < Text.Length; i++)
        {
            if (Text[i] != '"')
            {
                shown.Append(Text[i]);
                continue;
            }
            var start = ++i;
            while (i < Text.Length && Text[i] != '"') i += Text[i] == '\\' ? 2 : 1;
            shown.Append(CultureInfo.InvariantCulture, $"[{Math.Min(i, Text.Length) - start} bytes]");
        }
        return Encoding.UTF8.GetBytes(shown.ToString());
    }
}
