using MimeKit;
using MimeKit.Cryptography;

namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// Puts what lies inside other parts in their places as parts of their own: files of winmail.dat and uuencode, what an opaque signature
/// wraps, messages that are encoded against the rules, and the parts of a multipart that names a wrong boundary.
/// </summary>
internal sealed class Unpacking(ReadingState state)
{
    private MimeEntity? root;

    public MimeEntity Run(MimeEntity body, int depth)
    {
        root = body;
        return Visit(body, depth);
    }

    private MimeEntity Visit(MimeEntity entity, int depth)
    {
        state.Token.ThrowIfCancellationRequested();
        switch (entity)
        {
            case Multipart { Count: 0 } empty when state.Unparted.Remove(empty, out var body):
                return BoundaryRepair.Run(empty, body, state, depth);
            case Multipart multipart:
                VisitParts(multipart, depth);
                return multipart;
            case MessagePart { Message.Body: { } inner } message:
                message.Message.Body = new Unpacking(state).Run(inner, depth + 1);
                return message;
            case TextPart { IsPlain: true, IsAttachment: false } text:
                return UuencodedFiles.Unpack(text, state);
            case MimePart part when TnefFiles.Is(part):
                return TnefFiles.Unpack(part, state, depth, root);
            case MimePart part when SignedContent.Is(part):
                return SignedContent.Unpack(part, state, depth);
            case MimePart part when part.ContentType.IsMimeType("message", "rfc822") || part.ContentType.IsMimeType("message", "global"):
                return EncodedMessage(part, depth);
            case MimePart part when part.ContentType.IsMimeType("multipart", "*"):
                state.Problems.Add(EmailProblem.DepthCut);
                return part;
            default:
                return entity;
        }
    }

    private void VisitParts(Multipart multipart, int depth)
    {
        if (multipart.Headers.Contains(HeaderId.ContentTransferEncoding) && TransferFaults.IsEncoded(multipart.Headers[HeaderId.ContentTransferEncoding]))
            state.Problems.Add(EmailProblem.EncodingForbidden);
        if (multipart is MultipartEncrypted)
            state.Problems.Add(EmailProblem.Encrypted);
        for (var i = 0; i < multipart.Count; i++)
        {
            var unpacked = Visit(multipart[i], depth + 1);
            if (!ReferenceEquals(unpacked, multipart[i]))
                multipart[i] = unpacked;
        }
    }

    /// <summary>Some programs encode a message within the message against RFC 2045 section 6.4.</summary>
    private MimeEntity EncodedMessage(MimePart part, int depth)
    {
        if (depth + 1 >= state.Limits.MaxDepth || !TransferFaults.IsEncoded(part.Headers[HeaderId.ContentTransferEncoding]))
        {
            state.Problems.Add(EmailProblem.DepthCut);
            return part;
        }

        state.Problems.Add(EmailProblem.EncodingForbidden);
        var raw = PartBytes.Raw(part);
        // Base64 has no colon and a header has: some programs only claim to have encoded.
        var bytes = part.ContentTransferEncoding == ContentEncoding.Base64 && raw.AsSpan().Contains((byte)':') ? raw : PartBytes.Decoded(part);
        var message = EmailReader.Open(bytes, state, depth + 1);
        state.Inner[message] = bytes;
        return new MessagePart("rfc822", message) { ContentDisposition = part.ContentDisposition, ContentId = part.ContentId };
    }
}
