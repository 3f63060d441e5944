using MimeKit;
using SupportDesk.Data.Outbox;

namespace SupportDesk.Features.Mailroom.Sending;

/// <summary>Letters become files of a Maildir. A second try of the same letter is the same file.</summary>
internal sealed class FolderTransport(MaildirFolder outgoing) : IMailTransport
{
    /// <summary>The same for every try of the same letter.</summary>
    public static string NameOf(OutboxMail mail) => $"{mail.CreatedAt.ToUnixTimeSeconds()}.{mail.Id:N}.supportdesk";

    public async Task<SendResult> SendAsync(string name, MimeMessage letter, CancellationToken ct)
    {
        try
        {
            letter.Prepare(EncodingConstraint.SevenBit, LetterFormat.LongestLine);
            await outgoing.DeliverAsync(name, file => letter.WriteToAsync(LetterFormat.Wire, file, ct), ct);
            return new SendResult(SendOutcome.Accepted, name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new SendResult(SendOutcome.Transient, error.Message, IsDown: true);
        }
    }
}
