using System.Globalization;
using System.Text;
using SupportDesk.Features.Email.Reading;
using SupportDesk.Kernel;

namespace SupportDesk.Cli;

/// <summary>An e-mail as text for a terminal.</summary>
internal static class EmailReport
{
    private const int Column = 13;

    public static string Render(EmailSummary email, bool isAutomatic)
    {
        var text = new StringBuilder();
        Line(text, "Subject", email.Subject);
        foreach (var (label, mailboxes) in new[] { ("From", email.From), ("To", email.To), ("Cc", email.Cc), ("Reply-To", email.ReplyTo) })
            foreach (var mailbox in mailboxes)
                Line(text, label, mailbox.Name is null ? mailbox.Address : $"{mailbox.Name} <{mailbox.Address}>");
        Line(text, "Date", email.Date?.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture));
        Line(text, "Message-ID", email.MessageId);
        foreach (var id in email.InReplyTo)
            Line(text, "In-Reply-To", id);
        foreach (var id in email.References)
            Line(text, "References", id);
        Line(text, "Automatic", isAutomatic ? "yes" : "no");
        foreach (var status in email.DeliveryStatus)
            Line(text, "Delivery", $"{status.Recipient} {status.Action} {status.Status}".TrimEnd());
        foreach (var file in email.Attachments)
            Line(
                text,
                "File",
                string.Create(CultureInfo.InvariantCulture, $"{file.FileName ?? "(no name)"}, {file.ContentType}, {file.Size} bytes, sha256 {file.Sha256}")
            );
        foreach (var problem in email.Problems)
            Line(text, "Problem", InspectEmail.Code(problem));
        Body(text, "text", email.Text);
        Body(text, "html", email.Html);
        return TerminalText.Text(text.ToString().TrimEnd());
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
