using SupportDesk.Features.Email.SignIn;
using SupportDesk.Features.Outbox;

namespace SupportDesk.Features.Email;

public enum MailTransport
{
    /// <summary>E-mails are written to and read from Maildir folders: nothing to set up.</summary>
    Folder = 0,

    /// <summary>E-mails leave by SMTP and come in by IMAP.</summary>
    Smtp = 1,
}

/// <summary>Section <c>Mail</c>. What stands in it directly is the default mailbox; the others stand in <c>Mail:Mailboxes</c>.</summary>
public sealed class MailOptions : MailboxOptions
{
    /// <summary>
    /// Seconds between two looks into a folder, 5 unless set, or into a mailbox whose server cannot announce e-mails, 15
    /// unless set.
    /// </summary>
    public int? PollSeconds { get; set; }

    /// <summary>
    /// How to find the provider's number in its e-mails: a regular expression with a group named <c>number</c>. Unless
    /// set, «обращение 5521873», «№ 5521873», «ticket #5521873» and the like are understood.
    /// </summary>
    public string? ProviderNumberPattern { get; set; }

    /// <summary>How the desk checks senders itself.</summary>
    public AuthenticationOptions Authentication { get; set; } = new();

    /// <summary>Domains of servers that forward e-mails and whose word on the author is believed (ARC). None unless set.</summary>
    public IList<string> TrustedSealers { get; } = [];

    /// <summary>A larger e-mail stays in the mailbox and is counted as failed; bytes, 50 MiB unless set.</summary>
    public long MaxLetterBytes { get; set; } = 50L << 20;

    /// <summary>Files beyond this sum stay at the desk and are named in the e-mail; bytes, 15 MiB unless set.</summary>
    public long MaxAttachedBytes { get; set; } = 15L << 20;

    /// <summary>E-mails to one address within an hour; what goes beyond waits. 60 unless set.</summary>
    public int MaxPerRecipientAnHour { get; set; } = 60;

    /// <summary>E-mails that the desk writes by itself to one address within three hours; what goes beyond waits. 10 unless set.</summary>
    public int MaxAutomaticPerRecipient { get; set; } = 10;

    /// <summary>E-mails that are confirmed to one address within an hour, whatever its spelling; the others open tickets as well. 3 unless set.</summary>
    public int MaxConfirmationsAnHour { get; set; } = 3;

    /// <summary>Tickets that e-mails of strangers open within an hour; what goes beyond waits for a person. 60 unless set; 0 lets all wait.</summary>
    public int MaxNewTicketsAnHour { get; set; } = 60;

    /// <summary>Tickets that e-mails of one stranger open within a day; what goes beyond waits for a person. 5 unless set.</summary>
    public int MaxNewTicketsPerSenderADay { get; set; } = 5;
}

/// <summary>Section <c>Mail:Authentication</c>.</summary>
public sealed class AuthenticationOptions
{
    /// <summary>
    /// Name servers in which keys and policies are looked up, such as <c>127.0.0.1:5353, 10.0.0.53</c>; those of this
    /// machine unless set. <c>Off</c> asks nobody: then only the marks of <see cref="MailboxOptions.AuthservId"/> count.
    /// </summary>
    public string Dns { get; set; } = "";
}

/// <summary>One mailbox: under which address it writes, to whom, and how its e-mails go and come.</summary>
public class MailboxOptions
{
    public string Address { get; set; } = "";

    public string? Name { get; set; }

    /// <summary>Such as <c>Payers</c> or <c>Merchants, Provider</c>. The default mailbox serves what no other one does.</summary>
    public MailPurposes Purpose { get; set; }

    /// <summary>The host delivers <c>desk+anything@…</c> here, so answers may carry their ticket in the address. Off unless set.</summary>
    public bool PlusAddresses { get; set; }

    /// <summary>Unless set, as the default mailbox.</summary>
    public MailTransport? Transport { get; set; }

    /// <summary>
    /// The name that this mailbox's host stamps into Authentication-Results; unless set, as the default mailbox. Without it
    /// only what the desk finds itself counts, which is all but SPF.
    /// </summary>
    public string? AuthservId { get; set; }

    public FolderOptions Folder { get; set; } = new();

    public SmtpOptions Smtp { get; set; } = new();

    public ImapOptions Imap { get; set; } = new();

    /// <summary>Tokens in place of both passwords.</summary>
    public OAuthOptions OAuth { get; set; } = new();
}
