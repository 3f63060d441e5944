using System.Text;
using SupportDesk.Features.Mailroom.Rules;
using SupportDesk.Mail;

namespace SupportDesk.Features.Mailroom.Receiving;

/// <summary>Step 2: reads a letter once, under limits, and takes out of it what the rules need. Bad mail is never an error.</summary>
internal static class LetterReader
{
    private const int DeepestLetter = 3;
    private const int MostFiles = 100;

    public static async Task<LetterFacts> ReadAsync(Stream raw, long maxBytes, CancellationToken ct)
    {
        var reading = await BoundedMimeReader.ReadAsync(raw, new MimeReaderLimits { MaxMessageBytes = maxBytes }, ct);
        var letter = reading.Message;
        var authors = letter.From.Mailboxes.Where(author => author.Address.Length > 0).Take(50).ToList();
        return new LetterFacts
        {
            FromAddress = authors.Count > 0 ? authors[0].Address : "",
            FromName = authors.Count > 0 ? authors[0].Name ?? "" : "",
            FromCount = authors.Count,
            ReplyTo = letter.ReplyTo.Mailboxes.FirstOrDefault()?.Address,
            Subject = letter.Subject,
            MessageId = UsableId(letter.MessageId),
            InReplyTo = Ids(letter, "In-Reply-To"),
            References = [.. letter.References],
            SentTo = LetterAddresses.SentTo(letter),
            VisibleTo = LetterAddresses.Visible(letter),
            Headers = [.. ControlHeaders.Strip(letter.Headers.Select(header => new HeaderField(header.Field, header.Value)))],
            ContentType = letter.Body?.ContentType.MimeType.ToLowerInvariant() ?? "text/plain",
            Text = TextOf(letter),
            Html = letter.HtmlBody,
            Report = DeliveryReports.Read(letter),
            Files = [.. Files(letter, 0).Take(MostFiles)],
            Date = letter.Date == DateTimeOffset.MinValue ? null : letter.Date,
            IsCut = reading.Cuts.Count > 0,
        };
    }

    /// <summary>An id that can be quoted in a header of our own; null for one that is missing, enormous or no ASCII.</summary>
    internal static string? UsableId(string? id) =>
        id is { Length: > 0 and <= 250 } && id.All(letter => letter is > ' ' and < '\u007f' and not ('<' or '>')) ? id : null;

    private static List<string> Ids(MimeMessage letter, string field) =>
        letter.Headers[field] is { } value ? [.. MimeUtils.EnumerateReferences(value)] : [];

    private static string TextOf(MimeMessage letter) =>
        letter.TextBody is { } text && !string.IsNullOrWhiteSpace(text) ? text
        : letter.HtmlBody is { } html ? HtmlText.Of(html)
        : letter.TextBody ?? "";

    private static IEnumerable<LetterFile> Files(MimeMessage letter, int depth)
    {
        foreach (var part in letter.BodyParts)
        {
            switch (part)
            {
                case MessagePart { Message: { } inner }:
                    // A letter inside the letter becomes readable text: in its raw form nothing of it could be masked.
                    yield return new LetterFile(Named(inner.Subject, ".txt"), "text/plain", () => Readable(inner));
                    if (depth < DeepestLetter)
                    {
                        foreach (var file in Files(inner, depth + 1))
                            yield return file;
                    }

                    break;
                case MimePart { Content: { } content } leaf when !IsBody(leaf):
                    var name = leaf.FileName is { Length: > 0 } given ? given : Named(null, Extension(leaf.ContentType));
                    yield return new LetterFile(name, leaf.ContentType.MimeType, content.Open);
                    break;
            }
        }
    }

    private static bool IsBody(MimePart part) => part is TextPart text && (text.IsPlain || text.IsHtml) && !text.IsAttachment && text.FileName is null;

    private static MemoryStream Readable(MimeMessage letter)
    {
        var text = new StringBuilder()
            .Append("From: ").Append(letter.From).Append('\n')
            .Append("To: ").Append(letter.To).Append('\n')
            .Append("Date: ").Append(letter.Headers["Date"]).Append('\n')
            .Append("Subject: ").Append(letter.Subject).Append("\n\n")
            .Append(TextOf(letter)).Append('\n');
        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Named(string? title, string extension) => (string.IsNullOrWhiteSpace(title) ? "letter" : title.Trim()) + extension;

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
