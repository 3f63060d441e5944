using MimeKit;
using MimeKit.IO;

namespace SupportDesk.Features.Email.Authentication;

/// <summary>
/// An e-mail as the verifiers need it: the header fields byte for byte, and the body as one piece. Signatures know nothing of
/// parts, and a body that nobody takes apart can cost nothing.
/// </summary>
internal static class SignedMessage
{
    public static MimeMessage Load(ArraySegment<byte> raw, HeaderBlock block, CancellationToken ct)
    {
        var stream = new ChainedStream();
        // Without its type the body is plain text to the parser.
        var start = 0;
        foreach (var field in block.ContentTypes)
        {
            stream.Add(Part(raw, start..field.Start.Value));
            start = field.End.Value;
        }

        stream.Add(Part(raw, start..block.Length));
        // What claims no signature is read for its header only.
        stream.Add(block.IsSigned ? Part(raw, block.Length..raw.Count) : new MemoryStream("\r\n"u8.ToArray(), writable: false));
        var message = MimeMessage.Load(ParserOptions.Default, stream, persistent: true, ct);
        foreach (var field in block.ContentTypes)
        {
            // Signatures cover that field, too.
            if (message.Body is not null && Header.TryParse([.. raw[field]], out var header))
                message.Body.Headers.Add(header);
        }

        return message;
    }

    private static MemoryStream Part(ArraySegment<byte> raw, Range range)
    {
        var (offset, length) = range.GetOffsetAndLength(raw.Count);
        return new MemoryStream(raw.Array!, raw.Offset + offset, length, writable: false);
    }
}
