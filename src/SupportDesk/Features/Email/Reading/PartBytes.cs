using MimeKit;
using MimeKit.Encodings;
using MimeKit.Utils;

namespace SupportDesk.Features.Email.Reading;

/// <summary>The bytes of a part: as they were sent, and decoded.</summary>
internal static class PartBytes
{
    public static ArraySegment<byte> Raw(MimePart part)
    {
        if (part.Content?.Stream is not { } stream)
            return ArraySegment<byte>.Empty;
        stream.Position = 0;
        var bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
        return new ArraySegment<byte>(bytes, 0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    public static ArraySegment<byte> Decoded(MimePart part)
    {
        var raw = Raw(part);
        var encoding = EncodingOf(part);
        if (encoding == ContentEncoding.QuotedPrintable)
            raw = QuotedPrintableSlips.Mend(raw);
        IMimeDecoder? decoder = encoding switch
        {
            ContentEncoding.Base64 => new Base64Decoder(),
            ContentEncoding.QuotedPrintable => new QuotedPrintableDecoder(),
            ContentEncoding.UUEncode => new UUDecoder(),
            _ => null,
        };
        if (decoder is null)
            return raw;
        var output = GC.AllocateUninitializedArray<byte>(decoder.EstimateOutputLength(raw.Count) + 4);
        var length = decoder.Decode(raw.Array!, raw.Offset, raw.Count, output);
        if (encoding == ContentEncoding.Base64 && Base64Text.Unfinished(raw) is var emails and (2 or 3))
            length += Rest(decoder, emails, output, length);
        return new ArraySegment<byte>(output, 0, length);
    }

    /// <summary>The last bytes of base64 whose padding is missing, because it was cut or forgotten.</summary>
    private static int Rest(IMimeDecoder decoder, int emails, byte[] output, int length)
    {
        var last = new byte[8];
        var count = decoder.Decode("=="u8.ToArray(), 0, 4 - emails, last);
        last.AsSpan(0, Math.Min(count, output.Length - length)).CopyTo(output.AsSpan(length));
        return count;
    }

    /// <summary>How a part is encoded; some programs put the name into quotes.</summary>
    public static ContentEncoding EncodingOf(MimePart part)
    {
        var encoding = part.Content?.Encoding ?? part.ContentTransferEncoding;
        return encoding == ContentEncoding.Default && part.Headers[HeaderId.ContentTransferEncoding] is { } name && name.AsSpan().ContainsAny('"', '\'')
            && MimeUtils.TryParse(name.Trim(' ', '"', '\''), out ContentEncoding quoted)
            ? quoted
            : encoding;
    }

    public static MemoryStream Stream(ArraySegment<byte> bytes) => new(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
}
