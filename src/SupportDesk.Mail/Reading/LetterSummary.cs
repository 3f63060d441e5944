using System.Security.Cryptography;

namespace SupportDesk.Mail;

/// <summary>What the reader understood of a letter, flat and complete, for tools that show it. Not part of MimeKit.</summary>
public sealed record LetterSummary
{
    /// <summary>Gets the decoded subject; null when the field is missing.</summary>
    public string? Subject { get; init; }

    /// <summary>Gets the authors.</summary>
    public required IReadOnlyList<MailboxSummary> From { get; init; }

    /// <summary>Gets the recipients.</summary>
    public required IReadOnlyList<MailboxSummary> To { get; init; }

    /// <summary>Gets the recipients of copies.</summary>
    public required IReadOnlyList<MailboxSummary> Cc { get; init; }

    /// <summary>Gets where answers shall go.</summary>
    public required IReadOnlyList<MailboxSummary> ReplyTo { get; init; }

    /// <summary>Gets the date with the offset that the sender wrote; null when there is none that can be read.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Gets the id of the letter without angle brackets.</summary>
    public string? MessageId { get; init; }

    /// <summary>Gets the ids that the letter answers, without angle brackets.</summary>
    public required IReadOnlyList<string> InReplyTo { get; init; }

    /// <summary>Gets the ids of the thread without angle brackets, oldest first.</summary>
    public required IReadOnlyList<string> References { get; init; }

    /// <summary>Gets the plain text with line ends of LF; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>Gets the HTML as it was sent, with line ends of LF; null when there is none.</summary>
    public string? Html { get; init; }

    /// <summary>Gets the files: leaves that are not the letter's text, whatever they say of themselves.</summary>
    public required IReadOnlyList<AttachmentSummary> Attachments { get; init; }

    /// <summary>Gets what a mail server says of recipients, RFC 3464 and the forms that came before it.</summary>
    public required IReadOnlyList<RecipientStatus> DeliveryStatus { get; init; }

    /// <summary>Gets what is wrong with the letter.</summary>
    public required IReadOnlyList<MimeProblem> Problems { get; init; }

    /// <summary>Summarises a letter; every content is decoded.</summary>
    /// <param name="reading">The letter.</param>
    public static LetterSummary Of(MimeReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var message = reading.Message;
        return new LetterSummary
        {
            Subject = message.Headers["Subject"],
            From = Mailboxes(message.From),
            To = Mailboxes(message.To),
            Cc = Mailboxes(message.Cc),
            ReplyTo = Mailboxes(message.ReplyTo),
            Date = message.Date == DateTimeOffset.MinValue ? null : message.Date,
            MessageId = message.MessageId,
            InReplyTo = Ids(message, "In-Reply-To"),
            References = [.. message.References],
            Text = message.TextBody?.ReplaceLineEndings("\n"),
            Html = message.HtmlBody?.ReplaceLineEndings("\n"),
            Attachments = [.. BodyTexts.Files(message.Body).Select(AttachmentSummary.Of)],
            DeliveryStatus = DeliveryStatusReader.Read(message),
            Problems = reading.FindProblems(),
        };
    }

    private static List<MailboxSummary> Mailboxes(InternetAddressList list) => [.. list.Mailboxes.Select(m => new MailboxSummary(m.Name, m.Address))];

    private static List<string> Ids(MimeMessage message, string field)
    {
        if (message.Headers.Find(field)?.Unfolded is not { } value) return [];
        var ids = MimeUtils.EnumerateReferences(value).ToList();
        // Some programs forget the angle brackets.
        return ids.Count == 0 && value.Contains('@', StringComparison.Ordinal) && !value.Contains(' ', StringComparison.Ordinal) ? [value] : ids;
    }
}

/// <summary>A mailbox in a header.</summary>
/// <param name="Name">Display name; null when there is none.</param>
/// <param name="Address">Address as it was written.</param>
public sealed record MailboxSummary(string? Name, string Address);

/// <summary>A file of a letter.</summary>
/// <param name="FileName">Its name; null when it has none.</param>
/// <param name="ContentType">Media type without parameters, lower case.</param>
/// <param name="Size">Bytes of the decoded content.</param>
/// <param name="Sha256">SHA-256 of the decoded content, lower-case hexadecimal.</param>
public sealed record AttachmentSummary(string? FileName, string ContentType, long Size, string Sha256)
{
    internal static AttachmentSummary Of(MimeEntity entity)
    {
        using var content = BoundedMimeReader.OpenContent(entity);
        using var hash = SHA256.Create();
        using var hashing = new CryptoStream(content, hash, CryptoStreamMode.Read);
        var buffer = new byte[64 * 1024];
        long size = 0;
        int read;
        while ((read = hashing.Read(buffer)) > 0) size += read;
        var name = entity is MimePart part ? part.FileName : entity.ContentDisposition?.FileName ?? entity.ContentType.Name;
        return new AttachmentSummary(name, entity.ContentType.MimeType.ToLowerInvariant(), size, Convert.ToHexStringLower(hash.Hash!));
    }
}

/// <summary>What a mail server says of one recipient.</summary>
/// <param name="Recipient">Address.</param>
/// <param name="Action">Such as <c>failed</c> or <c>delayed</c>, lower case; null when it is not said.</param>
/// <param name="Status">Such as <c>5.1.1</c> (RFC 3463); null when it is not said.</param>
public sealed record RecipientStatus(string Recipient, string? Action, string? Status);
