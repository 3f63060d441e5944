using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;

namespace SupportDesk.Features.Email.Sending;

/// <summary>A connection to a mail server that knows whether the server may have got an e-mail.</summary>
internal sealed class SmtpSession : SmtpClient, ITransferProgress
{
    // What fields and boundaries of one part take, generously.
    private const int PartOverhead = 1024;

    /// <summary>The server has said yes to DATA and something of the last e-mail went out: from here on it may have arrived.</summary>
    public bool DataBegan { get; private set; }

    /// <summary>
    /// What the server said against the sender or a recipient of the last e-mail. MailKit begins anew afterwards, and where the server hangs up
    /// at that the refusal would be lost.
    /// </summary>
    public SmtpCommandException? Refusal { get; private set; }

    public async Task<string> SendEmailAsync(MimeMessage email, CancellationToken ct)
    {
        (DataBegan, Refusal) = (false, null);
        // MailKit would send the address nevertheless, and the next server would garble or refuse it.
        if (!Capabilities.HasFlag(SmtpCapabilities.UTF8) && Addresses(email).Any(address => !Ascii.IsValid(address.LocalPart)))
            throw new NotSupportedException("The mail server does not take international addresses (SMTPUTF8).");
        // BDAT would need the exact size, and our parts are never binary.
        Capabilities &= ~(SmtpCapabilities.Chunking | SmtpCapabilities.BinaryMime);
        return await SendAsync(email, ct, this);
    }

    public void Report(long bytesTransferred, long totalSize) => DataBegan = true;

    public void Report(long bytesTransferred) => DataBegan = true;

    protected override void OnSenderNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        Refusal = new SmtpCommandException(SmtpErrorCode.SenderNotAccepted, response.StatusCode, mailbox, response.Response);
        base.OnSenderNotAccepted(message, mailbox, response);
    }

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        Refusal = new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, response.StatusCode, mailbox, response.Response);
        base.OnRecipientNotAccepted(message, mailbox, response);
    }

    /// <summary>MailKit would encode all files once more only to count them; SIZE asks for an estimate (RFC 1870, section 6.1).</summary>
    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(
            message.BodyParts.Sum(part => PartOverhead + (part is MimePart { Content.Stream: { CanSeek: true } content } ? content.Length * 39 / 28 : 0))
        );

    private static IEnumerable<MailboxAddress> Addresses(MimeMessage email) => email.From.Concat(email.To).OfType<MailboxAddress>();
}
