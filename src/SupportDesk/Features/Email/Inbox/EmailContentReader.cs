using System.Text;
using MimeKit;
using SupportDesk.Features.Email.Matching;
using SupportDesk.Features.Email.Reading;

namespace SupportDesk.Features.Email.Inbox;

/// <summary>Step 2: reads an e-mail once, under limits, and takes out of it what the rules need. Bad mail is never an error.</summary>
internal static class EmailContentReader
{
    private const int DeepestEmail = 3;
    private const int MostFiles = 100;

    /// <exception cref="TimeoutException">It took too long to read.</exception>
    public static async Task<EmailFacts> ReadAsync(Stream raw, long maxBytes, CancellationToken ct) =>
        Facts(await EmailReader.ReadAsync(raw, EmailLimits.Default with { MaxEmailBytes = maxBytes }, ct));

    public static EmailFacts Facts(EmailReading reading)
    {
        var email = reading.Message;
        var fields = new EmailFields(reading);
        var authors = fields.From.Where(author => author.Address.Length > 0).Take(50).ToList();
        var html = BodyTexts.Find(email.Body, isHtml: true);
        return new EmailFacts
        {
            FromAddress = authors.Count > 0 ? authors[0].Address : "",
            // Of a sender whose address is none, the name is what people have.
            FromName = (authors.Count > 0 ? authors[0] : fields.From is [var nameless, ..] ? nameless : null)?.Name ?? "",
            FromCount = authors.Count,
            ReplyTo = fields.ReplyTo is [var first, ..] ? first.Address : null,
            Subject = fields.Subject ?? "",
            MessageId = UsableId(fields.MessageId),
            InReplyTo = fields.InReplyTo,
            References = fields.References,
            SentTo = EmailAddresses.SentTo(email, fields),
            VisibleTo = EmailAddresses.Visible(fields),
            Headers = [.. ControlHeaders.Strip(email.Headers.Select(header => new HeaderField(header.Field, HeaderText.Clean(header.Value))))],
            ContentType = email.Body?.ContentType.MimeType.ToLowerInvariant() ?? "text/plain",
            Text = TextOf(BodyTexts.Find(email.Body, isHtml: false), html),
            Html = html,
            Report = DeliveryReports.Read(email),
            Files = [.. Files(email.Body, 0).Take(MostFiles)],
            Date = fields.Date,
            Unread = LostParts.Of(reading, MostFiles),
        };
    }

    /// <summary>An id that can be quoted in a header of our own; null for one that is missing, enormous or no ASCII.</summary>
    internal static string? UsableId(string? id) =>
        id is { Length: > 0 and <= 250 } && id.All(letter => letter is > ' ' and < '\u007f' and not ('<' or '>')) ? id : null;

    private static string TextOf(string? text, string? html) =>
        text is not null && !string.IsNullOrWhiteSpace(text) ? text
        : html is not null ? HtmlText.Of(html)
        : text ?? "";

    private static IEnumerable<EmailFile> Files(MimeEntity? body, int depth)
    {
        foreach (var part in BodyTexts.Parts(body))
        {
            switch (part)
            {
                case MessagePart { Message: { } inner }:
                    // An e-mail inside the e-mail becomes readable text: in its raw form nothing of it could be masked.
                    yield return new EmailFile(Named(inner.Subject, ".txt"), "text/plain", () => Readable(inner));
                    if (depth < DeepestEmail)
                    {
                        foreach (var file in Files(inner.Body, depth + 1))
                            yield return file;
                    }

                    break;
                case MimePart { Content: not null } leaf:
                    yield return new EmailFile(
                        AttachmentNames.Of(leaf) ?? Named(null, Extension(leaf.ContentType)),
                        leaf.ContentType.MimeType,
                        () => PartBytes.Stream(PartBytes.Decoded(leaf))
                    );
                    break;
            }
        }
    }

    private static MemoryStream Readable(MimeMessage email)
    {
        var text = new StringBuilder()
            .Append("From: ").Append(email.From).Append('\n')
            .Append("To: ").Append(email.To).Append('\n')
            .Append("Date: ").Append(email.Headers[HeaderId.Date]).Append('\n')
            .Append("Subject: ").Append(email.Subject).Append("\n\n")
            .Append(TextOf(BodyTexts.Find(email.Body, isHtml: false), BodyTexts.Find(email.Body, isHtml: true))).Append('\n');
        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Named(string? title, string extension) => (string.IsNullOrWhiteSpace(title) ? "letter" : HeaderText.Clean(title).Trim()) + extension;

    private static string Extension(ContentType type) => type.MimeType.ToUpperInvariant() switch
    {
        "TEXT/PLAIN" => ".txt",
        "TEXT/HTML" => ".html",
        "TEXT/CSV" => ".csv",
        "TEXT/CALENDAR" => ".ics",
        "IMAGE/PNG" => ".png",
        "IMAGE/JPEG" => ".jpg",
        "IMAGE/GIF" => ".gif",
        "APPLICATION/PDF" => ".pdf",
        _ => ".bin",
    };
}
