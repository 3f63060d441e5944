namespace SupportDesk.Data.Entities;

public enum EmailOutcome { Claimed = 0, Ticketed = 1, Suspended = 2, Suppressed = 3, Failed = 4 }

/// <summary>One row per e-mail received. An e-mail has exactly one outcome, committed together with what it caused.</summary>
public sealed class MailLedger
{
    public Guid Id { get; init; }

    public required string Mailbox { get; init; }

    public long UidValidity { get; init; }

    /// <summary>IMAP UID, or the unique part of a Maildir file name.</summary>
    public required string Uid { get; init; }

    public string? InternetMessageId { get; set; }

    public string? BodySha256 { get; set; }

    public EmailOutcome Outcome { get; set; }

    public Guid? TicketId { get; set; }

    /// <summary>The message that the e-mail became.</summary>
    public Guid? MessageId { get; set; }

    public int Attempts { get; set; }

    /// <summary>An e-mail that could not be taken is tried again then.</summary>
    public DateTimeOffset? NextTryAt { get; set; }

    /// <summary>Why it was held, suppressed or failed; a key of a text, or the words of an error.</summary>
    public string? Reason { get; set; }

    /// <summary>Who wrote, as the e-mail says; masked.</summary>
    public string? Sender { get; set; }

    /// <summary>Masked.</summary>
    public string? Subject { get; set; }

    /// <summary>The first id of the thread it belongs to, when that is not ours.</summary>
    public string? ThreadRoot { get; set; }

    /// <summary>Ids in it that look like ours and bear a wrong signature: many of them are somebody who guesses.</summary>
    public int ForgedIds { get; set; }

    /// <summary>By which rule it found its ticket.</summary>
    public MatchRule Rule { get; set; }

    /// <summary>JSON of the pointers that did not decide: rule, what was quoted, why not.</summary>
    public string? Rejected { get; set; }

    /// <summary>Another e-mail came before under the same Message-ID and said something else.</summary>
    public bool IdReused { get; set; }

    public DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>What is kept of a received e-mail beside its words, for whoever wants to see all of it: everything masked.</summary>
public sealed class EmailCopy
{
    public Guid LedgerId { get; init; }

    /// <summary>The header fields, one a line.</summary>
    public required string Headers { get; init; }

    /// <summary>Only what the allow-list lets through; null for an e-mail without HTML.</summary>
    public string? Html { get; init; }

    /// <summary>JSON of what the verdict on the sender rests on.</summary>
    public string? Verdict { get; init; }
}

public enum SuspendedState { Waiting = 0, Attached = 1, Ticketed = 2, Dismissed = 3 }

/// <summary>An e-mail that found no ticket, or must not join one by itself: a person decides.</summary>
public sealed class SuspendedEmail
{
    public Guid Id { get; init; }

    public Guid LedgerId { get; init; }

    public required string FromAddress { get; init; }

    public string? FromName { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public int HiddenCount { get; init; }

    public string? InternetMessageId { get; init; }

    public SenderTrust Trust { get; init; }

    public bool IsAutomatic { get; init; }

    /// <summary>Key of the text that says why it waits here.</summary>
    public required string Reason { get; init; }

    /// <summary>Keys of texts, parted by commas: how the sender pretends to be somebody else.</summary>
    public string? Warnings { get; init; }

    /// <summary>Keys of texts, parted by commas: what of the e-mail could not be read; null if all of it was.</summary>
    public string? Missing { get; init; }

    /// <summary>The ticket it may belong to.</summary>
    public Guid? HintTicketId { get; init; }

    public SuspendedState State { get; set; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string? DecidedBy { get; set; }

    /// <summary>The ticket it joined or became.</summary>
    public Guid? TicketId { get; set; }

    public List<Attachment> Attachments { get; init; } = [];
}

/// <summary>What the desk knows of a mailbox between two visits.</summary>
public sealed class MailboxState
{
    public required string Mailbox { get; init; }

    public long UidValidity { get; set; }

    /// <summary>When every e-mail of the mailbox was last compared with the ledger.</summary>
    public DateTimeOffset? LastFullLookAt { get; set; }

    /// <summary>What that comparison found: e-mails in the mailbox, those the ledger did not know, and those that are gone from it.</summary>
    public int EmailsInMailbox { get; set; }

    public int EmailsMissing { get; set; }

    public int EmailsGone { get; set; }

    public DateTimeOffset? LastSuccessAt { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? LastErrorAt { get; set; }

    /// <summary>The name that the host stamps into Authentication-Results, trusted after a self-test. A setting goes before it.</summary>
    public string? AuthservId { get; set; }
}

/// <summary>A mailbox as a person entered it; what the server's configuration says goes before it. No row while nobody has.</summary>
public sealed class MailboxSetup
{
    /// <summary>Its name in the settings.</summary>
    public required string Mailbox { get; init; }

    public required string Address { get; set; }

    public string? Name { get; set; }

    public bool PlusAddresses { get; set; }

    public required string ImapHost { get; set; }

    public int ImapPort { get; set; }

    /// <summary>As the setting spells it: SslOnConnect, StartTls, None.</summary>
    public required string ImapSecurity { get; set; }

    public required string ImapUser { get; set; }

    /// <summary>Encrypted; null where the configuration has it.</summary>
    public string? ImapPassword { get; set; }

    public required string ImapFolder { get; set; }

    public required string SmtpHost { get; set; }

    public int SmtpPort { get; set; }

    public required string SmtpSecurity { get; set; }

    /// <summary>Empty for a server that asks nobody.</summary>
    public required string SmtpUser { get; set; }

    /// <summary>Encrypted; null where the configuration has it or the server asks nobody.</summary>
    public string? SmtpPassword { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public required string ChangedBy { get; set; }
}

/// <summary>One try of a mailbox: e-mails of the desk to itself, and how they came back.</summary>
public sealed class MailSelfTest
{
    public Guid Id { get; init; }

    public required string Mailbox { get; init; }

    /// <summary>Stands in the e-mails of this try and in no other; random.</summary>
    public required string Code { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public required string StartedBy { get; init; }

    public List<SelfTestEmail> Emails { get; init; } = [];
}

public sealed class SelfTestEmail
{
    public Guid Id { get; init; }

    public Guid SelfTestId { get; init; }

    /// <summary>Key of the sample: the charset and how it is declared.</summary>
    public required string Sample { get; init; }

    /// <summary>The address it was sent to; one of the e-mails goes to a plus-address.</summary>
    public required string Address { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why it did not leave; masked.</summary>
    public string? Problem { get; set; }

    public DateTimeOffset? ArrivedAt { get; set; }

    /// <summary>Subject and text came back letter by letter.</summary>
    public bool Decoded { get; set; }

    /// <summary>The name in the topmost Authentication-Results.</summary>
    public string? AuthservId { get; set; }

    /// <summary>That field, masked.</summary>
    public string? AuthResults { get; set; }
}

/// <summary>The words of a kind of e-mail as somebody saved them. Append only: the highest number is in force.</summary>
public sealed class TemplateVersion
{
    public Guid Id { get; init; }

    /// <summary>Key of the kind of e-mail.</summary>
    public required string Kind { get; init; }

    public required string Language { get; init; }

    /// <summary>From 1 for each kind and language.</summary>
    public int Number { get; init; }

    public string? Subject { get; init; }

    /// <summary>Null puts the built-in text back.</summary>
    public string? Body { get; init; }

    public DateTimeOffset At { get; init; }

    public Guid? ById { get; init; }

    public required string ByName { get; init; }
}
