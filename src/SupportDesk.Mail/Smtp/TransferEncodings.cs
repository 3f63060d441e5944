namespace SupportDesk.Mail;

/// <summary>Makes a letter fit what a server takes.</summary>
internal static class TransferEncodings
{
    /// <summary>
    /// Rewrites encodings that may not be sent: binary (RFC 3030 is not implemented) and, where the server does not offer 8BITMIME, 8bit.
    /// </summary>
    /// <returns>Whether the body holds bytes above ASCII now, RFC 6152.</returns>
    internal static bool Settle(MimeMessage message, bool is8BitAllowed)
    {
        var is8Bit = false;
        foreach (var entity in message.BodyParts)
        {
            if (entity is MessagePart { Message: { } inner }) is8Bit |= Settle(inner, is8BitAllowed);
            if (entity is not MimePart part) continue;
            if (part.ContentTransferEncoding == ContentEncoding.Binary || (part.ContentTransferEncoding == ContentEncoding.EightBit && !is8BitAllowed))
            {
                part.ContentTransferEncoding = part is TextPart ? ContentEncoding.QuotedPrintable : ContentEncoding.Base64;
            }
            is8Bit |= part.ContentTransferEncoding == ContentEncoding.EightBit;
        }
        return is8Bit;
    }
}
