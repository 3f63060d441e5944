using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SupportDesk.Mail.Fuzz;

/// <summary>Reads, writes and describes letters.</summary>
internal static class Letters
{
    private static readonly MimeReaderLimits Usual = new();

    public static MimeReading Read(byte[] letter, MimeReaderLimits? limits = null) => Read(new MemoryStream(letter), limits);

    public static MimeReading Read(Stream letter, MimeReaderLimits? limits = null) => BoundedMimeReader.ReadAsync(letter, limits ?? Usual).GetAwaiter().GetResult();

    public static byte[] Write(MimeMessage message)
    {
        var output = new MemoryStream();
        message.WriteToAsync(output).GetAwaiter().GetResult();
        return output.ToArray();
    }

    /// <summary>Everything that can be asked of a letter.</summary>
    public static string Describe(MimeReading reading)
    {
        var text = new StringBuilder(JsonSerializer.Serialize(LetterSummary.Of(reading)));
        foreach (var header in reading.Message.Headers)
            text.Append(header.Field).Append('=').Append(header.Value).Append('\n');
        foreach (var leaf in Leaves(reading.Message.Body))
        {
            text.Append(leaf.ContentType).Append(leaf.ContentDisposition).Append(leaf.ContentId).Append('\n');
            if (leaf is MessageDeliveryStatus status)
                text.Append(status.StatusGroups.Sum(group => group.Count));
            if (leaf is TextPart part)
                text.Append(part.Text);
        }

        return text.ToString();
    }

    /// <summary>What must survive being written: words and files.</summary>
    public static string Essence(MimeMessage message)
    {
        var text = new StringBuilder()
            .Append(Words(message.Subject)).Append('\n')
            .AppendJoin(',', message.From.Mailboxes.Select(mailbox => mailbox.Address)).Append('\n')
            .Append(Words(message.TextBody)).Append('\n')
            .Append(Words(message.HtmlBody)).Append('\n');
        // Line ends of files that are sent as text are the way's, not the file's.
        foreach (var part in message.Attachments.OfType<MimePart>())
            text.Append(part.FileName).Append(part.ContentTransferEncoding is ContentEncoding.Base64 ? Hash(part) : "").Append('\n');
        return text.ToString();
    }

    public static IEnumerable<MimeEntity> Leaves(MimeEntity? entity) => entity switch
    {
        null => [],
        Multipart multipart => multipart.SelectMany(Leaves),
        MessagePart { Message: { } inner } => Leaves(inner.Body),
        _ => [entity],
    };

    public static int Depth(MimeEntity? entity) => entity switch
    {
        Multipart { Count: > 0 } multipart => 1 + multipart.Max(Depth),
        MessagePart { Message: { } inner } => 1 + Depth(inner.Body),
        _ => 1,
    };

    private static string Words(string? text) => text is null ? "" : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Hash(MimePart part)
    {
        using var content = BoundedMimeReader.OpenContent(part);
        return Convert.ToHexString(SHA256.HashData(content));
    }
}
