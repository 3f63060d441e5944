using MimeKit;

namespace SupportDesk.Features.Email.Reading;

/// <summary>Looks for what is wrong with an e-mail that was opened: fields and contents, besides what was noticed on the way.</summary>
internal sealed class ProblemFinder
{
    private static readonly HashSet<HeaderId> Single =
    [
        HeaderId.From,
        HeaderId.Sender,
        HeaderId.ReplyTo,
        HeaderId.To,
        HeaderId.Cc,
        HeaderId.Subject,
        HeaderId.Date,
        HeaderId.MessageId,
        HeaderId.InReplyTo,
        HeaderId.References,
    ];

    private readonly SortedSet<EmailProblem> found;

    private ProblemFinder(EmailReading reading) => found = [.. reading.Problems];

    public static IReadOnlyList<EmailProblem> Find(EmailReading reading)
    {
        var finder = new ProblemFinder(reading);
        finder.LookAtFields(reading.Message);
        finder.LookAtBody(reading.Message.Body);
        finder.LookAtLineEnds(reading);
        return [.. finder.found];
    }

    private void LookAtFields(MimeMessage message)
    {
        if (!message.From.Mailboxes.Any(mailbox => mailbox.Address.Length > 0))
            found.Add(EmailProblem.FromMissing);
        if (message.Date == DateTimeOffset.MinValue)
            found.Add(EmailProblem.DateUnreadable);
        var seen = new HashSet<HeaderId>();
        foreach (var header in message.Headers)
        {
            if (Single.Contains(header.Id) && !seen.Add(header.Id))
                found.Add(EmailProblem.HeaderRepeated);
        }
    }

    private void LookAtBody(MimeEntity? body)
    {
        foreach (var entity in BodyTexts.All(body))
        {
            if (entity is MimePart part)
                LookAtContent(part);
            if (entity is MessagePart { Message.Body: { } inner })
                LookAtBody(inner);
        }
    }

    private void LookAtContent(MimePart part)
    {
        TransferFaults.Find(part, found);
        if (part is not TextPart { IsAttachment: false } text)
            return;
        var words = EmailBodyText.Of(text, out var verdict);
        if (verdict != CharsetVerdict.Right)
        {
            found.Add(verdict switch
            {
                CharsetVerdict.Missing => EmailProblem.CharsetMissing,
                CharsetVerdict.Unknown => EmailProblem.CharsetUnknown,
                CharsetVerdict.Wrong => EmailProblem.CharsetWrong,
                _ => EmailProblem.CharsetBroken,
            });
        }

        if (words.Contains('\0', StringComparison.Ordinal))
            found.Add(EmailProblem.NulByte);
    }

    private void LookAtLineEnds(EmailReading reading)
    {
        var holdsRawFile = BodyTexts
            .All(reading.Message.Body)
            .OfType<MimePart>()
            .Any(part =>
                (part is not TextPart || part.IsAttachment)
                && part is not MessageDeliveryStatus
                && !TransferFaults.IsEncoded(part.Headers[HeaderId.ContentTransferEncoding])
            );
        if (holdsRawFile)
            return;
        var both = reading.Bytes.Span.Count("\r\n"u8);
        if (both > 0 && reading.Bytes.Span.Count((byte)'\n') > both)
            found.Add(EmailProblem.LineEndsMixed);
    }
}
