using System.Diagnostics.CodeAnalysis;

namespace SupportDesk.Mail;

/// <summary>Reply codes of RFC 5321 section 4.2.3 and RFC 4954.</summary>
[SuppressMessage("Design", "CA1008:Enums should have zero value", Justification = "There is no reply code 0.")]
public enum SmtpStatusCode
{
    /// <summary>System status.</summary>
    SystemStatus = 211,

    /// <summary>Help.</summary>
    HelpMessage = 214,

    /// <summary>The service is ready.</summary>
    ServiceReady = 220,

    /// <summary>Goodbye.</summary>
    ServiceClosingTransmissionChannel = 221,

    /// <summary>The client is known.</summary>
    AuthenticationSuccessful = 235,

    /// <summary>Done.</summary>
    Ok = 250,

    /// <summary>The letter will be forwarded.</summary>
    UserNotLocalWillForward = 251,

    /// <summary>The recipient is not known for sure; delivery is tried.</summary>
    CannotVerifyUserWillAttemptDelivery = 252,

    /// <summary>More is wanted to know the client.</summary>
    AuthenticationChallenge = 334,

    /// <summary>The letter may come.</summary>
    StartMailInput = 354,

    /// <summary>The service closes the connection.</summary>
    ServiceNotAvailable = 421,

    /// <summary>The password has to be set anew.</summary>
    PasswordTransitionNeeded = 432,

    /// <summary>The mailbox is busy.</summary>
    MailboxBusy = 450,

    /// <summary>The server had an error.</summary>
    ErrorInProcessing = 451,

    /// <summary>The server has no room now.</summary>
    InsufficientStorage = 452,

    /// <summary>The client cannot be known at the moment.</summary>
    TemporaryAuthenticationFailure = 454,

    /// <summary>The command is unknown.</summary>
    CommandUnrecognized = 500,

    /// <summary>The arguments are wrong.</summary>
    SyntaxError = 501,

    /// <summary>The command is not there.</summary>
    CommandNotImplemented = 502,

    /// <summary>The command comes at the wrong time.</summary>
    BadCommandSequence = 503,

    /// <summary>The parameter is not there.</summary>
    CommandParameterNotImplemented = 504,

    /// <summary>The client has to say who it is.</summary>
    AuthenticationRequired = 530,

    /// <summary>The mechanism is too weak.</summary>
    AuthenticationMechanismTooWeak = 534,

    /// <summary>Name or password is wrong.</summary>
    AuthenticationInvalidCredentials = 535,

    /// <summary>Encryption comes first.</summary>
    EncryptionRequiredForAuthenticationMechanism = 538,

    /// <summary>There is no such mailbox, or it refuses.</summary>
    MailboxUnavailable = 550,

    /// <summary>The mailbox is elsewhere.</summary>
    UserNotLocalTryAlternatePath = 551,

    /// <summary>The letter is too large or the mailbox full.</summary>
    ExceededStorageAllocation = 552,

    /// <summary>The name of the mailbox is not allowed.</summary>
    MailboxNameNotAllowed = 553,

    /// <summary>The transaction failed.</summary>
    TransactionFailed = 554,

    /// <summary>A parameter of the sender or recipient is unknown.</summary>
    MailFromOrRcptToParametersNotRecognizedOrNotImplemented = 555,
}
