using System.Globalization;
using System.Text;
using SupportDesk.Features.Mailroom.Reading;
using SupportDesk.Kernel;

namespace SupportDesk.Cli;

/// <summary>A letter as text for a terminal.</summary>
internal static class LetterView
{
    private const int Column = 13;

    public static string Render(EmailSummary letter, bool isAutomatic)
    {
        var text = new StringBuilder();
        Line(text, "Subject", letter.Subject);
        foreach (var (label, mailboxes) in new[] { ("From", letter.From), ("To", letter.To), ("Cc", letter.Cc), ("Reply-To", letter.ReplyTo) })
            foreach (var mailbox in mailboxes)
                Line(text, label, mailbox.Name is null ? mailbox.Address : $"{mailbox.Name} <{mailbox.Address}>");
        Line(text, "Date", letter.Date?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
        Line(text, "Message-ID", letter.MessageId);
        foreach (var id in letter.InReplyTo)
            Line(text, "In-Reply-To", id);
        foreach (var id in letter.References)
            Line(text, "References", id);
        Line(text, "Automatic", isAutomatic ? "yes" : "no");
        foreach (var status in letter.DeliveryStatus)
            Line(text, "Delivery", $"{status.Recipient} {status.Action} {status.Status}".TrimEnd());
        foreach (var file in letter.Attachments)
            Line(text, "File", string.Create(CultureInfo.InvariantCulture, $"{file.FileName ?? "(no name)"}, {file.ContentType}, {file.Size} bytes, sha256 {file.Sha256}"));
        foreach (var problem in letter.Problems)
            Line(text, "Problem", InspectLetter.Code(problem));
        Body(text, "text", letter.Text);
        Body(text, "html", letter.Html);
        return Printable.Text(text.ToString().TrimEnd());
    }

    private static void Line(StringBuilder text, string label, string? value)
    {
        if (value is not null)
            text.Append((label + ":").PadRight(Column)).Append(value).Append('\n');
    }

    private static void Body(StringBuilder text, string label, string? body)
    {
        if (body is not null)
            text.Append("\n--- ").Append(label).Append(" ---\n").Append(body.TrimEnd()).Append('\n');
    }
}
