using System.Text;
using MimeKit;
using MimeKit.Text;

namespace SupportDesk.Features.Email.Reading;

/// <summary>The words of a text part.</summary>
internal static class EmailBodyText
{
    private const string Signature = "\n-- \n";

    /// <summary>Read by the declared charset, then strict UTF-8, then windows-1251 or koi8-r by letter frequency; soft-wrapped lines are joined.</summary>
    public static string Of(TextPart part) => Of(part, out _);

    public static string Of(TextPart part, out CharsetVerdict verdict)
    {
        var bytes = PartBytes.Decoded(part);
        var charset = part.ContentType.Charset ?? (part.IsHtml ? HtmlCharset.Find(bytes) : null);
        var text = Charsets.Decode(bytes, charset, out verdict);
        return part.IsFlowed && part.IsPlain ? Join(text, "yes".Equals(part.ContentType.Parameters["delsp"], StringComparison.OrdinalIgnoreCase)) : text;
    }

    /// <summary>RFC 3676 section 4. The line before a signature ends with a blank and is no soft break (section 4.3).</summary>
    private static string Join(string text, bool deleteSpace)
    {
        text = text.ReplaceLineEndings("\n");
        var joined = new StringBuilder(text.Length);
        foreach (var piece in text.Split(Signature))
        {
            if (joined.Length > 0)
                joined.Append(Signature);
            var plain = new FlowedToText { DeleteSpace = deleteSpace }.Convert(piece);
            // The converter ends every line.
            joined.Append(plain.EndsWith('\n') && !piece.EndsWith('\n') ? plain.AsSpan(0, plain.Length - 1) : plain);
        }

        return joined.ToString();
    }
}
