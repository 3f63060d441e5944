using System.Text;
using System.Text.Json;
using MimeKit;
using SupportDesk.Features.Email.Inbox;
using SupportDesk.Features.Email.Reading;

namespace SupportDesk.Email.Fuzz;

/// <summary>Reads e-mails as the desk does, and describes them.</summary>
internal static class Reads
{
    public static EmailReading Read(byte[] email, EmailLimits? limits = null) => Read(new MemoryStream(email), limits);

    public static EmailReading Read(Stream email, EmailLimits? limits = null) =>
        EmailReader.ReadAsync(email, limits ?? EmailLimits.Default).GetAwaiter().GetResult();

    /// <summary>Everything that the desk asks of an e-mail: what is stored and what <c>mail inspect</c> prints.</summary>
    public static string Describe(EmailReading reading)
    {
        var text = new StringBuilder(JsonSerializer.Serialize(EmailSummary.Of(reading)));
        var facts = EmailContentReader.Facts(reading);
        text.Append(facts.FromAddress).Append(facts.Subject).Append(facts.Text).Append(facts.Html).AppendJoin(',', facts.Unread);
        foreach (var header in facts.Headers)
            text.Append(header.Name).Append('=').Append(header.Value).Append('\n');
        foreach (var file in facts.Files)
        {
            using var content = file.Open();
            text.Append(file.Name).Append(file.ContentType).Append(content.Length).Append('\n');
        }

        return text.ToString();
    }

    public static int Depth(MimeEntity? entity) => entity switch
    {
        Multipart { Count: > 0 } multipart => 1 + multipart.Max(Depth),
        MessagePart { Message: { } inner } => 1 + Depth(inner.Body),
        _ => 1,
    };
}
