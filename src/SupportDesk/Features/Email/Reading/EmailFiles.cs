using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>The contents of the files of an e-mail.</summary>
internal static class EmailFiles
{
    /// <summary>A file decoded; a message within the message as it was sent, or as it is written now if it never was.</summary>
    public static ReadOnlyMemory<byte> Bytes(MimeEntity entity, EmailReading reading) => entity switch
    {
        MessagePart { Message: { } message } => reading.Inner.TryGetValue(message, out var bytes) ? bytes : Written(message),
        MimePart part => PartBytes.Decoded(part),
        _ => ReadOnlyMemory<byte>.Empty,
    };

    private static byte[] Written(MimeMessage message)
    {
        using var copy = new MemoryStream();
        message.WriteTo(copy);
        return copy.ToArray();
    }
}
