namespace SupportDesk.Mail;

/// <summary>What a server refused.</summary>
public enum SmtpErrorCode
{
    /// <summary>The letter.</summary>
    MessageNotAccepted,

    /// <summary>The sender.</summary>
    SenderNotAccepted,

    /// <summary>A recipient.</summary>
    RecipientNotAccepted,

    /// <summary>Something else.</summary>
    UnexpectedStatusCode,
}

/// <summary>
/// The server answered a command with an error. Codes from 400 are transient, from 500 permanent (RFC 5321 section 4.2.1);
/// the letter was not accepted.
/// </summary>
public class SmtpCommandException : CommandException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="code">What was refused.</param>
    /// <param name="status">Code of the reply.</param>
    /// <param name="mailbox">The sender or recipient that was refused.</param>
    /// <param name="message">Text of the reply.</param>
    public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, MailboxAddress? mailbox, string message) : base(message) =>
        (ErrorCode, StatusCode, Mailbox) = (code, status, mailbox);

    /// <summary>Creates the exception.</summary>
    /// <param name="code">What was refused.</param>
    /// <param name="status">Code of the reply.</param>
    /// <param name="message">Text of the reply.</param>
    public SmtpCommandException(SmtpErrorCode code, SmtpStatusCode status, string message) : this(code, status, null, message)
    {
    }

    /// <summary>Gets what was refused.</summary>
    public SmtpErrorCode ErrorCode { get; }

    /// <summary>Gets the code of the reply.</summary>
    public SmtpStatusCode StatusCode { get; }

    /// <summary>Gets the sender or recipient that was refused.</summary>
    public MailboxAddress? Mailbox { get; }
}

/// <summary>The server closed the connection or sent something that is not SMTP.</summary>
public class SmtpProtocolException : ProtocolException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What is wrong.</param>
    /// <param name="innerException">What caused it.</param>
    public SmtpProtocolException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}
