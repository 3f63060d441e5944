using MimeKit;
using SupportDesk.Data.Entities;

namespace SupportDesk.Features.Email.Sending;

/// <summary>E-mails become files of a Maildir. A second try of the same e-mail is the same file.</summary>
internal sealed class FolderTransport(MaildirFolder outgoing) : IMailTransport
{
    /// <summary>The same for every try of the same e-mail.</summary>
    public static string NameOf(OutboxMail mail) => $"{mail.CreatedAt.ToUnixTimeSeconds()}.{mail.Id:N}.supportdesk";

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public async Task<SendResult> SendAsync(string name, MimeMessage email, CancellationToken ct)
    {
        try
        {
            email.Prepare(EncodingConstraint.SevenBit, EmailFormat.LongestLine);
            await outgoing.DeliverAsync(name, file => email.WriteToAsync(EmailFormat.Wire, file, ct), ct);
            return new SendResult(SendOutcome.Accepted, name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new SendResult(SendOutcome.Transient, error.Message, IsDown: true);
        }
    }
}
