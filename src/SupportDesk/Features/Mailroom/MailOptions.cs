using SupportDesk.Mail;

namespace SupportDesk.Features.Mailroom;

public enum MailTransport
{
    /// <summary>Letters are written to and read from Maildir folders: nothing to set up.</summary>
    Folder = 0,

    /// <summary>Letters leave by SMTP and come in by IMAP.</summary>
    Smtp = 1,
}

/// <summary>Section <c>Mail</c>; who the desk is in letters stands in <see cref="Kernel.MailIdentity"/>.</summary>
public sealed class MailOptions
{
    public MailTransport Transport { get; set; }

    /// <summary>
    /// The name that our mailbox's host stamps into Authentication-Results. Unless set, no sender counts as verified and
    /// none as refuted.
    /// </summary>
    public string AuthservId { get; set; } = "";

    /// <summary>Seconds between two looks into the mailbox: 5 for a folder and 15 for IMAP unless set.</summary>
    public int? PollSeconds { get; set; }

    /// <summary>
    /// How to find the provider's number in its letters: a regular expression with a group named <c>number</c>. Unless
    /// set, «обращение 5521873», «№ 5521873», «ticket #5521873» and the like are understood.
    /// </summary>
    public string? ProviderNumberPattern { get; set; }

    /// <summary>A larger letter stays in the mailbox and is counted as failed; bytes, 50 MiB unless set.</summary>
    public long MaxLetterBytes { get; set; } = 50L << 20;

    /// <summary>Files beyond this sum stay at the desk and are named in the letter; bytes, 15 MiB unless set.</summary>
    public long MaxAttachedBytes { get; set; } = 15L << 20;

    /// <summary>Letters to one address within an hour; what goes beyond waits. 60 unless set.</summary>
    public int MaxPerRecipientAnHour { get; set; } = 60;

    /// <summary>Letters that the desk writes by itself to one address within three hours; what goes beyond waits. 10 unless set.</summary>
    public int MaxAutomaticPerRecipient { get; set; } = 10;

    public FolderOptions Folder { get; set; } = new();

    public SmtpOptions Smtp { get; set; } = new();

    public ImapOptions Imap { get; set; } = new();

    public TimeSpan PollInterval => TimeSpan.FromSeconds(PollSeconds ?? (Transport == MailTransport.Folder ? 5 : 15));
}

/// <summary>Maildir folders; relative paths are taken from the data directory.</summary>
public sealed class FolderOptions
{
    public string Incoming { get; set; } = "mail/in";

    public string Outgoing { get; set; } = "mail/out";
}

public sealed class SmtpOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>Empty for a server that asks nobody.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";
}

public sealed class ImapOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 993;

    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.SslOnConnect;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    public string Folder { get; set; } = "INBOX";

    /// <summary>Where letters go after they were taken; made if it is not there.</summary>
    public string Processed { get; set; } = "SupportDesk";
}
