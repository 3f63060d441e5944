using System.Security.Cryptography;
using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>What the reader understood of an e-mail, flat and complete, for tools that show it.</summary>
internal sealed record EmailSummary
{
    /// <summary>Null when the field is missing.</summary>
    public string? Subject { get; init; }

    public required IReadOnlyList<MailboxSummary> From { get; init; }

    public required IReadOnlyList<MailboxSummary> To { get; init; }

    public required IReadOnlyList<MailboxSummary> Cc { get; init; }

    public required IReadOnlyList<MailboxSummary> ReplyTo { get; init; }

    /// <summary>With the offset that the sender wrote; null when there is none that can be read.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Without angle brackets.</summary>
    public string? MessageId { get; init; }

    public required IReadOnlyList<string> InReplyTo { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>With line ends of LF; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>As it was sent, with line ends of LF; null when there is none.</summary>
    public string? Html { get; init; }

    /// <summary>Leaves that are not the e-mail's text, whatever they say of themselves.</summary>
    public required IReadOnlyList<AttachmentSummary> Attachments { get; init; }

    /// <summary>What a mail server says of recipients, RFC 3464 and the forms that came before it.</summary>
    public required IReadOnlyList<RecipientStatus> DeliveryStatus { get; init; }

    public required IReadOnlyList<EmailProblem> Problems { get; init; }

    /// <summary>Every content is decoded.</summary>
    public static EmailSummary Of(EmailReading reading)
    {
        var fields = new EmailFields(reading);
        return new EmailSummary
        {
            Subject = fields.Subject,
            From = fields.From,
            To = fields.To,
            Cc = fields.Cc,
            ReplyTo = fields.ReplyTo,
            Date = fields.Date,
            MessageId = fields.MessageId,
            InReplyTo = fields.InReplyTo,
            References = fields.References,
            Text = BodyTexts.Find(reading.Message.Body, isHtml: false)?.ReplaceLineEndings("\n"),
            Html = BodyTexts.Find(reading.Message.Body, isHtml: true)?.ReplaceLineEndings("\n"),
            Attachments = [.. BodyTexts.Files(reading.Message.Body).Select(file => AttachmentSummary.Of(file, reading))],
            DeliveryStatus = DeliveryStatusReader.Read(reading.Message),
            Problems = ProblemFinder.Find(reading),
        };
    }
}

/// <summary>A mailbox in a header.</summary>
/// <param name="Name">Null when there is none.</param>
/// <param name="Address">As it was written.</param>
internal sealed record MailboxSummary(string? Name, string Address);

/// <summary>A file of an e-mail.</summary>
/// <param name="FileName">Null when it has none.</param>
/// <param name="ContentType">Without parameters, lower case.</param>
/// <param name="Size">Bytes of the decoded content.</param>
/// <param name="Sha256">Of the decoded content, lower-case hexadecimal.</param>
internal sealed record AttachmentSummary(string? FileName, string ContentType, long Size, string Sha256)
{
    public static AttachmentSummary Of(MimeEntity entity, EmailReading reading)
    {
        var bytes = EmailFiles.Bytes(entity, reading);
        return new AttachmentSummary(
            AttachmentNames.Of(entity),
            entity.ContentType.MimeType.ToLowerInvariant(),
            bytes.Length,
            Convert.ToHexStringLower(SHA256.HashData(bytes.Span))
        );
    }
}
