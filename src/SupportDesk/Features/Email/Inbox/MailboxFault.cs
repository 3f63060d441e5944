namespace SupportDesk.Features.Email.Inbox;

/// <summary>Why a mailbox cannot be read, as far as a person can do something about it.</summary>
public enum MailboxFault
{
    Other = 0,

    /// <summary>The server does not accept the user or the password.</summary>
    Refused = 1,

    /// <summary>The server's name is not known.</summary>
    Name = 2,

    /// <summary>Nobody answers under the address and port.</summary>
    NoAnswer = 3,

    /// <summary>The encrypted line cannot be set up, mostly for a certificate.</summary>
    Encryption = 4,

    /// <summary>The folder to be read does not exist or may not be read.</summary>
    Folder = 5,

    /// <summary>What is stored for it cannot be used, so the desk does not try.</summary>
    Stored = 6,
}

/// <summary>Recognises a fault by the words of the libraries and servers; the words themselves stay beside it as evidence.</summary>
internal static class MailboxFaults
{
    private static readonly (MailboxFault Fault, string[] Words)[] Signs =
    [
        (MailboxFault.Encryption, ["SSL", "TLS", "certificate"]),
        (MailboxFault.Refused, ["authenticat", "AUTHENTICATIONFAILED", "LOGIN failed", "invalid credentials", "password", "token"]),
        (MailboxFault.Name, ["No such host", "Name or service not known", "nodename nor servname", "name resolution"]),
        (MailboxFault.NoAnswer, ["refused", "timed out", "unreachable", "no route", "reset by peer", "unexpectedly disconnected"]),
        (MailboxFault.Folder, ["folder", "mailbox doesn't exist", "Access to the path", "denied"]),
    ];

    public static MailboxFault Of(string error) =>
        Signs.FirstOrDefault(sign => sign.Words.Any(word => error.Contains(word, StringComparison.OrdinalIgnoreCase))).Fault;
}
