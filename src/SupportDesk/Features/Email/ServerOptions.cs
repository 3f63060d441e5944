using MailKit.Security;

namespace SupportDesk.Features.Email;

/// <summary>Maildir folders; relative paths are taken from the data directory.</summary>
public sealed class FolderOptions
{
    /// <summary><c>mail/in</c> unless set, <c>mail/NAME/in</c> for a mailbox with a name.</summary>
    public string? Incoming { get; set; }

    /// <summary><c>mail/out</c> unless set, <c>mail/NAME/out</c> for a mailbox with a name.</summary>
    public string? Outgoing { get; set; }

    /// <summary>
    /// Keeps the files of received e-mails in <c>cur</c>. They are as they came, with any card number in them; unless set they go
    /// once the desk has taken them.
    /// </summary>
    public bool KeepReceived { get; set; }
}

public sealed class SmtpOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    /// <summary>Connections at once while many e-mails wait; 2 unless set. Mail hosts allow few from one account.</summary>
    public int Sessions { get; set; } = 2;

    /// <summary><c>StartTls</c>, <c>SslOnConnect</c> or <c>None</c>: what would fall back to a plain connection by itself is refused.</summary>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.StartTls;

    /// <summary>
    /// Refuses a certificate whose revocation list cannot be asked. Turn it off for an authority of your own that publishes
    /// none. On unless set.
    /// </summary>
    public bool CheckRevocation { get; set; } = true;

    /// <summary>Empty for a server that asks nobody.</summary>
    public string User { get; set; } = "";

    public string Password { get; set; } = "";
}

public sealed class ImapOptions
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 993;

    /// <inheritdoc cref="SmtpOptions.Security"/>
    public SecureSocketOptions Security { get; set; } = SecureSocketOptions.SslOnConnect;

    /// <inheritdoc cref="SmtpOptions.CheckRevocation"/>
    public bool CheckRevocation { get; set; } = true;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    public string Folder { get; set; } = "INBOX";

    /// <summary>
    /// Where the host keeps copies of what was sent: an e-mail whose fate is uncertain is looked for there. Empty takes the
    /// folder that the host marks as such. The desk itself puts nothing there.
    /// </summary>
    public string Sent { get; set; } = "";

    /// <summary>Where e-mails go after they were taken; made if it is not there.</summary>
    public string Processed { get; set; } = "SupportDesk";
}
