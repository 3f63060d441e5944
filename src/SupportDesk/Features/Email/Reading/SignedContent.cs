using MimeKit;
using Org.BouncyCastle.Cms;

namespace SupportDesk.Features.Email.Reading;

/// <summary>
/// Takes the words and files out of an opaque S/MIME signature (RFC 8551 section 3.5.2). The signature is not checked, which is said: it stays
/// attached for whoever wants to.
/// </summary>
internal static class SignedContent
{
    public static bool Is(MimePart part) =>
        part.ContentType.IsMimeType("application", "pkcs7-mime") || part.ContentType.IsMimeType("application", "x-pkcs7-mime");

    public static MimeEntity Unpack(MimePart part, ReadingState state, int depth)
    {
        var kind = part.ContentType.Parameters["smime-type"];
        if (kind is not null && kind.Contains("enveloped", StringComparison.OrdinalIgnoreCase))
            state.Problems.Add(EmailProblem.Encrypted);
        if (depth + 1 >= state.Limits.MaxDepth || Content(PartBytes.Decoded(part)) is not { } bytes || !state.TryTakePart())
            return part;
        state.Problems.Add(EmailProblem.SignatureUnchecked);
        return EmailReader.Open(bytes, state, depth + 1).Body is { } body ? new Multipart("mixed") { body, part } : part;
    }

    private static byte[]? Content(ArraySegment<byte> bytes)
    {
        try
        {
            if (new CmsSignedData(PartBytes.Stream(bytes)).SignedContent is not { } content)
                return null;
            using var copy = new MemoryStream();
            content.Write(copy);
            return copy.ToArray();
        }
        catch (Exception error)
            when (error is CmsException or IOException or ArgumentException or InvalidCastException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
