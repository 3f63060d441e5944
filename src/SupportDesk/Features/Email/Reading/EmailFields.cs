using MimeKit;
using MimeKit.Utils;

namespace SupportDesk.Features.Email.Reading;

/// <summary>The header fields of an e-mail that somebody asks for, decoded and on one line each.</summary>
internal sealed class EmailFields(EmailReading reading)
{
    private readonly MimeMessage message = reading.Message;

    public string? Subject => message.Headers[HeaderId.Subject] is { } subject ? HeaderText.Clean(subject) : null;

    public IReadOnlyList<MailboxSummary> From => Mailboxes(HeaderId.From, message.From);

    public IReadOnlyList<MailboxSummary> To => Mailboxes(HeaderId.To, message.To);

    public IReadOnlyList<MailboxSummary> Cc => Mailboxes(HeaderId.Cc, message.Cc);

    public IReadOnlyList<MailboxSummary> ReplyTo => Mailboxes(HeaderId.ReplyTo, message.ReplyTo);

    public DateTimeOffset? Date => message.Date == DateTimeOffset.MinValue ? null : MoscowTime.Mend(message.Date, message.Headers[HeaderId.Date]);

    public string? MessageId => message.MessageId is { Length: > 0 } id ? id : null;

    public IReadOnlyList<string> InReplyTo
    {
        get
        {
            if (message.Headers[HeaderId.InReplyTo] is not { } value)
                return [];
            var ids = MimeUtils.EnumerateReferences(value).ToList();
            // Some programs forget the angle brackets.
            return ids.Count == 0 && value.Contains('@', StringComparison.Ordinal) && !value.Contains(' ', StringComparison.Ordinal) ? [value] : ids;
        }
    }

    public IReadOnlyList<string> References => [.. message.References];

    private List<MailboxSummary> Mailboxes(HeaderId field, InternetAddressList list)
    {
        var raw = message.Headers[field] ?? "";
        var read = AddressLists.Mend(list, raw).Mailboxes.ToList();
        if (read.Count == 0 && AddressLists.Odd(raw) is { } odd)
            return [odd];
        return
        [
            .. read
                .Take(reading.Limits.MaxAddresses)
                .Select(mailbox => new MailboxSummary(
                    string.IsNullOrWhiteSpace(mailbox.Name) ? null : HeaderText.Clean(mailbox.Name),
                    AddressLists.AsWritten(mailbox, raw)
                )),
        ];
    }
}
