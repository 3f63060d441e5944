namespace SupportDesk.Mail;

/// <summary>One open level of a letter that is being read.</summary>
internal sealed class MimeFrame(HeaderBlockParser headers)
{
    private byte _heldLength;

    /// <summary>The fields that are being collected; null once the block has ended.</summary>
    internal HeaderBlockParser? Headers { get; set; } = headers;

    internal bool IsInHeaders => Headers is not null;

    /// <summary>Set when the frame is a letter, not a part of one.</summary>
    internal MimeMessage? Message { get; init; }

    internal MimeEntity? Entity { get; set; }

    /// <summary>Two hyphens and the boundary.</summary>
    internal byte[]? Boundary { get; set; }

    /// <summary>Where body bytes go; null when they are dropped (between the parts of a multipart).</summary>
    internal ChunkedBuffer? Content { get; set; }

    internal bool HasParts { get; set; }

    internal ReadOnlySpan<byte> HeldLineEnd => _heldLength switch
    {
        0 => default,
        1 => "\n"u8,
        _ => "\r\n"u8,
    };

    internal void HoldLineEnd(ReadOnlySpan<byte> lineEnd) => _heldLength = (byte)lineEnd.Length;
}
