using System.Text;

namespace SupportDesk.Mail;

/// <summary>A part that holds text.</summary>
public class TextPart : MimePart
{
    /// <summary>Creates an empty text.</summary>
    /// <param name="subtype">Such as <c>plain</c> or <c>html</c>.</param>
    public TextPart(string subtype) : base("text", subtype)
    {
    }

    internal TextPart(ContentType contentType, IEnumerable<Header> headers) : base(contentType, headers)
    {
    }

    /// <summary>Gets whether the text is <c>text/plain</c>.</summary>
    public bool IsPlain => ContentType.IsMimeType("text", "plain");

    /// <summary>Gets whether the text is <c>text/html</c>.</summary>
    public bool IsHtml => ContentType.IsMimeType("text", "html");

    /// <summary>Gets whether lines are soft-wrapped, RFC 3676.</summary>
    public bool IsFlowed => IsPlain && "flowed".Equals(ContentType.Format, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Gets or sets the text. Read by declared charset, then strict UTF-8, then windows-1251 or koi8-r by letter frequency;
    /// soft-wrapped lines are joined. Written as UTF-8.
    /// </summary>
    public string Text
    {
        get
        {
            if (DecodedBytes() is not { } bytes) return "";
            var text = Charsets.Decode(bytes, CharsetOf(bytes));
            return IsFlowed ? FlowedText.Join(text, "yes".Equals(ContentType.Parameters["delsp"], StringComparison.OrdinalIgnoreCase)) : text;
        }
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            SetText(Charsets.Utf8, value);
        }
    }

    /// <summary>Sets the text in a charset of choice.</summary>
    /// <param name="encoding">The charset.</param>
    /// <param name="text">Any text.</param>
    public void SetText(Encoding encoding, string text)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(text);
        var bytes = encoding.GetBytes(text.ReplaceLineEndings("\r\n"));
        ContentType.Charset = encoding.WebName;
        Content = new MimeContent(new MemoryStream(bytes));
        ContentTransferEncoding = Choose(bytes);
    }

    /// <summary>Says whether the charset was named rightly.</summary>
    internal CharsetVerdict Verdict()
    {
        var verdict = CharsetVerdict.Right;
        if (DecodedBytes() is { } bytes) Charsets.Decode(bytes, CharsetOf(bytes), out verdict);
        return verdict;
    }

    private ArraySegment<byte>? DecodedBytes() => Content switch
    {
        null => default(ArraySegment<byte>?),
        MimeContent content => content.Decode(),
        var other => new MimeContent(other.Open()).Decode(),
    };

    private string? CharsetOf(ReadOnlySpan<byte> text) => ContentType.Charset ?? (IsHtml ? HtmlCharset.Find(text) : null);

    /// <summary>Plain lines stay readable, a few letters are escaped, and Cyrillic goes into base64, which is shorter then.</summary>
    private static ContentEncoding Choose(ReadOnlySpan<byte> bytes)
    {
        int high = 0, line = 0, longest = 0;
        var control = false;
        foreach (var b in bytes)
        {
            if (b >= 0x80) high++;
            if (b is < 32 and not ((byte)'\r' or (byte)'\n' or (byte)'\t')) control = true;
            line = b == '\n' ? 0 : line + 1;
            longest = Math.Max(longest, line);
        }
        if (high == 0 && longest < 200 && !control) return ContentEncoding.SevenBit;
        return high * 6 > bytes.Length ? ContentEncoding.Base64 : ContentEncoding.QuotedPrintable;
    }
}
