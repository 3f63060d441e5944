using System.Text;
using MimeKit;
using SupportDesk.Features.Mailroom.Reading;
using SupportDesk.Features.Mailroom.Rules;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Step 2: reads a letter once, under limits, and takes out of it what the rules need. Bad mail is never an error.</summary>
internal static class LetterReader
{
    private const int DeepestLetter = 3;
    private const int MostFiles = 100;

    /// <exception cref="TimeoutException">It took too long to read.</exception>
    public static async Task<LetterFacts> ReadAsync(Stream raw, long maxBytes, CancellationToken ct) =>
        Facts(await EmailReader.ReadAsync(raw, EmailLimits.Default with { MaxEmailBytes = maxBytes }, ct));

    public static LetterFacts Facts(EmailReading reading)
    {
        var letter = reading.Message;
        var fields = new EmailFields(reading);
        var authors = fields.From.Where(author => author.Address.Length > 0).Take(50).ToList();
        var html = BodyTexts.Find(letter.Body, isHtml: true);
        return new LetterFacts
        {
            FromAddress = authors.Count > 0 ? authors[0].Address : "",
            FromName = authors.Count > 0 ? authors[0].Name ?? "" : "",
            FromCount = authors.Count,
            ReplyTo = fields.ReplyTo is [var first, ..] ? first.Address : null,
            Subject = fields.Subject ?? "",
            MessageId = UsableId(fields.MessageId),
            InReplyTo = fields.InReplyTo,
            References = fields.References,
            SentTo = LetterAddresses.SentTo(letter, fields),
            VisibleTo = LetterAddresses.Visible(fields),
            Headers = [.. ControlHeaders.Strip(letter.Headers.Select(header => new HeaderField(header.Field, HeaderText.Clean(header.Value))))],
            ContentType = letter.Body?.ContentType.MimeType.ToLowerInvariant() ?? "text/plain",
            Text = TextOf(BodyTexts.Find(letter.Body, isHtml: false), html),
            Html = html,
            Report = DeliveryReports.Read(letter),
            Files = [.. Files(letter.Body, 0).Take(MostFiles)],
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

    private static IEnumerable<LetterFile> Files(MimeEntity? body, int depth)
    {
        foreach (var part in BodyTexts.Parts(body))
        {
            switch (part)
            {
                case MessagePart { Message: { } inner }:
                    // A letter inside the letter becomes readable text: in its raw form nothing of it could be masked.
                    yield return new LetterFile(Named(inner.Subject, ".txt"), "text/plain", () => Readable(inner));
                    if (depth < DeepestLetter)
                    {
                        foreach (var file in Files(inner.Body, depth + 1))
                            yield return file;
                    }

                    break;
                case MimePart { Content: not null } leaf:
                    yield return new LetterFile(FileNames.Of(leaf) ?? Named(null, Extension(leaf.ContentType)), leaf.ContentType.MimeType, () => PartBytes.Stream(PartBytes.Decoded(leaf)));
                    break;
            }
        }
    }

    private static MemoryStream Readable(MimeMessage letter)
    {
        var text = new StringBuilder()
            .Append("From: ").Append(letter.From).Append('\n')
            .Append("To: ").Append(letter.To).Append('\n')
            .Append("Date: ").Append(letter.Headers[HeaderId.Date]).Append('\n')
            .Append("Subject: ").Append(letter.Subject).Append("\n\n")
            .Append(TextOf(BodyTexts.Find(letter.Body, isHtml: false), BodyTexts.Find(letter.Body, isHtml: true))).Append('\n');
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
