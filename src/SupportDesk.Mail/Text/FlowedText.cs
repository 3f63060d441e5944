using System.Text;

namespace SupportDesk.Mail;

/// <summary>Joins the soft-wrapped lines of format=flowed, RFC 3676 section 4.</summary>
internal static class FlowedText
{
    internal static string Join(string text, bool deleteSpace)
    {
        var result = new StringBuilder(text.Length);
        var openDepth = -1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).TrimEnd('\r');
            var depth = 0;
            while (depth < line.Length && line[depth] == '>') depth++;
            var content = line[depth..];
            if (content.StartsWith(" ")) content = content[1..];
            var isSignature = content is "-- ";
            if (openDepth == depth && !isSignature) result.Append(content);
            else
            {
                if (openDepth >= 0) result.Append('\n');
                result.Append('>', depth);
                if (depth > 0) result.Append(' ');
                result.Append(content);
            }
            if (content.EndsWith(" ") && !isSignature)
            {
                openDepth = depth;
                if (deleteSpace) result.Length--;
            }
            else
            {
                openDepth = -1;
                result.Append('\n');
            }
        }
        // The loop ends every line; the text itself had one end less.
        if (result.Length > 0 && result[^1] == '\n' && openDepth < 0) result.Length--;
        return result.ToString();
    }
}
