namespace SupportDesk.Mail;

/// <summary>A part without parts of its own: a text, a picture, a file.</summary>
public class MimePart : MimeEntity
{
    /// <summary>Creates a part of <c>application/octet-stream</c>.</summary>
    public MimePart() : this("application", "octet-stream")
    {
    }

    /// <summary>Creates a part without content.</summary>
    /// <param name="mediaType">Such as <c>application</c>.</param>
    /// <param name="mediaSubtype">Such as <c>pdf</c>.</param>
    public MimePart(string mediaType, string mediaSubtype) : this(new ContentType(mediaType, mediaSubtype))
    {
    }

    /// <summary>Creates a part without content.</summary>
    /// <param name="contentType">The media type.</param>
    public MimePart(ContentType contentType) : base(contentType)
    {
    }

    internal MimePart(ContentType contentType, IEnumerable<Header> headers) : base(contentType, headers)
    {
    }

    /// <summary>Gets or sets the content.</summary>
    public IMimeContent? Content { get; set; }

    /// <summary>Gets or sets the encoding that the part is written in; Default lets the library choose base64.</summary>
    public ContentEncoding ContentTransferEncoding
    {
        get => EncodingOf(this);
        set
        {
            if (value == ContentEncoding.Default) Headers.RemoveAll("Content-Transfer-Encoding");
            else Headers.Replace("Content-Transfer-Encoding", NameOf(value));
        }
    }

    /// <summary>Gets or sets the name of the file; any text. Names that were read may hold anything, path separators included.</summary>
    public string? FileName
    {
        get => ContentDisposition?.FileName ?? ContentType.Name;
        set
        {
            ContentDisposition ??= new ContentDisposition();
            ContentDisposition.FileName = value;
            ContentType.Name = value;
        }
    }

    internal static ContentEncoding EncodingOf(MimeEntity entity) => ReadEncoding(entity.Headers["Content-Transfer-Encoding"]);

    internal static bool IsEncoded(MimeEntity entity) => EncodingOf(entity) is ContentEncoding.Base64 or ContentEncoding.QuotedPrintable or ContentEncoding.UUEncode;

    internal static ContentEncoding ReadEncoding(string? value)
    {
        var token = value?.Split(';', ' ', '\t')[0].Trim('"', '.');
        return token?.ToUpperInvariant() switch
        {
            "7BIT" or "7-BIT" => ContentEncoding.SevenBit,
            "8BIT" or "8-BIT" => ContentEncoding.EightBit,
            "BINARY" => ContentEncoding.Binary,
            "BASE64" or "BASE-64" => ContentEncoding.Base64,
            "QUOTED-PRINTABLE" or "QUOTEDPRINTABLE" => ContentEncoding.QuotedPrintable,
            "UUENCODE" or "X-UUENCODE" or "X-UUE" => ContentEncoding.UUEncode,
            _ => ContentEncoding.Default,
        };
    }

    internal override long? EstimateSize()
    {
        const int fields = 600;
        if (Content is null) return fields;
        if (!Content.Stream.CanSeek) return null;
        var length = Content.Stream.Length;
        return fields + (IsWrittenAsItIs ? length : ContentTransferEncoding == ContentEncoding.QuotedPrintable ? length * 3 : length / 57 * 78 + 78);
    }

    private protected override void Prepare()
    {
        if (Content is not null && Content.Encoding == ContentEncoding.Default && ContentTransferEncoding is ContentEncoding.Default or ContentEncoding.UUEncode)
        {
            ContentTransferEncoding = ContentEncoding.Base64;
        }
        if (ContentTransferEncoding != ContentEncoding.Binary && (HoldsLoneReturn() || HasWideLineEnds)) ContentTransferEncoding = ContentEncoding.Base64;
    }

    // In these a line feed is no byte of its own, so lines cannot be mended byte by byte; RFC 2781 section 4 wants them encoded.
    private bool HasWideLineEnds => ContentTransferEncoding != ContentEncoding.Base64 && ContentType.Charset is { } charset
        && (charset.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) || charset.StartsWith("utf16", StringComparison.OrdinalIgnoreCase)
            || charset.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase) || charset.StartsWith("utf32", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Lines are written with CRLF: a CR that stood alone would begin a line then, and what follows it could be taken for a boundary or
    /// end a soft line break. Such content is encoded anew.
    /// </summary>
    private bool HoldsLoneReturn()
    {
        if (Content is not MimeContent { Stream: SliceStream { Slice: var slice } }) return false;
        for (ReadOnlySpan<byte> rest = slice; rest.IndexOf((byte)'\r') is var at and >= 0; rest = rest[(at + 1)..])
        {
            if (at + 1 == rest.Length || rest[at + 1] != '\n') return true;
        }
        return false;
    }

    private protected override async Task WriteContentAsync(Stream stream, CancellationToken ct)
    {
        if (Content is null) return;
        if (IsWrittenAsItIs)
        {
            if (ContentTransferEncoding == ContentEncoding.Binary)
            {
                await Content.WriteToAsync(stream, ct).ConfigureAwait(false);
                return;
            }
            if (Content.Stream.CanSeek) Content.Stream.Position = 0;
            await new LineEndings(dotStuffing: false).PumpAsync(Content.Stream, stream, ct).ConfigureAwait(false);
            return;
        }
        ByteTransform encoder = ContentTransferEncoding switch
        {
            ContentEncoding.Base64 => new Base64Encoder(),
            ContentEncoding.QuotedPrintable => new QuotedPrintableEncoder(),
            _ => new LineEndings(dotStuffing: false),
        };
        var content = Content.Open();
        await using (content.ConfigureAwait(false)) await encoder.PumpAsync(content, stream, ct).ConfigureAwait(false);
    }

    private bool IsWrittenAsItIs => Content!.Encoding == ContentTransferEncoding
        ? ContentTransferEncoding == ContentEncoding.Binary || !HoldsLoneReturn()
        : Content.Encoding == ContentEncoding.Default && ContentTransferEncoding is ContentEncoding.SevenBit or ContentEncoding.EightBit or ContentEncoding.Binary;

    private static string NameOf(ContentEncoding encoding) => encoding switch
    {
        ContentEncoding.SevenBit => "7bit",
        ContentEncoding.EightBit => "8bit",
        ContentEncoding.Binary => "binary",
        ContentEncoding.QuotedPrintable => "quoted-printable",
        ContentEncoding.UUEncode => "x-uuencode",
        _ => "base64",
    };
}
